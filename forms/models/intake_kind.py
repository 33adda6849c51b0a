from django.db import models
from django.utils.translation import pgettext_lazy

from workflows.models import Case


class IntakeKind(models.TextChoices):
    """The kinds of case that come in by a form."""

    REQUEST = Case.Kind.REQUEST.value, pgettext_lazy("kind", "Service request")
    DEVIATION = Case.Kind.DEVIATION.value, pgettext_lazy("kind", "Deviation")
    ORDER = Case.Kind.ORDER.value, pgettext_lazy("kind", "Order")
