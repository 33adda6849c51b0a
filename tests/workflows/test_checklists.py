"""Checklists: versions, half-way and done, deviations, and two people at once."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from tests.cast import Cast
from workflows.actions.answer_checklist import ChecklistIncomplete, SomebodyWasQuicker, answer_checklist
from workflows.actions.close_case import close_case
from workflows.actions.finish_case import finish_case
from workflows.actions.publish_checklist import publish_checklist
from workflows.actions.start_case import start_case
from workflows.actor import SYSTEM, Actor
from workflows.checklists import bounds_in_words, deviates, of_case, told
from workflows.errors import NotPossible
from workflows.models import Case, ChecklistItem, ChecklistTemplate, EventKind, FilledChecklist


@pytest.fixture
def template(cast: Cast) -> ChecklistTemplate:
    made = ChecklistTemplate.objects.create(name_sv="Egenkontroll hiss", name_en="Lift check")
    points: list[dict[str, Any]] = [
        {"label_sv": "Nödstopp provat", "label_en": "Emergency stop tried"},
        {"label_sv": "Stannar på", "kind": "number", "unit": "mm", "lowest": 0, "highest": "10.5"},
        {"label_sv": "Övrigt", "kind": "text", "is_required": False},
    ]
    for place, fields in enumerate(points, 1):
        ChecklistItem.objects.create(template=made, sort_order=place, **fields)
    publish_checklist(made)
    return made


def given(template: ChecklistTemplate, *answers: tuple[str, str]) -> dict[str, tuple[str, str]]:
    keys = [item["key"] for item in template.versions.latest("number").items]
    return dict(zip(keys, answers, strict=False))


def answer(case: Case, template: ChecklistTemplate, *answers: Any, **more: Any) -> FilledChecklist:
    return answer_checklist(
        case, template, given(template, *answers), **{"by": SYSTEM, "revision": 0, "complete": False, **more}
    )


GOOD = (("ok", ""), ("4.5", ""))


def test_half_way_is_saved_and_told_to_nobody(cast: Cast, template: ChecklistTemplate) -> None:
    case = cast.opens_case()
    filled = answer(case, template, ("ok", ""))
    assert (filled.revision, filled.is_complete, filled.answers[0]["value"]) == (1, False, "ok")
    assert not case.events.filter(kind=EventKind.CHECKLIST).exists()


def test_done_stands_in_the_history(cast: Cast, template: ChecklistTemplate) -> None:
    case = cast.opens_case()
    assert answer(case, template, *GOOD, complete=True).is_complete
    event = case.events.get(kind=EventKind.CHECKLIST)
    assert (event.data["what"]["sv"], event.data["version"], event.data["deviations"]) == ("Egenkontroll hiss", 1, 0)


@pytest.mark.parametrize(
    ("answers", "wanting"),
    [
        ([("", ""), ("4", "")], ["value"]),
        ([("not_ok", ""), ("4", "")], ["comment"]),
        ([("ok", ""), ("11", "")], ["comment"]),
        ([("ok", "")], ["value"]),
    ],
)
def test_done_wants_answers_and_words_about_deviations(
    cast: Cast, template: ChecklistTemplate, answers: list[tuple[str, str]], wanting: list[str]
) -> None:
    with pytest.raises(ChecklistIncomplete) as refused:
        answer(cast.opens_case(), template, *answers, complete=True)
    assert list(refused.value.wanting.values()) == wanting
    assert not FilledChecklist.objects.exists()


def test_it_counts_deviations(cast: Cast, template: ChecklistTemplate) -> None:
    filled = answer(cast.opens_case(), template, ("not_ok", "Glappar"), ("12", "Justeras"), complete=True)
    assert filled.deviations == 2


def test_an_edited_checklist_is_a_new_version_and_old_answers_keep_theirs(
    cast: Cast, template: ChecklistTemplate
) -> None:
    case, later = cast.opens_case(), cast.opens_case()
    first = answer(case, template, *GOOD, complete=True)
    ChecklistItem.objects.filter(sort_order=1).update(label_sv="Nödstopp och larm")
    assert publish_checklist(template).number == 2
    assert told(FilledChecklist.objects.get(pk=first.pk))[0].label == "Nödstopp provat"
    assert answer(case, template, *GOOD, revision=1).version.number == 1
    assert answer(later, template, *GOOD).version.number == 2


def test_nothing_changed_is_no_new_version(template: ChecklistTemplate) -> None:
    assert publish_checklist(template).number == 1


def test_two_who_save_at_once_do_not_overwrite_each_other(cast: Cast, template: ChecklistTemplate) -> None:
    case = cast.opens_case()
    answer(case, template, ("ok", ""), by=Actor.of(cast.tea, via="field"))
    for seen in (0, 7):
        with pytest.raises(SomebodyWasQuicker) as refused:
            answer(case, template, ("not_ok", ""), revision=seen)
        assert refused.value.now.by_name == "Tea Lind"
    assert FilledChecklist.objects.get().answers[0]["value"] == "ok"


def test_an_ended_case_s_checklist_stays(cast: Cast, template: ChecklistTemplate) -> None:
    case = finish_case(start_case(cast.opens_case(), by=Actor.of(cast.tea, via="field")), by=SYSTEM)
    close_case(case, by=SYSTEM)
    with pytest.raises(NotPossible):
        answer(case, template, *GOOD)


def test_a_case_has_those_of_its_category_and_those_answered(cast: Cast, template: ChecklistTemplate) -> None:
    other = ChecklistTemplate.objects.create(name_sv="Egenkontroll port", category=cast.door_category)
    case = cast.opens_case()
    assert [one.template for one in of_case(case)] == [template]
    answer(case, template, *GOOD)
    template.is_active = False
    template.save()
    assert [one.name for one in of_case(case)] == ["Egenkontroll hiss"]
    assert [one.template for one in of_case(cast.opens_case(category=cast.door_category))] == [other]


def test_pages_ask_once_and_not_at_all_without_checklists(cast: Cast, django_assert_num_queries: Any) -> None:
    case = cast.opens_case()
    of_case(case)
    with django_assert_num_queries(0):
        of_case(case)
    ChecklistTemplate.objects.create(name_sv="En")
    of_case(case)
    with django_assert_num_queries(1):
        of_case(case)


def test_it_tells_answers_in_the_reader_s_language(cast: Cast, template: ChecklistTemplate) -> None:
    filled = answer(cast.opens_case(), template, ("not_ok", "Glappar"), ("4.5", ""))
    with translation.override("sv"):
        assert [one.answer for one in told(filled)] == ["Inte OK", "4,5 mm", "–"]
    with translation.override("en"):
        assert (told(filled)[0].label, told(filled)[1].answer) == ("Emergency stop tried", "4.5 mm")


@pytest.mark.parametrize(
    ("value", "found"), [("", False), ("-0.1", True), ("0", False), ("10.5", False), ("10.501", True)]
)
def test_a_value_out_of_bounds_deviates(template: ChecklistTemplate, value: str, found: bool) -> None:
    assert deviates(template.versions.get().items[1], value) is found


def test_it_says_its_bounds() -> None:
    with translation.override("sv"):
        assert bounds_in_words({"lowest": "0", "highest": "10.5"}) == "0 till 10,5"
        assert bounds_in_words({"lowest": None, "highest": "3"}) == "högst 3"
        assert bounds_in_words({"lowest": "3", "highest": None}) == "minst 3"


def test_a_version_is_never_changed(template: ChecklistTemplate) -> None:
    with pytest.raises(TypeError):
        template.versions.get().save()


def test_the_database_has_a_checklist_once_a_case(cast: Cast, template: ChecklistTemplate) -> None:
    filled = answer(cast.opens_case(), template, *GOOD)
    filled.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        filled.save(force_insert=True)
