import os
import stat
import threading
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from serva import env


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    return monkeypatch


def refuses(call: object, *words: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        call()  # type: ignore[operator]
    for word in words:
        assert word in str(refusal.value)


def test_it_takes_the_default_when_nothing_or_emptiness_is_set(given):
    assert env.text("NAME", "x") == "x"
    given.setenv("NAME", "  ")
    assert env.text("NAME", "x") == "x"
    assert env.flag("NAME", True) is True
    assert env.integer("NAME", 3, low=0, high=9) == 3


@pytest.mark.parametrize(
    ("value", "meaning"), [("1", True), ("yes", True), ("ON", True), ("0", False), ("false", False)]
)
def test_it_reads_flags(given, value, meaning):
    given.setenv("NAME", value)
    assert env.flag("NAME") is meaning


def test_it_refuses_a_flag_that_is_neither(given):
    given.setenv("NAME", "maybe")
    refuses(lambda: env.flag("NAME"), "NAME", "1 or 0")


@pytest.mark.parametrize("value", ["x", "-1", "10", "1.5"])
def test_it_refuses_a_number_out_of_bounds(given, value):
    given.setenv("NAME", value)
    refuses(lambda: env.integer("NAME", 1, low=0, high=9), "NAME", "from 0 to 9")


def test_it_reads_a_secret_from_a_file(given, tmp_path):
    (tmp_path / "secret").write_text("hemligt\n")
    given.setenv("NAME_FILE", str(tmp_path / "secret"))
    assert env.secret("NAME") == "hemligt"


def test_it_refuses_a_secret_that_is_given_twice_missing_or_empty(given, tmp_path):
    given.setenv("NAME_FILE", str(tmp_path / "gone"))
    refuses(lambda: env.secret("NAME"), "NAME_FILE", "gone", "cannot be read")
    (tmp_path / "gone").write_text(" ")
    refuses(lambda: env.secret("NAME"), "NAME_FILE", "empty")
    given.setenv("NAME", "x")
    refuses(lambda: env.secret("NAME"), "Both NAME and NAME_FILE")


def test_it_reads_a_database_address(given):
    given.setenv("DB", "postgres://anna:l%C3%B6sen%40@db.example:5433/serva?sslmode=require")
    assert env.database("DB") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "serva",
        "USER": "anna",
        "PASSWORD": "lösen@",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize(
    "value", ["mysql://x/y", "serva", "postgres://host", "postgres://host:port/serva", "postgres://[x/y"]
)
def test_it_refuses_what_is_no_database_address(given, value):
    given.setenv("DB", value)
    refuses(lambda: env.database("DB"), "DB", "postgres://user:password@host:5432/serva")


@pytest.mark.parametrize("value", ["localhost:6379", "http://x", "redis://", "redis://x:y"])
def test_it_refuses_what_is_no_redis_address(given, value):
    given.setenv("R", value)
    refuses(lambda: env.redis("R"), "R is no", "redis://127.0.0.1:6379/0")


def test_it_reads_a_mail_server(given):
    given.setenv("M", "smtp+tls://anna%40x.se:pw@mail.example")
    settings = env.smtp("M")
    assert (settings["EMAIL_HOST"], settings["EMAIL_PORT"], settings["EMAIL_USE_TLS"]) == ("mail.example", 587, True)
    assert settings["EMAIL_HOST_USER"] == "anna@x.se"
    given.setenv("M", "mail.example")
    refuses(lambda: env.smtp("M"), "M is no mail server", "smtp+tls://")


@pytest.mark.parametrize("value", ["service.example.se", "https://x.se/path", "ftp://x.se", "https://"])
def test_it_refuses_what_is_no_origin(given, value):
    given.setenv("SITE", value)
    refuses(lambda: env.origin("SITE", ""), "SITE", "https://service.example.se")


def test_it_refuses_an_unknown_time_zone_and_choice(given):
    given.setenv("Z", "Sverige")
    refuses(lambda: env.time_zone("Z", "Europe/Stockholm"), "Z", "Europe/Stockholm")
    refuses(lambda: env.choice("Z", "A", ("A", "B")), "Z", "A, B")


def test_it_loads_a_file_without_overruling_the_environment(given, tmp_path):
    given.setattr(os, "environ", {"KEPT": "real"})
    (tmp_path / ".env").write_text("# note\n\nKEPT=file\nexport NEW='åäö'\n", encoding="utf-8")
    env.load(tmp_path / ".env")
    assert os.environ == {"KEPT": "real", "NEW": "åäö"}
    (tmp_path / ".env").write_text("nonsense")
    refuses(lambda: env.load(tmp_path / ".env"), "line 1", "NAME=value")


def test_it_makes_a_secret_key_once_even_when_many_start_at_once(tmp_path):
    path, found = tmp_path / "secret-key", []
    starters = [threading.Thread(target=lambda: found.append(env.kept_secret(path))) for _ in range(16)]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join()
    assert len(found) == 16
    assert len(set(found)) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_it_refuses_half_a_secret_key(tmp_path: Path):
    (tmp_path / "secret-key").write_text("short")
    refuses(lambda: env.kept_secret(tmp_path / "secret-key"), "Delete it")


@pytest.mark.parametrize("value", ["No", "Norrhiss Service", "Åsen", "1234567", "+46", "070-111 22 33"])
def test_it_refuses_a_sender_that_no_phone_shows(given, value):
    given.setenv("S", value)
    refuses(lambda: env.sms_sender("S", "Serva"), "S is", "3 to 11 letters")


def test_it_reads_a_kept_key_or_says_why_not(tmp_path):
    assert env.content(tmp_path / "key") == ""
    (tmp_path / "key").write_bytes(b"\xff\xfe")
    refuses(lambda: env.content(tmp_path / "key"), "cannot be read")
