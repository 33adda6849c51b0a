from pathlib import Path

from serva.queue import WakingHuey, WakingStorage

NORMAL = 1


def test_it_waits_for_no_disk_and_keeps_its_file_whole(tmp_path: Path) -> None:
    storage = WakingStorage(filename=str(tmp_path / "queue.sqlite3"))
    with storage.db() as cursor:
        assert cursor.execute("PRAGMA synchronous").fetchone()[0] == NORMAL
        assert cursor.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_it_takes_and_gives_back(tmp_path: Path) -> None:
    huey = WakingHuey("serva", filename=str(tmp_path / "queue.sqlite3"), immediate=False)
    double = huey.task()(lambda number: number * 2)
    double(21)
    task = huey.dequeue()
    assert task is not None and huey.execute(task) == 42
