from datetime import time
from typing import TYPE_CHECKING

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy

from forms.fields import Asked, Group, QuestionType, common

if TYPE_CHECKING:
    from forms.models import Question

WRITTEN = ["%H:%M", "%H.%M", "%H:%M:%S"]


class Time(QuestionType):
    name = gettext_lazy("Time of day")
    order = 14
    group = Group.TEXT
    shape = {"type": "string", "examples": ["09:30"]}

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        options = common(question)
        widget = forms.TimeInput(format="%H:%M", attrs={**options.pop("attrs"), "type": "time"})
        return forms.TimeField(widget=widget, input_formats=WRITTEN, **options)

    def words(self, value: time, field: forms.Field) -> str:
        return formats.time_format(value, "H:i")

    def compared(self, value: time) -> list[str]:
        return [f"{value:%H:%M}"]

    def samples(self, question: "Question") -> list[str]:
        return ["08:00"]
