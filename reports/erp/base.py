"""What a connector to an ERP is, and which there are.

A connector is a class in a file of its own, made anew for each sending. It gets the order's payload as
`reports.erp.payload` makes it, talks to the ERP, and answers with a number or one of three errors.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Protocol

from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

CONNECTORS: dict[str, str] = {"file": "reports.erp.file.FileConnector"}
FIRST = "file"


class Rejected(Exception):
    """The ERP said no. `str()` is its own sentence, shown to the office as it is. Nothing was booked."""


class NotNow(Exception):
    """Not reached, or asked to wait: surely nothing was booked; it is tried again by itself."""


class Lost(Exception):
    """The answer did not come: nobody knows whether it was booked. Only `find` may say."""


class Connector(Protocol):
    """`repeatable`: creating the same reference twice leaves one order. Any error but the three counts as Lost."""

    title: ClassVar[str | Promise]
    repeatable: ClassVar[bool]

    def find(self, reference: str) -> str | None:
        """The number of the live order that carries exactly this reference."""

    def create(self, payload: Mapping[str, Any]) -> str:
        """Books the order and returns its number."""


def connectors() -> list[tuple[str, str | Promise]]:
    return [(name, import_string(path).title) for name, path in CONNECTORS.items()]


def connector(name: str) -> Connector:
    if name not in CONNECTORS:
        raise NotNow(_("This Serva knows no connector “%(name)s”.") % {"name": name})
    return import_string(CONNECTORS[name])()
