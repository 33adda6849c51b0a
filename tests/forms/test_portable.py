import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page, Site

from forms.models import IntakeFormPage, Outcome, Question
from forms.portable.columns import CARRIED, STAYS
from forms.portable.making import bring_in
from forms.portable.reading import Read, read
from forms.portable.writing import as_file, document_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db
HAS = {"question": "har_det_hant", "operator": "is", "value": "yes"}


@pytest.fixture
def home(cast: Cast) -> Page:
    return Site.objects.get(is_default_site=True).root_page


def document(**form: Any) -> dict[str, Any]:
    questions = [
        {"field_type": "yes_no", "label_sv": "Har det hänt?", "label_en": "Has it happened?", "required": True},
        {"field_type": "number", "label_sv": "Hur många?", "unit_sv": "st", "conditions": [HAS]},
    ]
    outcomes = [{"what": "changes", "priority": 4, "category": ["Hiss"], "conditions": [HAS], "match": "any"}]
    given = {"title": "Klotter", "slug": "klotter", "kind": "deviation", "questions": questions, "outcomes": outcomes}
    return {"format": "serva-form", "version": 1, "form": given | form}


def found(home: Page, **form: Any) -> Read:
    return read(json.dumps(document(**form)).encode(), home)


def brought(home: Page, cast: Cast, **form: Any) -> IntakeFormPage:
    return bring_in(found(home, **form), home, by=cast.adam)


@pytest.mark.parametrize("model", [IntakeFormPage, Question, Outcome])
def test_every_column_goes_along_or_is_said_to_stay(model: Any) -> None:
    own = {column.name for column in [*model._meta.local_fields, *model._meta.local_many_to_many]}
    said = {*CARRIED[model], *STAYS[model]} - {"title", "slug"}
    assert own == said
    assert not set(CARRIED[model]) & set(STAYS[model])


def test_what_comes_in_leaves_as_it_came(home: Page, cast: Cast) -> None:
    texts = {
        "intro_sv": '<p>Läs <a href="https://a.example/">här</a></p>',
        "opens_on": "2030-05-01",
        "category": ["Hiss"],
    }
    first = document_of(brought(home, cast, **texts, audience="logged_in"))
    Page.objects.child_of(home).get(slug="klotter").delete()
    again = read(json.dumps(first).encode(), Page.objects.get(pk=home.pk))
    assert document_of(bring_in(again, Page.objects.get(pk=home.pk), by=cast.adam)) == first
    assert first["form"]["intro_sv"] == texts["intro_sv"] and first["form"]["opens_on"] == "2030-05-01"
    assert first["form"]["outcomes"][0]["category"] == ["Hiss"]


def test_it_comes_as_a_draft_with_its_questions(home: Page, cast: Cast) -> None:
    page = IntakeFormPage.objects.get(pk=brought(home, cast).pk)
    assert (page.live, page.owner, page.get_parent().pk) == (False, cast.adam, home.pk)
    assert [one.clean_name for one in page.get_latest_revision_as_object().questions.all()] == [
        "har_det_hant",
        "hur_manga",
    ]
    assert page.outcomes.get().category == cast.lift_category
    assert page.questions.get(clean_name="hur_manga").compared[0].value == "yes"


def test_an_address_that_is_taken_gets_a_number(home: Page, cast: Cast) -> None:
    first = brought(home, cast)
    second = found(Page.objects.get(pk=home.pk), title="En annan")
    assert second.page.slug == "klotter-2" and "klotter-2" in second.notes[0]
    first.refresh_from_db()
    assert (first.title, first.slug) == ("Klotter", "klotter")


def test_customers_stay_in_the_house(home: Page, cast: Cast) -> None:
    page = brought(home, cast)
    page.audience = "chosen"
    page.customers.add(cast.bjorken)
    written = as_file(page)
    assert b"customers" not in written and cast.bjorken.name.encode() not in written
    there = read(written, home)
    assert there.page.audience == "logged_in" and any("utvalda" in note for note in there.notes)


@pytest.mark.parametrize(("path", "name"), [(["Hiss"], "Hiss"), (["Hus", "Hiss"], "Hiss"), (["Rymden"], None)])
def test_categories_are_found_by_their_names(home: Page, path: list[str], name: str | None) -> None:
    there = found(home, category=path)
    assert not there.problems
    assert (there.page.category and there.page.category.name_sv) == name
    assert bool(there.notes) == (name is None)


