from django.utils.translation import pgettext_lazy

from forms.fields import Group, QuestionType


class Heading(QuestionType):
    """Heading and text between the questions."""

    name = pgettext_lazy("kind of question", "– Heading and text")
    order = 91
    group = Group.LAYOUT
    asks = False
