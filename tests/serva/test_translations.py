import shutil
import subprocess
from pathlib import Path

import pytest

from serva.catalogues import apps_with_messages, catalogue
from serva.management.commands.check_translations import look

pytestmark = pytest.mark.skipif(
    shutil.which("msgfmt") is None, reason="gettext is not installed: sudo apt install gettext"
)

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'


@pytest.fixture
def app(tmp_path) -> Path:
    app = tmp_path / "app"
    catalogue(app).parent.mkdir(parents=True)
    (app / "words.py").write_text('from django.utils.translation import gettext as _\n_("Case")\n')
    write(app, 'msgid "Case"\nmsgstr "Ärende"\n')
    return app


def write(app: Path, entries: str, *, compiled: bool = True) -> None:
    po = catalogue(app)
    po.write_text(HEAD + entries, encoding="utf-8")
    if compiled:
        subprocess.run(["msgfmt", "-o", po.with_suffix(".mo"), po], check=True)


def test_it_finds_nothing_in_a_whole_catalogue(app):
    assert list(look(app)) == []


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        ('msgid "Case"\nmsgstr ""\n', "not translated: 'Case'"),
        ('#, fuzzy\nmsgid "Case"\nmsgstr "Fall"\n', "fuzzy: 'Case'"),
        ('msgid "Case"\nmsgstr "Ärende"\n\nmsgid "Gone"\nmsgstr "Borta"\n', "no longer used: 'Gone'"),
        ("", "not translated: 'Case'"),
    ],
)
def test_it_finds_what_is_wrong(app, entries, fault):
    write(app, entries)
    assert fault in list(look(app))


def test_it_finds_an_old_or_missing_compiled_catalogue(app):
    write(app, 'msgid "Case"\nmsgstr "Uppdrag"\n', compiled=False)
    assert list(look(app)) == ["the compiled catalogue is older: 'Case'"]
    catalogue(app).with_suffix(".mo").unlink()
    assert list(look(app)) == ["the catalogue is not compiled"]


def test_it_finds_an_app_without_a_catalogue(app):
    shutil.rmtree(app / "locale")
    assert list(look(app)) == ["has strings but no catalogue"]


def test_it_leaves_the_app_as_it_was(app):
    before = {path: path.read_bytes() for path in app.rglob("*") if path.is_file()}
    (app / "words.py").write_text('from django.utils.translation import gettext as _\n_("New")\n')
    list(look(app))
    assert catalogue(app).read_bytes() == before[catalogue(app)]


def test_it_looks_at_all_our_apps_and_no_others():
    names = {path.name for path in apps_with_messages()}
    assert names == {"serva", "accounts", "website", "portal", "technician", "api", "workflows", "forms", "reports"}
