from django.utils import timezone

from workflows.templatetags.timeline import timeline
from workflows.timeline import Entry, Files, Shown, Story

EVIL = '<b>&"'


def told(look: str) -> str:
    files = Files([Shown(EVIL, EVIL, EVIL, EVIL)], [Shown(EVIL, "", EVIL, "")])
    return timeline(Story([Entry(look, "message", EVIL, timezone.now(), EVIL, EVIL, files)], Files()))


def test_it_marks_what_is_internal() -> None:
    assert "entry--internal" in told("internal") and "entry__label" in told("internal")
    assert "entry--message entry--customer" in told("customer") and "entry__label" not in told("customer")


def test_it_escapes_what_people_wrote() -> None:
    assert not any(EVIL in told(look) or "<b>" in told(look) for look in ("event", "internal", "staff"))


def test_it_shows_pictures_and_documents() -> None:
    assert 'class="pictures"' in told("event") and 'class="files"' in told("event")
