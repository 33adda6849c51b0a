"""What strangers write never runs (S5): every answer and every label of a form, wherever they are read."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from accounts.models import User
from forms.fields import types
from forms.models import IntakeFormPage, Question
from tests import cast as the_cast
from tests.forms.sender import key_in
from tests.promises.matrix.answers import text_of
from tests.threads import in_thread
from workflows import errands
from workflows.models import Case

pytestmark = pytest.mark.browser
BITE = """<img src=x onerror="window.bitten=1"><script>window.bitten=1</script>"'>{{7*7}}<b>fet</b>"""
WATCH = """window.reports = [];
addEventListener("securitypolicyviolation", (event) => reports.push(event.violatedDirective));"""


def make_page() -> IntakeFormPage:
    """One question of each kind, all of them labelled and explained by the payload."""
    page = IntakeFormPage(title=f"Titel {BITE}", slug="bett", intro_sv="<p>Hej</p>")
    rows = []
    for order, name in enumerate(kind for kind in types() if kind not in {"section", "stop", "organisation_number"}):
        fed = {"short_text": "title", "long_text": "description", "email": "reporter_email"}.get(name, "")
        one = Question(field_type=name, label_sv=f"{name} {BITE}", help_sv=BITE, sort_order=order, maps_to=fed)
        one.choices_sv = f"{BITE}\nNej" if types()[name].has_choices else ""
        one.clean()
        one.clean_name = f"q_{name}"
        rows.append(one)
    rows.append(Question(label_sv="Namn", clean_name="namn", sort_order=98, maps_to="reporter_name"))
    page.questions.set(rows)
    Site.objects.get(is_default_site=True).root_page.add_child(instance=page)
    return page


def answers_to(worksite: int) -> dict[str, Any]:
    return {
        "q_short_text": BITE,
        "q_long_text": f"{BITE}\n{BITE}",
        "q_address_0": BITE,
        "q_choice": BITE,
        "q_multiple_choice": [BITE],
        "q_email": "eva@example.org",
        "q_worksite": BITE,
        "q_worksite-site": str(worksite),
        "q_articles-0-what": BITE,
        "q_articles-0-quantity": "1",
        "namn": BITE,
    }


def session_of(user: User) -> str:
    client = Client()
    client.force_login(user, backend="accounts.backends.Backend")
    return client.cookies["sessionid"].value


def set_up() -> tuple[dict[str, str], dict[str, list[str]], list[str], str]:
    """Sessions by person, what each reads, the mails as HTML, and the text of the work order."""
    cast = the_cast.build()
    page, anna = make_page(), Client()
    anna.force_login(cast.anna, backend="accounts.backends.Backend")
    sent = anna.post(page.url, answers_to(cast.storgatan.pk) | {"submission-key": key_in(anna.get(page.url))})
    assert sent.status_code == 302, sent.content.decode()
    stranger = Client()
    data = answers_to(0) | {"q_worksite-site": "", "submission-key": key_in(stranger.get(page.url))}
    strange = stranger.post(page.url, data)
    assert strange.status_code == 302, strange.content.decode()
    for _turn in range(3):
        errands.perform_due()
    own, other = Case.objects.order_by("pk")
    read = {
        "": [page.url, sent.url, strange.url, f"/c/{other.links.get().token}/"],
        "anna": [page.url, "/portal/", f"/portal/{own.pk}/"],
        "tea": ["/field/", f"/field/{own.pk}/", f"/field/{other.pk}/"],
        "dora": [
            f"/admin/cases/{own.pk}/",
            f"/admin/cases/{other.pk}/",
            "/admin/cases/",
            f"/admin/forms/submissions/{page.pk}/",
        ],
    }
    sessions = {name: session_of(getattr(cast, name)) for name in ("anna", "tea", "dora")}
    mails = [
        str(content) for one in mail.outbox for content, kind in getattr(one, "alternatives", []) if kind == "text/html"
    ]
    paper = Client()
    paper.force_login(cast.dora, backend="accounts.backends.Backend")
    return sessions, read, mails, text_of(paper.get(reverse("reports:work_order", args=[own.pk])))


def bites(page: Any) -> list[str]:
    page.wait_for_timeout(150)
    return [str(one) for one in page.evaluate("[window.bitten, ...(window.reports || [])]") if one]


@pytest.fixture
def watched(desk: Any) -> Iterator[Any]:
    desk.add_init_script(WATCH)
    yield desk


def test_nothing_that_was_written_runs_anywhere(site: str, watched: Any) -> None:
    sessions, read, mails, paper = in_thread(set_up)
    faults = []
    for person, paths in read.items():
        watched.context.clear_cookies()
        if person:
            watched.context.add_cookies([{"name": "sessionid", "value": sessions[person], "url": site}])
        for path in paths:
            answer = watched.goto(site + path)
            shown = watched.content()
            assert answer.status == 200 and "fet" in shown, f"{person} {path} {answer.status} {watched.url}"
            faults += [f"{person} {path}: {one}" for one in bites(watched)]
            assert watched.locator("main b", has_text="fet").count() == 0, path
    assert faults == [] and "<b>fet</b>" in paper
    for words in mails:
        watched.set_content(words)
        assert bites(watched) == [] and watched.locator("b", has_text="fet").count() == 0
    assert mails


def test_it_sees_what_runs(watched: Any) -> None:
    watched.set_content(BITE)
    assert bites(watched) == ["1"]
