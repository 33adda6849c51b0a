"""R1 in small: one opened form, posted by ten clients at once, becomes one case with its photo, and one receipt."""

from threading import Barrier
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Site

from forms import submit
from forms.models import FormSubmission
from forms.ready_forms import make_ready_forms
from tests import cast as the_cast
from tests.forms.sender import DEVIATION, key_in
from tests.pictures import upload
from tests.threads import in_thread, in_threads
from workflows.actions import open_case
from workflows.models import Attachment, Case

POSTS = 10
pytestmark = pytest.mark.usefixtures("own_database")


def set_up() -> tuple[str, str]:
    the_cast.build()
    page = make_ready_forms(Site.objects.get(is_default_site=True).root_page)["deviation"]
    return page.url, key_in(Client().get(page.url))


def all_at_once() -> tuple[list[Any], tuple[int, int, int]]:
    url, key = in_thread(set_up)
    barrier = Barrier(POSTS)

    def post() -> str:
        client, data = Client(), DEVIATION | {"submission-key": key, "var_ar_det": "Här", "foton": upload()}
        barrier.wait()
        return client.post(url, data).url

    answers = in_threads([post] * POSTS)
    return answers, in_thread(
        lambda: (Case.objects.count(), FormSubmission.objects.count(), Attachment.objects.count())
    )


def test_it_becomes_one_case_and_everybody_gets_its_receipt() -> None:
    answers, counted = all_at_once()
    assert counted == (1, 1, 1)
    assert len(set(answers)) == 1 and answers[0].startswith("/q/receipt/"), answers


def test_without_the_guard_it_would_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_case, "opened_before", lambda draft: None)
    drafted = submit.draft_of
    monkeypatch.setattr(submit, "draft_of", lambda form: unkeyed(drafted(form)))
    _answers, counted = all_at_once()
    assert counted[0] > 1


def unkeyed(draft: Case) -> Case:
    draft.submission_key = None
    return draft
