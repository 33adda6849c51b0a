import re

from django.utils.translation import pgettext_lazy

from forms.fields import Group, QuestionType
from workflows.models import Company

NUMBERS = re.compile(r"(?<![\w+-])(?:112|1177|114[ -]?14|113[ -]?13|(?:\+\d{1,3}|0\d)[\d -]{4,16}\d)(?![\w-])")


class Stop(QuestionType):
    """What is shown instead of going on: whoever answers so is told whom to call, and cannot send the form."""

    name = pgettext_lazy("kind of question", "– A stop: call instead of sending")
    order = 92
    group = Group.LAYOUT
    asks = False


def to_call(text: str) -> list[str]:
    """The phone numbers that the text names, then the company's own, each once."""
    ours = Company.shown().phone
    found = [" ".join(number.split()) for number in NUMBERS.findall(text)]
    return list(dict.fromkeys(found + ([ours] if ours else [])))
