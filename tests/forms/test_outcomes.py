from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from wagtail.test.utils.form_data import inline_formset

from forms.models import FormSubmission, IntakeFormPage, Outcome
from forms.outcomes import check_pattern, filled
from tests.cast import Cast
from tests.forms.conditional import conditions
from tests.forms.sender import REQUEST, key_in, send
from tests.forms.test_form_page import create, question
from tests.pictures import upload
from workflows.actions.open_case import insert_case
from workflows.models import Case, Category, Responsibility

pytestmark = pytest.mark.django_db
Pages = dict[str, IntakeFormPage]
FULL = REQUEST | {"var_ar_det": "Storgatan 1"}
URGENT = [{"question": "hur_brattom_ar_det", "operator": "is", "value": "Samma dag"}]


def outcome(page: IntakeFormPage, **values: Any) -> Outcome:
    return Outcome.objects.create(page=page, **{"conditions": URGENT, **values})


def test_an_answer_decides_category_and_priority(client: Client, cast: Cast, pages: Pages) -> None:
    outcome(pages["request"], category=cast.door_category, kind="deviation", priority=4)
    send(client, pages["request"].url, FULL)
    case = Case.objects.get()
    assert (case.category, case.kind, case.priority) == (cast.door_category, "deviation", 4)


def test_an_outcome_that_does_not_count_changes_nothing(client: Client, cast: Cast, pages: Pages) -> None:
    outcome(pages["request"], category=cast.door_category)
    outcome(pages["request"], what="further", priority=4)
    send(client, pages["request"].url, FULL | {"hur_brattom_ar_det": "Den här veckan"})
    assert (Case.objects.get().category, Case.objects.get().kind) == (None, "request")


def test_the_first_that_names_a_thing_decides_it(client: Client, cast: Cast, pages: Pages) -> None:
    outcome(pages["request"], sort_order=0, priority=3)
    outcome(pages["request"], sort_order=1, priority=4, category=cast.door_category)
    send(client, pages["request"].url, FULL)
    assert (Case.objects.get().priority, Case.objects.get().category) == (3, cast.door_category)


def test_a_form_opens_several_cases(client: Client, cast: Cast, pages: Pages) -> None:
    outcome(pages["request"], what="further", category=cast.door_category, title_pattern="Dörr: {vad_galler_det}")
    send(client, pages["request"].url, FULL | {"foton": [upload("a.jpg")]})
    first, further = Case.objects.order_by("pk")
    assert list(FormSubmission.objects.get().further.all()) == [further]
    assert (further.title, further.category, further.answers) == (
        "Dörr: Hissen står",
        cast.door_category,
        first.answers,
    )
    assert further.team == cast.lifts and further.links.get() != first.links.get()
    assert further.attachments.get().file.name != first.attachments.get().file.name


def test_posted_twice_it_opens_the_same_cases(client: Client, pages: Pages) -> None:
    outcome(pages["request"], what="further", priority=4)
    key = key_in(client.get(pages["request"].url))
    first, again = [client.post(pages["request"].url, FULL | {"submission-key": key}) for _time in range(2)]
    assert first.url == again.url
    assert sorted(Case.objects.values_list("submission_key", flat=True)) == [key, f"{key}-1"]