def test_a_category_that_rests_is_not_found(home: Page, cast: Cast) -> None:
    cast.lift_category.is_active = False
    cast.lift_category.save()
    assert found(home, category=["Hiss"]).page.category is None


def test_what_a_missing_category_leaves_idle_is_left_out(home: Page) -> None:
    there = found(home, outcomes=[{"category": ["Rymden"]}, {"category": ["Rymden"], "priority": 4}])
    assert not there.problems and [one.priority for one in there.outcomes] == [4]
    assert any("tas inte med" in note for note in there.notes)
    assert not found(home, outcomes=[{"what": "further", "category": ["Rymden"]}]).problems


def first_question(**values: Any) -> dict[str, Any]:
    return {"questions": [{"field_type": "short_text", "label_sv": "Vad?", **values}], "outcomes": []}


CHOICE = {"field_type": "choice", "choices_sv": "Ja"}
RING = [
    {"field_type": "short_text", "label_sv": label, "clean_name": name, "conditions": [HAS | {"question": other}]}
    for label, name, other in (("Ett", "ett", "tva"), ("Två", "tva", "ett"))
]
WRONG: list[tuple[dict[str, Any], str]] = [
    (first_question(field_type="x"), "Fråga 1: okänd sorts svar ”x”."),
    (first_question(label_sv=7), "Fråga 1: ”fråga”: det här ska vara en text."),
    (first_question(label_sv=""), "Fråga 1: ”fråga”: "),
    (first_question(label_sv="x" * 201), "Fråga 1: ”fråga”: "),
    (first_question(label_sv="a\x00b"), "Fråga 1: ”fråga”: "),
    (first_question(label_sv="\ud800"), "Fråga 1: ”fråga”: "),
    (first_question(required="yes"), "Fråga 1: "),
    (first_question(colour="red"), "Fråga 1: ”colour” är inget som ett formulär har."),
    (first_question(**CHOICE), "Fråga 1: "),
    (first_question(maps_to="photos"), "Fråga 1: "),
    (first_question(clean_name="Å b"), "Fråga 1: "),
    (first_question(clean_name="csrfmiddlewaretoken"), "Fråga 1: "),
    (first_question(conditions=[HAS]), "Fråga 1: den väntar på frågan ”har_det_hant”, som inte finns."),
    (first_question(conditions=[{"question": "vad", "operator": "like"}]), "Fråga 1: "),
    (first_question(conditions={}), "Fråga 1: "),
    (first_question(conditions=[HAS | {"value": "\x00"}]), "Fråga 1: "),
    (
        {"questions": [RING[0], RING[1] | {"conditions": []}], "outcomes": []},
        "Fråga 1: den väntar på ”Två”, som kommer senare.",
    ),
    (
        {"outcomes": [{"priority": 4, "conditions": [HAS | {"value": "kanske"}]}]},
        "Utfall 1: ”kanske” finns inte bland svaren på ”Har det hänt?”.",
    ),
    ({"outcomes": [{"priority": 4, "conditions": [HAS] * 51}]}, "Utfall 1: högst 50 villkor."),
    ({"questions": RING, "outcomes": []}, "Frågorna väntar på varandra, så ingen av dem ställs: Ett → Två → Ett."),
    ({"questions": ["x"]}, "Fråga 1: "),
    ({"questions": {}}, "”questions” "),
    ({"questions": [{}] * 201}, "”questions” "),
    ({"outcomes": [{"what": "nothing"}]}, "Utfall 1: "),
    ({"outcomes": [{"priority": True}]}, "Utfall 1: "),
    ({"outcomes": [{"priority": 10**30}]}, "Utfall 1: "),
    ({"outcomes": [{"category": "Hiss"}]}, "Utfall 1: "),
    (first_question(field_type="stop"), "Fråga 1: Ett stopp behöver ett villkor"),
    ({"outcomes": [{"priority": 4, "conditions": [HAS | {"value": " "}]}]}, "Utfall 1: "),
    ({"title_pattern": "Klotter {plats}"}, "Formuläret: {plats} "),
    ({"outcomes": [{"title_pattern": "{plats"}]}, "Utfall 1: "),
    ({"kind": "party"}, "Formuläret: "),
    ({"title": ""}, "Formuläret: "),
    ({"opens_on": "soon"}, "Formuläret: "),
    ({"opens_on": "2030-05-02", "closes_on": "2030-05-01"}, "Formuläret: det stänger innan det öppnar."),
    ({"intro_sv": "<p>" * 6000}, "Formuläret: "),
    ({"intro_sv": "x" * 20_001}, "Formuläret: "),
    ({"live": True}, "Formuläret: ”live” är inget som ett formulär har."),
]


