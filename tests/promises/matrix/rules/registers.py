"""The registers of the admin and what belongs to them. Field staff read worksites, equipment, categories, articles,
teams and codes, whoever's they are; the office keeps them, economy reads; only the administrator deletes.
Absence is everybody's own, and the office's."""

from collections.abc import Mapping

from tests.promises.matrix.rules.base import ADAM, ECONOMY, KEEPERS, NOBODY, OFFICE, OWNERS, STAFF, Form, Rule

EXPORTS = ("export=xlsx", "export=csv")
BY_DORA = {"bjorken": "dora", "asen": "dora"}


def register(
    namespace: str,
    kind: str,
    readers: frozenset[str],
    fill: Mapping[str, object],
    new: Mapping[str, object],
    *,
    imports: bool = True,
    asks: str = "",
    rests: bool = True,
    keepers: frozenset[str] = KEEPERS,
) -> dict[str, Rule]:
    """`fill` is what is changed on one, `new` what a new one needs, `asks` what its page asks for first.

    `rests`: instead of being deleted one can be put out of use, and is, as others refer to it.
    """
    one = {"pk": kind}
    lists = Rule(readers, NOBODY, whoever=True, queries=("q=a", "p=2", *EXPORTS))
    rules = {
        "index": lists,
        "index_results": lists,
        "inspect": Rule(readers, NOBODY, takes=one, whoever=True),
        "add": Rule(keepers, whoever=True, form=Form(query=asks, fill=new)),
        "edit": Rule(keepers, takes=one, whoever=True, form=Form(fill=fill)),
        "delete": Rule(ADAM, takes=one, whoever=True, form=Form(fill={"rest": "1"} if rests else {})),
        "history": Rule(keepers, NOBODY, takes=one, whoever=True),
        "history_results": Rule(keepers, NOBODY, takes=one, whoever=True),
    }
    if imports:
        rules["import"] = Rule(KEEPERS, whoever=True)
        # A file that waits is its sender's alone, and of the register that it was sent to.
        is_doras = namespace == "customers"
        sender = frozenset({"dora"}) if is_doras else NOBODY
        rules["import_preview"] = Rule(
            sender, takes={"token": "import"}, form=Form("", by=BY_DORA) if is_doras else None
        )
    return {f"{namespace}:{name}": rule for name, rule in rules.items()}


def chooser(name: str, kind: str, readers: frozenset[str]) -> dict[str, Rule]:
    """All staff come in; whoever does not read the register finds it empty."""
    is_whole = readers == STAFF
    lists = Rule(STAFF, NOBODY, whoever=is_whole, queries=("q=a", "p=2"))
    return {
        f"choose_{name}:choose": lists,
        f"choose_{name}:choose_results": lists,
        f"choose_{name}:chosen": Rule(readers, NOBODY, takes={"pk": kind}, whoever=True),
        f"choose_{name}:chosen_multiple": Rule(STAFF, NOBODY, whoever=is_whole, queries=("id=1&id=2&id=3",)),
    }


CODE = {"pk": "code"}
CODES = {
    "qr-codes:index": Rule(STAFF, NOBODY, whoever=True, queries=("q=a", *EXPORTS)),
    "qr-codes:index_results": Rule(STAFF, NOBODY, whoever=True),
    "qr-codes:inspect": Rule(STAFF, NOBODY, takes=CODE, whoever=True),
    "qr-codes:svg": Rule(STAFF, NOBODY, takes=CODE, whoever=True, queries=("download",)),
    "qr-codes:png": Rule(STAFF, NOBODY, takes=CODE, whoever=True, queries=("download",)),
    "qr-codes:add": Rule(KEEPERS, whoever=True, form=Form(fill={"worksite": "{worksite}"})),
    "qr-codes:edit": Rule(KEEPERS, takes=CODE, whoever=True, form=Form(fill={"label_text": "Hit"})),
    "qr-codes:history": Rule(KEEPERS, NOBODY, takes=CODE, whoever=True),
    "qr-codes:history_results": Rule(KEEPERS, NOBODY, takes=CODE, whoever=True),
    "qr-codes:revoke": Rule(KEEPERS, takes=CODE, whoever=True, form=Form()),
    "qr-codes:replace": Rule(KEEPERS, takes=CODE, whoever=True, form=Form()),
    "qr-codes:labels": Rule(frozenset({"dora"}), NOBODY, takes={"pk": "printing"}),
    "qr-codes:labels_file": Rule(frozenset({"dora"}), NOBODY, takes={"pk": "printing"}),
    "qr-codes:several": Rule(
        KEEPERS,
        whoever=True,
        form=Form(query="?customer={customer}", fill={"worksites": "{worksite}"}),
        queries=("customer=x",),
    ),
}
ABSENCE = {"pk": "absence"}
ITS_PEOPLE = OWNERS | KEEPERS
ITS_PAGE = "/admin/absences/edit/{absence}/"
ABSENCES = {
    "absences:index": Rule(STAFF, NOBODY, queries=("q=a", "p=2", "when=now", *EXPORTS)),
    "absences:index_results": Rule(STAFF, NOBODY, queries=("q=a", "when=over")),
    "absences:add": Rule(
        STAFF,
        form=Form(fill={"person": "{colleague}", "first_day": "2031-05-01", "last_day": "2031-05-02", "note": "Ny"}),
    ),
    "absences:inspect": Rule(ITS_PEOPLE, NOBODY, takes=ABSENCE),
    "absences:edit": Rule(ITS_PEOPLE, takes=ABSENCE, form=Form(fill={"note": "Ny"})),
    "absences:history": Rule(ITS_PEOPLE, NOBODY, takes=ABSENCE),
    "absences:history_results": Rule(ITS_PEOPLE, NOBODY, takes=ABSENCE),
    "absences:delete": Rule(ADAM, takes=ABSENCE, form=Form()),
    "absences:end": Rule(NOBODY, ITS_PEOPLE, takes=ABSENCE, form=Form(ITS_PAGE)),
    "absences:hand_over": Rule(NOBODY, ITS_PEOPLE, takes=ABSENCE, form=Form(ITS_PAGE)),
}
# Who is told of what, in which words: the office reads it, the administrator decides. The templates are all there.
WORDS = register("notification_templates", "notification_template", KEEPERS, {"subject_sv": "Nytt: {{number}}"}, {},
                 imports=False, keepers=ADAM)  # fmt: skip
