import os
import time
from pathlib import Path

import pytest

from forms import kept
from workflows.pictures import Accepted

KEY, OTHER = "a" * 32, "b" * 32


def taken(content: bytes, name: str = "a.jpg") -> Accepted:
    return Accepted(name, content, "image/jpeg", "jpg", 3, 2, b"small")


def test_it_gives_back_what_came_in_the_order_in_which_it_came() -> None:
    kept.keep(KEY, [taken(b"1"), taken(b"2", "b.jpg")])
    kept.keep(KEY, [taken(b"3", "c.jpg")])
    assert list(kept.load(KEY).values()) == [taken(b"1"), taken(b"2", "b.jpg"), taken(b"3", "c.jpg")]


def test_the_same_photo_lies_there_once() -> None:
    kept.keep(KEY, [taken(b"1")])
    kept.keep(KEY, [taken(b"1", "igen.jpg")])
    assert [photo.name for photo in kept.load(KEY).values()] == ["a.jpg"]


def test_another_key_finds_nothing() -> None:
    kept.keep(KEY, [taken(b"1")])
    assert kept.load(OTHER) == {}


def test_a_photo_can_be_dropped_and_all_forgotten() -> None:
    kept.keep(KEY, [taken(b"1"), taken(b"2")])
    kept.drop(KEY, [kept.digest_of(taken(b"1"))])
    assert [photo.content for photo in kept.load(KEY).values()] == [b"2"]
    kept.forget(KEY)
    assert not kept.folder_of(KEY).exists()


def test_only_the_running_user_reads_it() -> None:
    kept.keep(KEY, [taken(b"1")])
    assert Path(kept.folder_of(KEY)).stat().st_mode & 0o077 == 0


def test_a_folder_is_forgotten_after_a_day() -> None:
    kept.keep(KEY, [taken(b"1")])
    kept.keep(OTHER, [taken(b"1")])
    long_ago = time.time() - 25 * 3600
    os.utime(kept.folder_of(KEY), (long_ago, long_ago))
    assert kept.forget_old() == 1
    assert (kept.load(KEY), len(kept.load(OTHER))) == ({}, 1)


def test_there_is_an_end_to_how_much_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_FORMS", 1)
    assert kept.keep(KEY, [taken(b"1")])
    assert not kept.keep(OTHER, [taken(b"1")])
    assert kept.keep(KEY, [taken(b"2")])


def test_there_is_an_end_to_how_much_room_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_BYTES", 3)
    assert kept.keep(KEY, [taken(b"12")]) and kept.keep(OTHER, [taken(b"34")])
    assert not kept.keep(OTHER, [taken(b"56")])
    assert len(kept.load(OTHER)) == 1


def test_forgetting_where_nothing_was_kept_is_fine() -> None:
    assert kept.forget_old() == 0
    kept.forget(KEY)


def test_a_folder_that_is_gone_meanwhile_is_passed_over() -> None:
    kept.root().mkdir(parents=True, exist_ok=True)
    (kept.root() / "gone").symlink_to(kept.root() / "nowhere")
    assert kept.forget_old() == 0
    (kept.root() / "gone").unlink()
