"""What `make demo` says on a machine that lacks something. `python3` is played by a script."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bare(tmp_path):
    """A project and a PATH without Python."""
    (tmp_path / "bin").mkdir()
    for name in ("bin/venv", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("sh", "dirname", "cat", "cksum", "grep", "rm"):
        (programs / name).symlink_to(shutil.which(name))
    return tmp_path


def play_python(bare: Path, script: str) -> None:
    path = bare / "programs" / "python3"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def run(bare: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [bare / "bin/venv"], env={"PATH": str(bare / "programs")}, capture_output=True, text=True, timeout=20
    )


def test_it_says_how_to_get_python(bare):
    result = run(bare)
    assert result.returncode != 0
    assert "Python is missing" in result.stderr
    assert "sudo apt install python3" in result.stderr


def test_it_says_that_python_is_too_old(bare):
    play_python(bare, 'case "$*" in --version) echo Python 3.9.2;; *version_info*) exit 1;; esac')
    result = run(bare)
    assert result.returncode != 0
    assert "Python 3.9.2 is too old" in result.stderr


def test_it_says_how_to_get_venv(bare):
    play_python(bare, 'case "$*" in --version) echo Python 3.11.2;; *ensurepip*) exit 1;; esac')
    result = run(bare)
    assert result.returncode != 0
    assert "sudo apt install python3-venv" in result.stderr
    assert not (bare / ".venv").exists()


def test_it_does_nothing_the_second_time(bare):
    python = """case "$*" in
        --version) echo Python 3.11.2;;
        "-m venv .venv") mkdir -p .venv/bin && cp "$0" .venv/bin/python;;
        "-m pip"*) echo pip >>pip.log;;
    esac"""
    play_python(bare, f"PATH=$PATH:/bin:/usr/bin\n{python}")
    assert run(bare).returncode == 0
    assert run(bare).returncode == 0
    assert (bare / "pip.log").read_text() == "pip\n"
    (bare / "requirements.txt").write_text("other==1\n")
    assert run(bare).returncode == 0
    assert (bare / "pip.log").read_text() == "pip\npip\n"
