from typing import TYPE_CHECKING

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy

from forms.fields import LONGEST, Asked, Group, QuestionType, common, made

if TYPE_CHECKING:
    from forms.models import Question

LONGEST_SAMPLE = 40


class ShortText(QuestionType):
    name = gettext_lazy("Short text")
    order = 10
    group = Group.TEXT
    feeds = ("title", "description", "reporter_name", "place", "order_number")

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        longest = LONGEST.get(question.maps_to, 255)
        return made(forms.CharField, forms.TextInput, common(question), max_length=longest)

    def samples(self, question: "Question") -> list[str]:
        return [f"[{Truncator(question.label).chars(LONGEST_SAMPLE)}]"]
