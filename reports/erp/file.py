import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.erp.base import NotNow
from workflows.sheets import write_csv

COLUMNS = ["reference", "case", "customer_number", "customer_name", "buyer_reference", "order_number"]
LINE_COLUMNS = ["number", "name", "quantity", "unit", "price", "amount", "used_on", "note"]


class FileConnector:
    """One JSON and one CSV file an order under ERP_ROOT, for whatever fetches them there.

    A file appears whole or not at all, and a repeat writes the same name again: at least once comes to once.
    The CSV is complete when the JSON is there.
    """

    title = gettext_lazy("files in a folder")
    repeatable = True

    def find(self, reference: str) -> str | None:
        return None

    def create(self, payload: Mapping[str, Any]) -> str:
        folder, reference = Path(settings.ERP_ROOT), payload["reference"]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_whole(folder / f"{reference}.csv", lambda file: write_csv(file, headers(), rows(payload)))
            text = json.dumps(payload, ensure_ascii=False, indent=2).encode()
            write_whole(folder / f"{reference}.json", lambda file: file.write(text))
        except OSError as error:
            raise NotNow(_("The order could not be written: %(why)s") % {"why": error.strerror}) from error
        return reference


def headers() -> list[str]:
    return [*COLUMNS, *(f"line_{name}" for name in LINE_COLUMNS)]


def rows(payload: Mapping[str, Any]) -> Iterator[list[object]]:
    customer = payload["customer"]
    head = [payload["reference"], payload["case"], customer["number"], customer["name"]]
    head += [payload["buyer_reference"], payload["order_number"]]
    for line in payload["lines"]:
        amounts = {name: Decimal(line[name]) for name in ("quantity", "price", "amount")}
        yield [*head, *({**line, **amounts}[name] for name in LINE_COLUMNS)]


def write_whole(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Beside its place first, then renamed onto it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
