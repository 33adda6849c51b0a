from django.utils.translation import pgettext_lazy

from forms.fields import Group, QuestionType


class Section(QuestionType):
    """Begins a step of its own. Its condition governs all questions up to the next section."""

    name = pgettext_lazy("kind of question", "– A new step begins")
    order = 90
    group = Group.LAYOUT
    asks = False
