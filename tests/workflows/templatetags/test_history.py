from datetime import timedelta

from django.utils import timezone

from workflows.templatetags.history import timeline
from workflows.timeline import Entry, Files, Shown, Story


def drawn(look: str, text: str, **more: object) -> str:
    entry = Entry(look, "opened", "Anna", timezone.now() - timedelta(hours=2), text, **more)  # type: ignore[arg-type]
    return timeline(Story([entry], Files()))


def test_it_escapes_what_people_wrote() -> None:
    for look in ("event", "customer", "staff", "internal"):
        shown = drawn(look, "<b>Hissen</b>", why="<i>Trasig</i>")
        assert "<b>" not in shown and "<i>" not in shown and "&lt;b&gt;Hissen" in shown


def test_it_says_which_entries_only_staff_read() -> None:
    assert "entry--internal" in drawn("internal", "Ring först") and "Intern anteckning" in drawn(
        "internal", "Ring först"
    )
    assert "entry--message entry--customer" in drawn("customer", "Hej") and "Intern" not in drawn("customer", "Hej")


def test_it_shows_the_files_of_an_entry() -> None:
    files = Files([Shown("/1/", "/1/t/", "a.jpg", "Foto 1")], [Shown("/2/", "", "Protokoll.pdf", "")])
    shown = drawn("event", "Filer", files=files)
    assert 'src="/1/t/"' in shown and 'alt="Foto 1"' in shown and "Protokoll.pdf" in shown
