from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.fields import Asked, Group, QuestionType, common, parts_of

if TYPE_CHECKING:
    from forms.models import Question

PARTS = {"street": ("address-line1", 100), "postal_code": ("postal-code", 12), "city": ("address-level2", 60)}

NUMERIC = {"postal_code": {"inputmode": "numeric"}}


class Address(NamedTuple):
    street: str
    postal_code: str
    city: str

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.street, f"{self.postal_code} {self.city}".strip()]))


class AddressInput(forms.MultiWidget):
    template_name = "intake/address.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            name: forms.TextInput(attrs={"autocomplete": fills, "maxlength": longest, **NUMERIC.get(name, {})})
            for name, (fills, longest) in PARTS.items()
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: Address | None) -> list[str]:
        return list(value or ("", "", ""))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        labels = [_("Street"), _("Postcode"), _("City")]
        context["widget"]["parts"] = list(zip(labels, PARTS, context["widget"]["subwidgets"], strict=True))
        return context


class AddressField(forms.MultiValueField):
    """Clean value: an `Address`, or None. When it must be answered, a street and a city do."""

    widget = AddressInput

    def __init__(self, **options: Any) -> None:
        required = options["required"]
        parts = [
            forms.CharField(max_length=longest, required=required and name != "postal_code")
            for name, (_fills, longest) in PARTS.items()
        ]
        super().__init__(parts, require_all_fields=False, **options)
        for part in parts[::2]:
            part.error_messages["incomplete"] = _("Write both street and city.")

    def compress(self, values: list[str]) -> Address | None:
        return Address(*values) if any(values) else None


class AddressQuestion(QuestionType):
    name = gettext_lazy("Address")
    order = 41
    group = Group.PLACE
    feeds = ("place",)
    shape = {
        "type": "object",
        "properties": {name: {"type": "string", "maxLength": longest} for name, (_fills, longest) in PARTS.items()},
        "additionalProperties": False,
        "examples": [{"street": "Exempelgatan 1", "postal_code": "111 22", "city": "Stockholm"}],
    }

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        options = common(question)
        options.pop("attrs")
        return AddressField(widget=AddressInput(), **options)

    def samples(self, question: "Question") -> list[str]:
        return [f"[{question.label}]"]

    def invented(self, texts: Sequence[str], field: forms.Field) -> Address:
        return Address(" ".join(texts), "", "")

    def posted(self, name: str, value: Any, field: forms.Field) -> dict[str, list[str]]:
        if value is None:
            return {}
        return {f"{name}_{part}": [text] for part, text in parts_of(name, value, PARTS).items()}
