"""Fills the bench's database and prints what the measurements need, as JSON. Runs inside the bench's settings.

`python -m tests.bench.world CASES FRESH`. Whatever the size, every measured page has equally many hits.
"""

import json
import sys
from typing import Any

import django

django.setup()

from allauth.mfa.models import Authenticator  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from accounts import second_factor  # noqa: E402
from accounts.models import User  # noqa: E402
from forms.models import IntakeFormPage, QrCode  # noqa: E402
from serva import upkeep  # noqa: E402
from tests.bench.pages import MARKED, MARKER, SHOWN  # noqa: E402
from workflows.models import Case, CaseLink, Contact, LimitCount, Status, Team  # noqa: E402

OFFICE, ECONOMY, TECHNICIAN, CHANGER, CUSTOMER = "dora", "edda", "tea", "olle", "anna"
SAMPLES = {
    "short_text": "Hissen står still",
    "long_text": "Den stannade på plan 2 i morse.",
    "worksite": "Hagagatan 14",
    "email": "kim@example.com",
    "phone": "070-123 45 67",
    "number": "2",
    "yes_no": "no",
}


def fill(cases: int, fresh: int) -> None:
    missing = cases - Case.objects.count()
    if missing > 0:
        call_command("load_cases", cases=missing, stdout=sys.stderr)
    mark()
    hand_out(fresh)
    look_after_the_database()


def look_after_the_database() -> None:
    """What happens by itself in earnest: by our own task on SQLite, by autovacuum on PostgreSQL."""
    upkeep.learn_the_tables()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")


def mark() -> None:
    """As many cases as ever hold the marker, half of them the customer's, evenly over the whole table."""
    for case in Case.objects.filter(search_text__contains=MARKER):
        case.title = case.title.removesuffix(f", {MARKER}")
        case.save_changed()
    hers = Case.objects.filter(customer=contact().customer)
    others = Case.objects.exclude(customer=contact().customer)
    for rows in (hers, others):
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        for case in Case.objects.filter(pk__in=keys[:: len(keys) // (MARKED // 2)][: MARKED // 2]):
            case.title = f"{case.title[:100]}, {MARKER}"
            case.save_changed()


def hand_out(fresh: int) -> None:
    """One technician has SHOWN open cases and her team none, another has `fresh` ones that nobody acknowledged."""
    tea, changer = person(TECHNICIAN), person(CHANGER)
    aside = Team.objects.exclude(members__in=[tea, changer]).first()
    other = User.objects.filter(teams=aside).first()
    Case.objects.open().update(team=aside, responsible=other)
    newest = list(Case.objects.order_by("-pk").values_list("pk", flat=True)[: SHOWN + fresh])
    plain = {"team": None, "stage": None, "stage_status": "", "clock_stopped_since": None, "approved_at": None}
    for rows, status, whose in ((newest[:SHOWN], Status.IN_PROGRESS, tea), (newest[SHOWN:], Status.ASSIGNED, changer)):
        Case.objects.filter(pk__in=rows).update(status=status, responsible=whose, **plain)


def person(name: str) -> User:
    return User.objects.get(email__startswith=f"{name}@")


def contact() -> Contact:
    return Contact.objects.get(user=person(CUSTOMER))


def session_of(user: User) -> str:
    """As after log-in; staff have shown their second factor."""
    store = SessionStore()
    if user.is_staff:
        Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})
        store[second_factor.SESSION_KEY] = user.pk
    store[SESSION_KEY], store[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    store[BACKEND_SESSION_KEY] = "accounts.backends.Backend"
    store.create()
    return str(store.session_key)


def facts(fresh: int) -> dict[str, Any]:
    """The measured cases are among the demo's own: the same ones at every size."""
    demo = Case.objects.filter(pk__lte=600, status=Status.CLOSED, used_articles__isnull=False).distinct()
    case = demo.filter(customer=contact().customer).order_by("-pk")[0]
    field_case = Case.objects.filter(responsible=person(TECHNICIAN), pk__lte=600).exclude(pk=case.pk).order_by("-pk")[0]
    form = IntakeFormPage.objects.live().order_by("pk")[0]
    link = CaseLink.objects.filter(case=case, revoked_at=None)[0]
    code = QrCode.objects.filter(revoked_at=None).order_by("pk")[0]
    unseen = Case.objects.filter(responsible=person(CHANGER), status=Status.ASSIGNED)
    return {
        "sessions": {name: session_of(person(name)) for name in (OFFICE, ECONOMY, TECHNICIAN, CHANGER, CUSTOMER)},
        "customer": contact().customer_id,
        "case": case.pk,
        "token": link.token,
        "field_case": field_case.pk,
        "form": form.url,
        "answers": {question.clean_name: sample(question) for question in form.get_form_fields()},
        "code": code.token,
        "fresh": list(unseen.values_list("pk", flat=True)[:fresh]),
    }


def sample(question: Any) -> str:
    return question.offered()[0][0] if question.field_type == "choice" else SAMPLES.get(question.field_type, "")


if __name__ == "__main__":
    LimitCount.objects.all().delete()  # of the last run: past half of a limit strangers have to prove something
    fill(int(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.write("\n" + json.dumps(facts(int(sys.argv[2]))))
