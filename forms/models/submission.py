from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.models import AbstractFormSubmission

from accounts.models import User
from workflows.models import Case


class SubmissionQuerySet(models.QuerySet["FormSubmission"]):
    def visible_to(self, user: User) -> Self:
        """A submission holds what its case holds: whoever may read submissions reads those of the cases she sees."""
        if not user.has_perm("intake.view_formsubmission"):
            return self.none()
        if user.has_perm("workflows.see_all_cases"):
            return self
        return self.filter(case__in=Case.objects.visible_to(user))


class FormSubmission(AbstractFormSubmission):
    """What came in by a form, and the case that it became. `form_data`: {clean name of the question: text}.

    The case itself keeps label and text as the sender saw them (`case.answers`); this is the list by question.
    """

    page = models.ForeignKey(
        "intake.IntakeFormPage", models.PROTECT, related_name="submissions", verbose_name=_("form")
    )
    case = models.OneToOneField(Case, models.PROTECT, related_name="submission", verbose_name=_("case"))
    further = models.ManyToManyField(Case, related_name="further_of", blank=True, verbose_name=_("further cases"))
    code = models.ForeignKey(
        "intake.QrCode",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name=_("QR code"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("log-in")
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.page_id} → {self.case_id}"

    def get_data(self) -> dict[str, Any]:
        return {**self.form_data, "submit_time": self.submit_time, "case": self.case_id}
