from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.fields import Asked, Group, QuestionType, common, made

if TYPE_CHECKING:
    from forms.models import Question

MOST = 5


class Stars(forms.RadioSelect):
    """Five radio buttons with words; the stars are drawn by the style sheet."""

    template_name = "intake/rating.html"


class Rating(QuestionType):
    name = gettext_lazy("Rating, one to five")
    order = 23
    group = Group.CHOICE
    shape = {"type": ["integer", "string"], "minimum": 1, "maximum": MOST, "examples": [4]}

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        choices = [(str(number), self.said(number)) for number in range(1, MOST + 1)]
        return made(forms.ChoiceField, Stars, common(question), choices=choices)

    def words(self, value: str, field: forms.Field) -> str:
        return self.said(value)

    def said(self, number: object) -> str:
        return _("%(number)s of %(most)s") % {"number": number, "most": MOST}

    def samples(self, question: "Question") -> list[str]:
        return [str(number) for number in range(MOST, 0, -1)]
