from typing import Any

from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_lazy as wagtails
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, ObjectList, TabbedInterface
from wagtail.contrib.forms.models import AbstractForm
from wagtail.fields import RichTextField

from forms import embedding, preview, reception
from forms.editor import QuestionsForm
from forms.form import IntakeForm
from forms.models.intake_kind import IntakeKind
from forms.models.question import Question
from forms.models.submission import FormSubmission
from workflows.models import Category, Customer
from workflows.models.bilingual import Bilingual

PLAIN = ["bold", "italic", "link", "ul"]
UNSEEN = [  # of a page, by its visitors
    *("draft_title", "seo_title", "search_description", "translation_key", "locale", "owner", "expired", "expire_at"),
    *("go_live_at", "first_published_at", "last_published_at", "latest_revision", "latest_revision_created_at"),
    *("live_revision", "has_unpublished_changes", "locked", "locked_at", "locked_by", "show_in_menus"),
]


class IntakeFormPage(AbstractForm):
    """A form of the website that becomes cases. Its questions are rows that an administrator edits."""

    Kind = IntakeKind

    class Audience(models.TextChoices):
        ANYBODY = "anybody", pgettext_lazy("audience", "Anybody")
        LOGGED_IN = "logged_in", pgettext_lazy("audience", "Customers who are logged in")
        CHOSEN = "chosen", pgettext_lazy("audience", "Chosen customers, logged in")
        CODE = "code", pgettext_lazy("audience", "Only who has scanned a code")

    LOGGED_IN = (Audience.LOGGED_IN, Audience.CHOSEN)

    title_en = models.CharField(_("title in English"), max_length=255, blank=True)
    kind = models.CharField(_("kind of case"), max_length=12, choices=Kind, default=Kind.REQUEST)
    category = models.ForeignKey(
        Category,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("category"),
        limit_choices_to={"is_active": True},
        help_text=_("Of the cases that come in here. It helps to decide who answers for them."),
    )
    intro_sv = RichTextField(_("introduction"), features=PLAIN, blank=True)
    intro_en = RichTextField(_("introduction in English"), features=PLAIN, blank=True)
    thanks_sv = RichTextField(
        _("what happens next"),
        features=PLAIN,
        blank=True,
        help_text=_("Shown when the form has been sent, below the case number."),
    )
    thanks_en = RichTextField(_("what happens next, in English"), features=PLAIN, blank=True)

    title_pattern = models.CharField(
        _("title of the case"),
        max_length=200,
        blank=True,
        help_text=_("Made of answers. Left empty: what was answered as title, or how the description begins."),
    )
    audience = models.CharField(_("who may use it"), max_length=10, choices=Audience, default=Audience.ANYBODY)
    customers = ParentalManyToManyField(
        Customer, blank=True, related_name="+", verbose_name=_("customers"), help_text=_("When only some may use it.")
    )
    opens_on = models.DateField(_("open from"), null=True, blank=True)
    closes_on = models.DateField(_("open until"), null=True, blank=True, help_text=_("This day included."))
    closed_sv = RichTextField(
        _("text when it is closed"), features=PLAIN, blank=True, help_text=_("Before, after, and instead of the form.")
    )
    closed_en = RichTextField(_("text when it is closed, in English"), features=PLAIN, blank=True)

    intro = Bilingual("intro")
    thanks = Bilingual("thanks")
    closed = Bilingual("closed")

    subpage_types: list[str] = []
    template = "intake/form.html"
    landing_page_template = "intake/receipt.html"

    preview_modes = preview.MODES

    asked_panels = [
        *AbstractForm.content_panels,
        FieldPanel("intro_sv"),
        InlinePanel("questions", heading=_("Questions"), label=_("Question")),
        FieldPanel("thanks_sv"),
    ]
    case_panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("category")]),
        FieldPanel("title_pattern"),
        InlinePanel("outcomes", heading=_("Depending on the answers"), label=_("Outcome")),
    ]
    audience_panels = [
        FieldPanel("audience"),
        FieldPanel("customers"),
        FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]),
        FieldPanel("closed_sv"),
    ]
    english_panels = [
        HelpPanel(_("What is empty here is shown in Swedish.")),
        *map(FieldPanel, ("title_en", "intro_en", "thanks_en", "closed_en")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(asked_panels, heading=_("Questions")),
            ObjectList(case_panels, heading=_("What it becomes")),
            ObjectList(audience_panels, heading=_("Who may use it")),
            ObjectList(english_panels, heading=_("English")),
            ObjectList(AbstractForm.promote_panels, heading=wagtails("Promote")),
            ObjectList(AbstractForm.settings_panels, heading=wagtails("Settings")),
        ],
        base_form_class=QuestionsForm,
    )

    class Meta:
        verbose_name = _("form")
        verbose_name_plural = _("forms")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="form_opens_before_it_closes",
            )
        ]

    @property
    def heading(self) -> str:
        return (self.title_en if (get_language() or "sv").startswith("en") else "") or self.title

    def get_form_fields(self) -> models.QuerySet[Question]:
        return self.questions.all()

    def get_data_fields(self) -> list[tuple[str, Any]]:
        questions = [(question.clean_name, question.label) for question in self.get_form_fields() if question.asks]
        return [("submit_time", _("Sent in")), ("case", _("Case")), *questions]

    def get_form_class(self) -> type[IntakeForm]:
        return IntakeForm

    def get_submission_class(self) -> type[FormSubmission]:
        return FormSubmission

    def get_submissions_list_view_class(self) -> type:
        """By its path: a model cannot import the admin, which needs the models."""
        return import_string("forms.viewsets.submissions.SubmissionsView")

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "intake/embedded.html" if embedding.is_embedded(request) else self.template

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return reception.receive(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        shown = {"landing": preview.receipt_page, "case": preview.cases_page}.get(mode_name)
        return shown(request, self) if shown else self.serve(request)
