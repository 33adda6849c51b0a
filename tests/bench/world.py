"""Fills the bench's database and prints what the measurements need, as JSON. Runs inside the bench's settings."""

import json
import sys

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection

from accounts.models import User
from forms.models import IntakeFormPage
from tests.bench.pages import MARKER
from workflows.models import Case, CaseLink, Customer

MARKED = 60
PEOPLE = {"dora": "dora@norrhiss.example", "tea": "tea@norrhiss.example", "anna": "anna@bjorken.example"}


def fill(cases: int) -> None:
    missing = cases - Case.objects.count()
    if missing > 0:
        call_command("load_cases", cases=missing, stdout=sys.stderr)
    for case in Case.objects.order_by("-pk")[: MARKED * 5 : 5]:
        case.title = f"{case.title}, {MARKER}"
        case.save_changed()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def session_of(email: str) -> str:
    user = User.objects.get(email=email)
    store = SessionStore()
    store[SESSION_KEY], store[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store.create()
    return str(store.session_key)


def facts() -> dict[str, object]:
    anna, tea = (User.objects.get(email=PEOPLE[name]) for name in ("anna", "tea"))
    hers = Case.objects.visible_to(anna).order_by("-pk")[0]
    return {
        "sessions": {name: session_of(email) for name, email in PEOPLE.items()},
        "customer": Customer.objects.order_by("pk")[0].pk,
        "case": hers.pk,
        "token": CaseLink.objects.filter(case=hers).first().token,  # type: ignore[union-attr]
        "field_case": Case.objects.visible_to(tea).order_by("-pk")[0].pk,
        "form": IntakeFormPage.objects.live().order_by("pk")[0].url,
        "cases": Case.objects.count(),
    }


def main(cases: int) -> None:
    fill(cases)
    sys.stdout.write("\n" + json.dumps(facts()))
