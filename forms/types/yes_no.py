from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.fields import Asked, Group, QuestionType, common, made

if TYPE_CHECKING:
    from forms.models import Question


class YesNo(QuestionType):
    name = gettext_lazy("Yes or no")
    order = 22
    group = Group.CHOICE
    shape = {"type": ["boolean", "string"], "enum": [True, False, "yes", "no"], "examples": [True]}

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        choices = [("yes", _("Yes")), ("no", _("No"))]
        return made(forms.ChoiceField, forms.RadioSelect, common(question), choices=choices)

    def words(self, value: str, field: forms.Field) -> str:
        return _("Yes") if value == "yes" else _("No")

    def posted(self, name: str, value: Any, field: forms.Field) -> dict[str, list[str]]:
        return super().posted(name, {True: "yes", False: "no"}[value] if isinstance(value, bool) else value, field)

    def samples(self, question: "Question") -> list[str]:
        return ["no", "yes"]
