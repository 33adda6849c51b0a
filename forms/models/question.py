from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.forms.models import AbstractFormField
from wagtail.coreutils import safe_snake_case

from forms.fields import QuestionType, Target, question_type, type_choices
from forms.models.conditional import Conditional
from forms.widgets.conditions import CONDITION_PANELS
from workflows.models.bilingual import Bilingual

MOST_CHOICES, LONGEST_CHOICE = 200, 200


class Question(Conditional, AbstractFormField):
    """One question of a form. Its `clean_name` is made once: answers stay in their column when the label changes."""

    page = ParentalKey("intake.IntakeFormPage", on_delete=models.CASCADE, related_name="questions")
    label_sv = models.CharField(_("question"), max_length=200)
    label_en = models.CharField(_("question in English"), max_length=200, blank=True)
    help_sv = models.TextField(
        _("help"), max_length=1000, blank=True, help_text=_("Stands below the question, in small letters.")
    )
    help_en = models.TextField(_("help in English"), max_length=1000, blank=True)
    field_type = models.CharField(_("kind of answer"), max_length=20, choices=type_choices, default="short_text")
    field_type.required_on_save = True  # type: ignore[attr-defined]
    required = models.BooleanField(_("must be answered"), default=False)
    choices_sv = models.TextField(
        _("choices"), blank=True, help_text=_("One on each line. Only for choice and multiple choice.")
    )
    choices_en = models.TextField(
        _("choices in English"), blank=True, help_text=_("One on each line, in the same order.")
    )
    unit_sv = models.CharField(_("unit"), max_length=20, blank=True, help_text=_("Of a number: kg, m², hours."))
    unit_en = models.CharField(_("unit in English"), max_length=20, blank=True)
    as_list = models.BooleanField(
        _("shown as a list to open"), default=False, help_text=_("Of a choice: for when there are many.")
    )
    maps_to = models.CharField(
        _("becomes the case's"),
        max_length=20,
        choices=Target,
        blank=True,
        help_text=_("Every answer is kept with the case. This one is also put in its place there."),
    )

    label = Bilingual("label")
    help_text = Bilingual("help")
    choices = Bilingual("choices")
    unit = Bilingual("unit")
    default_value = None

    panels = [
        FieldRowPanel([FieldPanel("label_sv"), FieldPanel("label_en")]),
        FieldRowPanel([FieldPanel("field_type"), FieldPanel("maps_to"), FieldPanel("required")]),
        FieldRowPanel([FieldPanel("help_sv"), FieldPanel("help_en")]),
        FieldRowPanel([FieldPanel("choices_sv"), FieldPanel("choices_en")]),
        FieldPanel("as_list"),
        FieldRowPanel([FieldPanel("unit_sv"), FieldPanel("unit_en")]),
        *CONDITION_PANELS,
    ]

    class Meta(AbstractFormField.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.label_sv

    def get_field_clean_name(self) -> str:
        return safe_snake_case(self.label_sv)[:60].strip("_") or "question"

    def clean(self) -> None:
        super().clean()
        kind = question_type(self.field_type)
        if kind.always is not None:
            self.maps_to = kind.always
        elif self.maps_to and self.maps_to not in kind.feeds:
            raise ValidationError({"maps_to": _("An answer of this kind does not fit there.")})
        self.empty_what_is_not_used(kind)
        if kind.has_choices:
            self.clean_choices()
        if self.unit_en and not self.unit_sv:
            raise ValidationError({"unit_sv": _("Write the unit in Swedish too.")})

    def empty_what_is_not_used(self, kind: QuestionType) -> None:
        """The editor hides it, so nobody could correct it."""
        if not kind.has_choices:
            self.choices_sv = self.choices_en = ""
        if not kind.has_unit:
            self.unit_sv = self.unit_en = ""
        self.as_list = self.as_list and kind.can_be_list

    def clean_choices(self) -> None:
        swedish, english = lines(self.choices_sv), lines(self.choices_en)
        if len(swedish) < 2:
            raise ValidationError({"choices_sv": _("Write at least two choices, one on each line.")})
        if len(swedish) > MOST_CHOICES or max(map(len, [*swedish, *english])) > LONGEST_CHOICE:
            sizes = {"most": MOST_CHOICES, "longest": LONGEST_CHOICE}
            raise ValidationError({"choices_sv": _("Write at most %(most)d choices of %(longest)d letters.") % sizes})
        if len(set(swedish)) < len(swedish):
            raise ValidationError({"choices_sv": _("The same choice stands here twice.")})
        if english and len(english) != len(swedish):
            raise ValidationError({"choices_en": _("Write as many choices as in Swedish, in the same order.")})

    @property
    def asks(self) -> bool:
        return question_type(self.field_type).asks

    @property
    def has_choices(self) -> bool:
        return question_type(self.field_type).has_choices

    def offered(self) -> list[tuple[str, str]]:
        """(what is kept, what the reader sees): kept in Swedish, whatever language it was chosen in."""
        kept, shown = lines(self.choices_sv), lines(self.choices)
        return list(zip(kept, shown, strict=True)) if len(kept) == len(shown) else [(one, one) for one in kept]


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
