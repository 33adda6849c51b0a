"""The two ways to a customer's case page: logged in, or with the link to this one case."""

from dataclasses import dataclass

from django.urls import reverse

from workflows.actor import Actor
from workflows.models import Attachment, Case
from workflows.timeline import Reader

SHOWN = ("customer", "worksite", "category", "equipment", "responsible", "team", "reporter", "occurrence")


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

    def url(self, name: str = "case", *args: object) -> str:
        return reverse(f"{self.namespace}:{name}", args=[self.key, *args])

    def address(self, attachment: Attachment, thumbnail: bool) -> str:
        return self.url("thumbnail" if thumbnail else "file", attachment.pk)

    @property
    def reader(self) -> Reader:
        return Reader(self.actor, self.address, discreet=self.discreet)