def test_if_the_further_case_fails_there_is_none(client: Client, pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    def only_the_first(draft: Case, *more: Any) -> Case:
        if "-" in (draft.submission_key or ""):
            raise RuntimeError
        return insert_case(draft, *more)

    outcome(pages["request"], what="further", priority=4)
    monkeypatch.setattr("forms.submit.insert_case", only_the_first)
    with pytest.raises(RuntimeError):
        send(client, pages["request"].url, FULL)
    assert not Case.objects.exists()


def test_the_receipt_shows_all_cases(client: Client, pages: Pages) -> None:
    outcome(pages["request"], what="further", title_pattern="Även {form}")
    text = client.get(send(client, pages["request"].url, FULL).url).content.decode()
    further = Case.objects.latest("pk")
    assert further.number in text and f"/c/{further.links.get().token}/" in text


def test_the_case_room_says_what_came_in_together(client: Client, cast: Cast, pages: Pages) -> None:
    outcome(pages["request"], what="further", title_pattern="Även {form}")
    send(client, pages["request"].url, FULL)
    first, further = Case.objects.order_by("pk")
    client.force_login(cast.dora)
    assert further.title in client.get(f"/admin/cases/{first.pk}/").content.decode()
    assert "Kom in tillsammans med" in client.get(f"/admin/cases/{further.pk}/").content.decode()


@pytest.mark.parametrize(
    ("pattern", "made"),
    [
        ("{a}: {b}", "Hiss"),
        ("{b} – {a}", "Hiss"),
        ("{a} ({b})", "Hiss"),
        ("{a}, {b}, {c}", "Hiss, {a}"),
        ("{b}", ""),
    ],
)
def test_what_is_not_answered_leaves_no_punctuation(pattern: str, made: str) -> None:
    assert filled(pattern, {"a": "Hiss", "c": "{a}"}) == made


def test_a_long_title_is_cut_between_words() -> None:
    made = filled("{a}", {"a": "ordet " * 40})
    assert len(made) <= 140 and made.endswith("ordet…")


@pytest.mark.parametrize("pattern", ["{okänd}", "{a", "a}", "{a.__class__}"])
def test_a_pattern_with_unknown_names_is_refused(pattern: str) -> None:
    with pytest.raises(ValidationError, match=r"\{a\}"):
        check_pattern(pattern, ["a"])


def test_an_outcome_that_changes_nothing_is_refused(pages: Pages) -> None:
    with pytest.raises(ValidationError, match="ändrar ingenting"):
        Outcome(page=pages["request"], what="further").full_clean()


def test_the_database_keeps_no_outcome_that_changes_nothing(pages: Pages) -> None:
    with pytest.raises(IntegrityError, match="outcome_says_something"):
        Outcome.objects.create(page=pages["request"], what="further")


@pytest.mark.parametrize("named_by", ["outcome", "form"])
def test_a_category_no_longer_in_use_is_passed_over(client: Client, cast: Cast, pages: Pages, named_by: str) -> None:
    Category.objects.filter(pk=cast.door_category.pk).update(is_active=False, priority=4)
    of_form = cast.lift_category if named_by == "outcome" else cast.door_category
    IntakeFormPage.objects.filter(pk=pages["request"].pk).update(category=of_form)
    outcome(pages["request"], category=cast.door_category, title_pattern="Brådskande")
    send(client, pages["request"].url, FULL)
    case = Case.objects.get()
    left = cast.lift_category if named_by == "outcome" else None
    assert (case.category, case.priority, case.title) == (left, 2, "Brådskande")


def test_the_next_outcome_in_use_names_the_category(client: Client, cast: Cast, pages: Pages) -> None:
    Category.objects.filter(pk=cast.door_category.pk).update(is_active=False)
    outcome(pages["request"], sort_order=0, category=cast.door_category)
    outcome(pages["request"], sort_order=1, category=cast.lift_category)
    send(client, pages["request"].url, FULL)
    assert Case.objects.get().category == cast.lift_category


def test_an_outcome_goes_with_the_category_that_it_names_alone(cast: Cast, pages: Pages) -> None:
    Responsibility.objects.filter(category=cast.door_category).delete()
    outcome(pages["request"], category=cast.door_category)
    kept = outcome(pages["request"], category=cast.door_category, priority=4)
    cast.door_category.delete()
    assert list(Outcome.objects.values_list("pk", "category")) == [(kept.pk, None)]


def test_an_old_version_of_a_form_leaves_out_what_names_a_lost_category(cast: Cast, pages: Pages) -> None:
    Responsibility.objects.filter(category=cast.door_category).delete()
    page = pages["request"]
    page.outcomes = [Outcome(category=cast.door_category), Outcome(category=cast.door_category, priority=4)]
    version = page.save_revision()
    cast.door_category.delete()
    version.publish()
    assert list(Outcome.objects.values_list("category", "priority")) == [(None, 4)]


def test_the_editor_refuses_an_outcome_that_waits_for_no_question(client: Client, cast: Cast) -> None:
    client.force_login(cast.adam)
    row = {"what": "changes", "match": "all", "conditions": conditions(("gone", "answered", "")), "kind": "",
           "category": "", "priority": "4", "title_pattern": ""}  # fmt: skip
    answer = create(client, question("A"), outcomes=inline_formset([row]))
    assert "finns inte längre" in answer.content.decode() and not IntakeFormPage.objects.exists()
