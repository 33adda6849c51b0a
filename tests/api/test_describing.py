from typing import Any, ClassVar

from django import forms

from api.describing import choices_of, flat, one_question
from forms.fields import Asked, QuestionType
from forms.models import Question


class Heading(QuestionType):
    name = "Heading"
    order = 1
    asks = False


class FromRegister(QuestionType):
    name = "From a register"
    order = 2
    reads_register = True
    rows: ClassVar[list[tuple[str, str]]] = [("1", "Kanariefågel")]

    def field(self, question: Question, asked: Asked) -> forms.Field:
        return forms.ChoiceField(choices=self.rows)


def told(kind: QuestionType, **fields: Any) -> dict[str, Any]:
    question = Question(label_sv="Hos oss", label_en="With us", clean_name="hos_oss", **fields)
    return one_question(question, kind, None)


def test_what_is_only_read_is_told_without_limits() -> None:
    heading = told(Heading(), help_sv="Läs")
    assert (heading["asks"], heading["required"], heading["limits"], heading["choices"]) == (False, False, {}, [])
    assert heading["label"] == {"sv": "Hos oss", "en": "With us"} and heading["help"]["en"] == "Läs"


def test_rows_of_a_register_are_no_choices() -> None:
    assert choices_of(Question(label_sv="F"), FromRegister()) == []


def test_choices_in_groups_are_told_one_by_one() -> None:
    assert list(flat([("Grupp", [("a", "A")]), ("b", "B")])) == [("a", "A"), ("b", "B")]
