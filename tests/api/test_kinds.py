"""Every kind of answer, as a program gives it: by its own example, and in each wrong shape."""

from typing import Any

import pytest
from django.test import Client

from api.describing import asking
from forms.fields import types
from forms.models import FormSubmission, IntakeFormPage, Question
from tests.api.program import FORMS, opened, post, send
from tests.api.test_form import asked
from tests.cast import CANARY, Cast
from tests.pictures import upload
from workflows.models import Article, Case, Customer, Equipment, Worksite

pytestmark = pytest.mark.django_db
Pages = dict[str, IntakeFormPage]
URL = f"{FORMS}bestallning"
NAMES = list(asking())
FILES = ["file", "photos"]
WRONG: list[Any] = [
    {}, {"a": "b"}, {"street": ["x"]}, {"street": {"a": 1}}, [[]], [None], [{}], [["Hiss"]], [{"what": "Olja"}],
    [{"name": "Olja", "article": "1"}], [{"name": {"a": 1}, "quantity": 1}], [{"name": "Olja", "quantity": True}],
    [{"name": "Olja", "quantity": 1}] * 31,
]  # fmt: skip
CHOICES = {"choices_sv": "Hiss\nDörr", "choices_en": "Lift\nDoor"}


def ask(page: IntakeFormPage, *kinds: str, **fields: Any) -> None:
    """Only these, each named as its kind."""
    page.questions.all().delete()
    for kind in kinds:
        question = Question(page=page, label_sv="Fråga", clean_name=kind, field_type=kind, **CHOICES, **fields)
        question.full_clean(exclude=["page"])
        question.save()


@pytest.mark.parametrize("kind", [name for name in NAMES if name not in FILES])
def test_it_takes_the_answer_that_it_gives_as_an_example(client: Client, pages: Pages, kind: str) -> None:
    ask(pages["order"], kind, required=True)
    (example, *_more) = asked(opened(client, URL), kind)["answer"]["examples"]
    assert send(client, {kind: example}, URL).status_code == 201
    assert FormSubmission.objects.get().form_data[kind]


@pytest.mark.parametrize("kind", FILES)
def test_files_come_in_fields_named_like_the_question(client: Client, pages: Pages, kind: str) -> None:
    ask(pages["order"], kind, required=True)
    key = opened(client, URL)["key"]
    assert post(client, {"key": key, "answers": {}}, URL).status_code == 422
    data = {"key": key, "answers": "{}", kind: upload("a.jpg")}
    assert client.post(f"{URL}/submissions", data).status_code == 201
    assert Case.objects.get().attachments.count() == 1


@pytest.mark.parametrize("kind", NAMES)
def test_a_wrong_shape_is_told_beside_its_question(client: Client, pages: Pages, kind: str) -> None:
    ask(pages["order"], kind)
    for value in WRONG:
        answer = send(client, {kind: value}, URL)
        assert answer.status_code == 422 and not Case.objects.exists(), value
        ((name, (sentence, *_more)),) = answer.json()["errors"].items()
        assert name == kind and len(sentence.split()) > 3, value


@pytest.mark.parametrize("kind", NAMES)
def test_what_does_not_fit_is_told_beside_its_question(client: Client, pages: Pages, kind: str) -> None:
    ask(pages["order"], kind)
    shapes = {"address": {"street": "a\x00"}, "articles": [{"name": "Olja", "quantity": "x"}]}
    value = shapes.get(kind, "x" * 6000)
    answer = send(client, {kind: value}, URL)
    assert answer.status_code == 422 and list(answer.json()["errors"]) == [kind]


@pytest.mark.parametrize("kind", [name for name, kind in types().items() if kind.reads_register])
def test_nothing_of_a_register_is_told_or_found(client: Client, cast: Cast, pages: Pages, kind: str) -> None:
    ask(pages["order"], kind, required=True)
    for model, column in [(Worksite, "name"), (Equipment, "name"), (Article, "name_sv"), (Customer, "name")]:
        model.objects.update(**{column: CANARY})
    Article.objects.update(is_orderable=True)
    wrong = [{"name": CANARY[:5], "quantity": "x"}] if kind == "articles" else [CANARY[:5]]
    for user in (cast.otto, cast.anna):
        client.force_login(user)
        answers = [client.get(URL), send(client, {}, URL), send(client, {kind: wrong}, URL)]
        assert [answer.status_code for answer in answers] == [200, 422, 422]
        assert not any(CANARY in answer.content.decode() for answer in answers)


def test_an_article_is_words_for_who_is_nobody(client: Client, cast: Cast, pages: Pages) -> None:
    ask(pages["order"], "articles")
    Article.objects.update(is_orderable=True)
    assert send(client, {"articles": [{"article": cast.article.number, "quantity": 2.5}]}, URL).status_code == 201
    planned = Case.objects.get().planned_articles.get()
    assert (planned.article, planned.name) == (None, cast.article.number)


def test_what_is_read_is_told_with_its_texts_and_conditions(client: Client, pages: Pages) -> None:
    ask(pages["order"], "yes_no", "number")
    only_if = [{"question": "yes_no", "operator": "is", "value": "yes"}]
    for kind in [name for name, one in types().items() if not one.asks]:
        texts = {"label_sv": "Läs", "label_en": "Read", "help_sv": "Mer", "conditions": only_if}
        Question.objects.create(page=pages["order"], clean_name=kind, field_type=kind, **texts)
        told = asked(opened(client, URL), kind)
        assert (told["asks"], told["answer"], told["label"]) == (False, {}, {"sv": "Läs", "en": "Read"})
        assert told["help"] == {"sv": "Mer", "en": "Mer"} and told["conditions"] == {"match": "all", "of": only_if}


def test_units_and_long_lists_are_told(client: Client, pages: Pages) -> None:
    ask(pages["order"], "number", "choice", as_list=True, unit_sv="timmar", unit_en="hours")
    form = opened(client, URL)
    assert asked(form, "number")["unit"] == {"sv": "timmar", "en": "hours"}
    assert asked(form, "choice")["as_list"] and not asked(form, "number")["as_list"]
    assert asked(form, "choice")["choices"][0] == {"value": "Hiss", "sv": "Hiss", "en": "Lift"}
