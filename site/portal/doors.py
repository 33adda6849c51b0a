"""The two ways to a customer's case page: logged in, or with the link to this one case."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.urls import reverse

from workflows.actor import Actor
from workflows.models import Attachment, Case, Viewer
from workflows.seen_cases import SeenCases
from workflows.timeline import Reader

JOINED = ("worksite", "category", "equipment", "responsible", "team", "reporter", "occurrence")
SHOWN = [
    "concerns_id",
    *("title", "status", "stage", "status_since", "opened_at", "description", "place", "answers", "version"),
    *("customer_id", "approved_at"),
    *("reporter_name", "reporter_email", "reporter_language", "buyer_reference", "order_number"),
    *("worksite__name", "worksite__street", "worksite__postal_code", "worksite__city"),
    *("category__name_sv", "category__name_en", "equipment__name", "team__name", "occurrence__starts_at"),
    *("responsible__first_name", "responsible__last_name", "responsible__email"),
    *("reporter__name", "reporter__email"),
]


shown = SeenCases(lambda cases, pk: cases.filter(pk=pk).select_related(*JOINED).only(*SHOWN), -1)


def with_shown(viewer: Viewer, pk: int) -> Case:
    """With what the page shows and no more: each column costs as much as a line of it. 404 if she may not see it."""
    for case in shown(viewer, pk):
        return case
    raise Http404


@dataclass(frozen=True)
class Door:
    """`key` is what the addresses begin with (the number, or the token); `verbs` what she may do by right.

    `own`: she reported the case, so what she wrote in the form is shown. `discreet`: others at the customer stay
    unnamed.
    """

    case: Case
    actor: Actor
    namespace: str
    key: str
    verbs: frozenset[str]
    own: bool
    discreet: bool
    limited_as: str

    @cached_property
    def home(self) -> str:
        """The case's own address, with which all others of it begin."""
        return reverse(f"{self.namespace}:case", args=[self.key])

    def url(self, name: str = "") -> str:
        return f"{self.home}{name}/" if name else self.home

    def address(self, attachment: Attachment, thumbnail: bool) -> str:
        return self.url(f"files/{attachment.pk}{'/thumbnail' if thumbnail else ''}")

    @property
    def reader(self) -> Reader:
        return Reader(self.actor, self.address, discreet=self.discreet)
