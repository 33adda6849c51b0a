import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from serva import demo_folder

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def folder(tmp_path, settings) -> Path:
    settings.DATA_DIR = tmp_path / "var"
    settings.DATA_DIR.mkdir()
    return settings.DATA_DIR


def manage(command: str, folder: Path, port: int, **extra: str) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return subprocess.Popen(
        [sys.executable, "manage.py", command],
        cwd=ROOT, env={**kept, "DATA_DIR": str(folder), "PORT": str(port), "DEMO": "1", **extra},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip


@pytest.fixture
def demo(folder: Path, port: int, migrated: Path) -> Iterator[subprocess.Popen[str]]:
    """On the tables that the same command has made for all tests: they take it most of the time."""
    demo_folder.mark()
    shutil.copy(migrated, folder / "serva.sqlite3")
    process = manage("run_demo", folder, port)
    yield process
    if process.poll() is None:
        process.terminate()
    process.communicate(timeout=180)


def until_it_answers(demo: subprocess.Popen[str]) -> str:
    said = ""
    assert demo.stdout is not None
    for line in demo.stdout:
        said += line
        if "Serva answers" in line:
            return said
    raise AssertionError(said)


@pytest.mark.sqlite
def test_it_runs_both_and_stops_both(demo, folder, port):
    said = until_it_answers(demo)
    assert "dora@norrhiss.example" in said
    assert f"http://localhost:{port}/q/" in said
    assert urllib.request.urlopen(f"http://localhost:{port}/accounts/login/", timeout=20).status == 200
    demo.send_signal(signal.SIGINT)
    rest, _ = demo.communicate(timeout=180)
    assert demo.returncode == 0
    assert "The data is kept" in rest
    assert "Consumer exiting" in (folder / "demo.log").read_text()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_it_names_another_port_where_its_own_is_taken(settings, port):
    settings.DEMO, settings.HOST, settings.PORT = True, "127.0.0.1", port
    with socket.create_server(("127.0.0.1", port)), pytest.raises(CommandError, match=f"PORT={port + 1} make demo"):
        call_command("run_demo")


@pytest.mark.sqlite
def test_it_throws_the_demo_away_and_keeps_the_key(folder, settings, port):
    settings.HOST, settings.PORT = "127.0.0.1", port
    demo_folder.mark()
    for name in ("serva.sqlite3", "demo.log", "secret-key"):
        (folder / name).touch()
    (folder / "files").mkdir()
    call_command("reset_demo", stdout=io.StringIO())
    assert [path.name for path in folder.iterdir()] == ["secret-key"]


def test_it_runs_only_when_the_demo_is_asked_for(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("run_demo")


@pytest.mark.sqlite
def test_it_throws_away_no_other_data(folder, settings):
    (folder / "serva.sqlite3").write_text("a real company")
    with pytest.raises(CommandError, match="holds no demo"):
        call_command("reset_demo")
    assert (folder / "serva.sqlite3").exists()


def test_it_marks_no_folder_that_has_other_data(folder):
    (folder / "serva.sqlite3").write_text("a real company")
    demo_folder.mark()
    assert not demo_folder.is_demo()


def test_it_leaves_postgresql_alone(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.postgresql")
    with pytest.raises(CommandError, match="drop that database"):
        call_command("reset_demo")
