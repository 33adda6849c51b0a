"""What the strict content security policy would refuse, found before a browser does."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("site", "forms", "workflows", "reports")
INLINE = re.compile(r"""\sstyle=|\son[a-z]+=["']|<style|<script(?![^>]*\ssrc=)|javascript:""")
ELSEWHERE = re.compile(r"""(?:src|href)=["'](?:https?:)?//""")


def under_strict_policy() -> list[Path]:
    """Pages of the faces. Wagtail's admin and mails have rules of their own."""
    found = [path for room in ROOMS for path in (ROOT / room).rglob("templates/**/*.html")]
    return [path for path in found if not {"admin", "wagtailadmin", "mail", "letters"} & set(path.parts)]


@pytest.mark.parametrize("path", under_strict_policy(), ids=lambda path: str(path.relative_to(ROOT)))
def test_it_carries_no_inline_code_and_loads_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text()
    assert not INLINE.search(text)
    assert not ELSEWHERE.search(text)


@pytest.mark.parametrize("room", ROOMS)
def test_it_writes_no_colour_outside_the_variables(room: str) -> None:
    sheets = [
        path
        for path in (ROOT / room).rglob("static/**/*.css")
        if path.name not in ("variables.css", "admin.css", "charts.css")  # the last tells series apart
    ]
    assert [path.name for path in sheets if re.search(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)", path.read_text())] == []
