"""What the matrix asks about: for each kind of object one of Anna's customer, one of Otto's, and one that is not."""

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import CANARY, Cast
from tests.pictures import jpeg
from workflows.actions.use_article import use_article
from workflows.actions.write_message import write_message
from workflows.actor import Actor
from workflows.models import Case
from workflows.pictures import accept

MISSING = 987654
MISSING_TOKEN = "AAAAAAAAAAAAAAAAAAAAAA"  # noqa: S105


@dataclass
class Side:
    """The objects of one customer, by the kind of argument that an address takes."""

    case: Case
    things: dict[str, Any]


def build_side(cast: Cast, *, own: bool) -> Side:
    case = cast.opens_case() if own else cast.foreign_case()
    contact = (cast.anna if own else cast.otto).contact
    file = accept(SimpleUploadedFile("bild.jpg", jpeg(), "image/jpeg"))
    said = "hemligt" if own else f"{CANARY} sade"
    message = write_message(case, said, by=Actor.of(contact.user, via="portal"), files=[file])
    used = use_article(case, cast.article, 2, by=Actor.of(cast.tea if own else cast.nils, via="field"))
    worksite = cast.storgatan if own else cast.kanalgatan
    return Side(
        case,
        {
            "case": case.pk,
            "contact": contact.pk,
            "customer": worksite.customer_id,
            "worksite": worksite.pk,
            "file": message.attachments.get().pk,
            "used": used.pk,
            "token": case.links.get().token,
        },
    )
