"""The cases in the admin. Field staff see theirs, the office all; what may be done with them differs by role."""

from tests.promises.matrix.rules.base import BY_ADAM, KEEPERS, NOBODY, STAFF, WORKERS, Form, Rule, upload

BY_LEADER = {"bjorken": "lena", "asen": "adam"}
LISTED = (
    "q=papeg",
    "q=koltr",
    "tab=all",
    "tab=all&export=xlsx",
    "tab=all&export=csv",
    "tab=mine&q=1",
)


def verb(name: str, kind: str, people: frozenset[str], **fill: object) -> Rule:
    """One address does all verbs; each is asked on a case that is in the right status for it."""
    by = BY_LEADER if "lena" in people - KEEPERS and name == "assign_case" else BY_ADAM
    return Rule(people, takes={"pk": kind, "verb": f"={name}"}, form=Form(by=by, fill=fill))


VERBS = [
    verb("acknowledge_case", "case", WORKERS),
    verb("start_case", "case", WORKERS),
    verb("pause_case", "started", WORKERS, reason="Väntar på del"),
    verb("resume_case", "waiting", WORKERS),
    verb("set_stage", "started", WORKERS, stage="{stage}"),
    verb("finish_case", "started", WORKERS),
    verb("write_message", "case", WORKERS, body="Vi kommer", files=upload),
    verb("write_note", "case", WORKERS, body="Ta med stegen", files=upload),
    verb("add_attachments", "case", WORKERS, files=upload),
    verb("use_article", "case", WORKERS, article="{article}", quantity="1"),
    verb("declare_nothing_used", "scheduled", WORKERS),
    Rule(
        WORKERS,
        takes={"pk": "case", "verb": "=remove_used_article"},
        form=Form("/admin/cases/{case}/", fill={"used": "{used}"}),
    ),
    Rule(
        WORKERS,
        takes={"pk": "case", "verb": "=use_planned_article"},
        form=Form("/admin/cases/{case}/", fill={"planned": "{planned}"}),
    ),
    verb("assign_case", "case", KEEPERS | {"lena"}, to="team:{team}", reason="Byte"),
    verb("close_case", "done", KEEPERS),
    verb("reopen_case", "done", KEEPERS, reason="Nej"),
    verb("cancel_case", "case", KEEPERS, reason="Dubblett"),
    verb("edit_case", "case", KEEPERS, title="Ny rubrik"),
    verb("renew_case_link", "case", KEEPERS),
    verb("revoke_case_links", "case", KEEPERS),
    Rule(NOBODY, takes={"pk": "case", "verb": "=open_case"}),
    Rule(NOBODY, takes={"pk": "case", "verb": "=visible_to"}),
]
FILE = {"pk": "case", "file": "file"}
RULES: dict[str, Rule | list[Rule]] = {
    "cases:index": [
        Rule(STAFF, NOBODY, queries=LISTED),
        # Asking for a worksite names it: field staff read that register whole.
        Rule(STAFF, NOBODY, queries=("customer=2&worksite=2",), whoever=True),
    ],
    "cases:room": Rule(STAFF, NOBODY, takes={"pk": "case"}),
    "cases:verb": VERBS,
    "cases:file": [Rule(STAFF, takes=FILE), Rule(STAFF, takes={"pk": "case", "file": "note_file"})],
    "cases:thumbnail": Rule(STAFF, takes=FILE),
    # Whose cases go is asked in test_bulk.py: what one may not hand over is not picked.
    "cases:bulk_assign": Rule(STAFF, form=Form("/admin/cases/"), changes=False),
    "cases:errands": Rule(KEEPERS, form=Form()),
    "cases:find": [
        Rule(STAFF, NOBODY, takes={"what": "=worksites"}, whoever=True, queries=("q=a", "customer=1")),
        Rule(STAFF, NOBODY, takes={"what": "=customers"}, queries=("q=a",)),
        Rule(STAFF, NOBODY, takes={"what": "=contacts"}, queries=("q=a", "customer=2")),
        Rule(STAFF, NOBODY, takes={"what": "=equipment"}, whoever=True, queries=("q=a", "worksite=2")),
        Rule(STAFF, NOBODY, takes={"what": "=articles"}, queries=("q=l",)),
        Rule(NOBODY, takes={"what": "=users"}, queries=("q=a",)),
    ],
    "cases:new": Rule(KEEPERS, form=Form(fill={"title": "Nytt", "worksite": "{worksite}"}), queries=("worksite=1",)),
    "cases:preview": Rule(KEEPERS, queries=("worksite=1&customer=1&category=1",)),
}
