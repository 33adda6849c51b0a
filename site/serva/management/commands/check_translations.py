import gettext
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from serva.catalogues import apps_with_messages, catalogue
from serva.management.commands.collect_messages import collect


class Command(BaseCommand):
    help = "Fails when a string of ours is not in Swedish, is fuzzy or stale, or when a compiled catalogue is old."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        faults = [
            f"{app.relative_to(settings.BASE_DIR)}: {fault}" for app in apps_with_messages() for fault in look(app)
        ]
        if faults:
            raise CommandError("\n".join(["Collect with make messages, then translate:", *faults]))
        self.stdout.write("Everything is in Swedish.")


def look(app: Path) -> Iterator[str]:
    import polib

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / app.name
        shutil.copytree(app, copy, ignore=shutil.ignore_patterns("__pycache__", "static", "*.mo"))
        had = catalogue(copy).is_file()
        collect(copy)
        if not catalogue(copy).is_file():
            return
        if not had:
            yield "has strings but no catalogue"
            return
        found = polib.pofile(str(catalogue(copy)))
    for entry in found:
        if entry.obsolete:
            yield f"no longer used: {entry.msgid!r}"
        elif entry.fuzzy:
            yield f"fuzzy: {entry.msgid!r}"
        elif not entry.translated():
            yield f"not translated: {entry.msgid!r}"
    yield from look_at_compiled(catalogue(app), found)


def look_at_compiled(po: Path, found: Any) -> Iterator[str]:
    compiled = po.with_suffix(".mo")
    if not compiled.is_file():
        yield "the catalogue is not compiled"
        return
    with compiled.open("rb") as file:
        words = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    for entry in found.translated_entries():
        key = f"{entry.msgctxt}\x04{entry.msgid}" if entry.msgctxt else entry.msgid
        plural = entry.msgstr_plural
        same = (
            all(words.get((key, number)) == text for number, text in plural.items())
            if plural
            else words.get(key) == entry.msgstr
        )
        if not same:
            yield f"the compiled catalogue is older: {entry.msgid!r}"