@pytest.mark.parametrize(("form", "sentence"), WRONG, ids=[str(number) for number, _one in enumerate(WRONG)])
def test_what_is_wrong_is_said_with_its_place(home: Page, cast: Cast, form: dict[str, Any], sentence: str) -> None:
    there = found(home, **form)
    assert any(problem.startswith(sentence) for problem in there.problems), there.problems
    with pytest.raises(ValidationError):
        bring_in(there, home, by=cast.adam)
    assert not IntakeFormPage.objects.exists()


NO_FORM = [
    b"", b"{", b"[]", b"7", b"null", b"\xff\xfe\x00", b"[" * 100_000, b'{"a":' * 50_000, b"9" * 5000, b"x" * 1_100_000,
    b'{"format": "other", "version": 1, "form": {}}', b'{"format": "serva-form", "version": 2, "form": {}}',
    b'{"format": "serva-form", "version": 1, "form": []}', b'{"format": ["serva-form"], "version": {}, "form": {}}',
]  # fmt: skip


@pytest.mark.parametrize("raw", NO_FORM, ids=[str(number) for number, _one in enumerate(NO_FORM)])
def test_what_is_no_form_is_told_in_one_sentence(home: Page, raw: bytes) -> None:
    assert len(read(raw, home).problems) == 1


def test_two_answers_do_not_become_the_same_thing(home: Page) -> None:
    two = [{"label_sv": label, "maps_to": "title"} for label in ("Ett", "Två")]
    assert found(home, questions=two, outcomes=[]).problems[0].startswith("Fråga 2: ")


def test_names_are_unique(home: Page) -> None:
    same = [{"label_sv": label, "clean_name": "samma"} for label in ("Ett", "Två")]
    assert "samma" in found(home, questions=same, outcomes=[]).problems[0]
    alike = found(home, questions=[{"label_sv": "Vad?"}, {"label_sv": "Vad?"}], outcomes=[])
    assert [one.clean_name for one in alike.questions] == ["vad", "vad_2"]


HOSTILE = [
    ("<p>a<script>alert(1)</script></p>", "<p>a</p>"),
    ('<p><a href="javascript:alert(1)">b</a></p>', "<p>b</p>"),
    ('<p><a href="java&#10;script:alert(1)">b</a></p>', "<p>b</p>"),
    ('<p onclick="x()">c<img src=x onerror=x()></p>', "<p>c</p>"),
    ('<p><a linktype="page" id="3">d</a></p>', "<p>d</p>"),
    ('<embed embedtype="image" id="1"/>', ""),
    ("<ul><li><b>e</b> <i>f</i></li></ul>", "<ul><li><b>e</b> <i>f</i></li></ul>"),
    ("<svg><script>x</script></svg><!-- y --><h1>g</h1>", "g"),
]


@pytest.mark.parametrize(("html", "left"), HOSTILE, ids=[str(number) for number, _one in enumerate(HOSTILE)])
def test_formatted_text_is_what_the_editor_lets_through(home: Page, html: str, left: str) -> None:
    there = found(home, intro_sv=html)
    assert not there.problems and there.page.intro_sv == left


def test_reading_costs_the_same_for_any_form(home: Page, django_assert_max_num_queries: Any) -> None:
    many = [{"label_sv": f"Fråga {number}"} for number in range(50)]
    outcomes = [{"what": "changes", "category": ["Hiss"]}] * 20
    with django_assert_max_num_queries(8) as one:
        assert not found(home, category=["Hiss"]).problems
    with django_assert_max_num_queries(len(one)):
        assert not found(home, questions=many, outcomes=outcomes, category=["Hiss"]).problems