TRIED_OUT = Rule(
    ADAM, takes={"pk": "notification_template"}, whoever=True, form=Form(fill={"preview": "1"}), changes=False
)
NOTICES: dict[str, Rule | list[Rule]] = (
    register("notification_rules", "notification_rule", KEEPERS, {"is_active": ""},
             {"event": "closed", "receiver": "office", "channel": "email"}, imports=False, keepers=ADAM)
    | register("webhook_endpoints", "webhook_endpoint", ADAM, {"name": "Annat"},
               {"name": "Ny", "url": "https://lyssnar.example/serva"}, imports=False, keepers=ADAM)
    | {name: rule for name, rule in WORDS.items() if name.partition(":")[2] not in {"add", "delete"}}
    | {"notification_templates:edit": [WORDS["notification_templates:edit"], TRIED_OUT]}
)  # fmt: skip
OTHERS = {
    "contacts:log_in": Rule(
        NOBODY, KEEPERS, takes={"pk": "contact"}, whoever=True, form=Form("/admin/contacts/edit/{contact}/")
    ),
    "deliveries:index": Rule(KEEPERS, NOBODY, queries=("q=a",)),
    "deliveries:index_results": Rule(KEEPERS, NOBODY),
    "who_answers": Rule(
        OFFICE,
        NOBODY,
        whoever=True,
        queries=("customer=1", "equipment=x", "day=9999-99-99", "time=25:00"),
    ),
    "coverage": Rule(OFFICE, NOBODY, whoever=True, queries=("q=a", "p=2", "p=x")),
    "responsibilities:reorder": Rule(KEEPERS, takes={"pk": "responsibility"}, whoever=True, form=Form()),
    "moved_cases": Rule(frozenset({"dora"}), NOBODY, takes={"pk": "moving"}),
    "intake-forms:index": Rule(OFFICE, NOBODY, queries=EXPORTS),
    "intake-forms:index_results": Rule(OFFICE, NOBODY),
    "intake-stopped:index": Rule(OFFICE, NOBODY, whoever=True),
    "intake-forms:library": Rule(ADAM, form=Form()),
    "intake-forms:import": Rule(ADAM),
    "intake-forms:import_preview": Rule(ADAM, takes={"token": "form_import"}, form=Form()),
    "intake-forms:export": Rule(ADAM, NOBODY, takes={"pk": "page"}),
    "intake-forms:embed": Rule(OFFICE, NOBODY, takes={"pk": "page"}),
    "admin/forms/submissions/<int:page_id>/delete/": Rule(NOBODY, takes={"page_id": "page"}),
    # Mails of the demo are there in the demo only: tests/serva/test_demo_mail.py.
    "demo_mail:list": Rule(NOBODY),
    "demo_mail:mail": Rule(NOBODY, takes={"name": "=20261123120000000000-0123abcd"}),
}
POINT = {"items-TOTAL_FORMS": "1", "items-0-label_sv": "Nödstopp", "items-0-kind": "check", "items-0-ORDER": "1"}
RULES: dict[str, Rule | list[Rule]] = (
    register("customers", "customer", OFFICE, {"note": "Ny"}, {"name": "Ny", "number": "9001"})
    | register("contacts", "contact", OFFICE, {"phone": "070"}, {"name": "Ny", "customer": "{customer}"})
    | register("worksites", "worksite", STAFF, {"city": "Lund"}, {"name": "Ny", "customer": "{customer}"})
    | register("equipment", "equipment", STAFF, {"number": "H-7"}, {"name": "Ny", "worksite": "{worksite}"})
    | register("categories", "category", STAFF, {"name_en": "New"}, {"name_sv": "Ny"})
    | register("articles", "article", STAFF, {"name_en": "New"}, {"name_sv": "Ny", "number": "N-1"})
    | register("teams", "team", STAFF, {"name": "Nya"}, {"name": "Ny"}, imports=False)
    | register("schedules", "schedule", OFFICE, {"title": "Ny"}, {"title": "Ny", "worksites": "{worksite}"},
               imports=False, asks="?customer={customer}")
    | register("responsibilities", "responsibility", OFFICE, {"valid_until": "2099-01-01"},
               {"worksite": "{worksite}", "team": "{team}"})
    | register("service_levels", "service_level", OFFICE, {"name_en": "New"}, {"name_sv": "Ny"}, imports=False)
    | register("stages", "stage", OFFICE, {"name_en": "New"}, {"name_sv": "Ny"}, imports=False)
    | register("gates", "gate", OFFICE, {"verb": "close"}, {"requires": "message"}, imports=False)
    | register("checklists", "checklist", OFFICE, {"name_en": "New"}, {"name_sv": "Ny", **POINT}, imports=False)
    | chooser("customer", "customer", OFFICE)
    | chooser("contact", "contact", OFFICE)
    | chooser("worksite", "worksite", STAFF)
    | chooser("equipment", "equipment", STAFF)
    | chooser("colleague", "colleague", STAFF)
    | NOTICES
    | CODES
    | ABSENCES
    | OTHERS
)  # fmt: skip
assert ECONOMY < OFFICE
