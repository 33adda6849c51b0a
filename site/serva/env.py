"""Reads settings from the environment, and refuses nonsense with a sentence that names the variable and the remedy."""

import os
import re
import secrets
import socket
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


def load(path: Path) -> None:
    """Takes NAME=value lines of a .env file; what the real environment already says wins."""
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        name = name.removeprefix("export ").strip()
        if not equals or not name.isidentifier():
            raise ImproperlyConfigured(f"{path} line {number} is not NAME=value. Write it so, or begin it with #.")
        os.environ.setdefault(name, value.strip().strip("\"'"))


def text(name: str, default: str = "") -> str:
    """An empty variable counts as not set."""
    return os.environ.get(name, "").strip() or default


def secret(name: str, default: str = "") -> str:
    """Takes NAME, or the content of the file that NAME_FILE names."""
    value, path = text(name), text(f"{name}_FILE")
    if value and path:
        raise ImproperlyConfigured(f"Both {name} and {name}_FILE are set. Keep one of them.")
    if not path:
        return value or default
    try:
        value = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(
            f"{name}_FILE names {path}, which cannot be read ({error}). "
            f"Let it name a readable text file, or set {name} instead."
        ) from error
    if not value:
        raise ImproperlyConfigured(f"{name}_FILE names {path}, which is empty. Put the value of {name} in it.")
    return value


def flag(name: str, default: bool = False) -> bool:
    value = text(name).lower()
    if not value:
        return default
    if value in TRUE | FALSE:
        return value in TRUE
    raise ImproperlyConfigured(f"{name} is {value!r}. Set it to 1 or 0.")


def integer(name: str, default: int, *, low: int, high: int) -> int:
    value = text(name)
    if not value:
        return default
    try:
        number = int(value)
    except ValueError:
        number = low - 1
    if low <= number <= high:
        return number
    raise ImproperlyConfigured(f"{name} is {value!r}. Set it to a whole number from {low} to {high}.")


def words(name: str) -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def time_zone(name: str, default: str) -> str:
    value = text(name, default)
    if value not in available_timezones():
        raise ImproperlyConfigured(f"{name} is {value!r}, which is no time zone. Set it to one like Europe/Stockholm.")
    return ZoneInfo(value).key


def choice(name: str, default: str, among: tuple[str, ...]) -> str:
    value = text(name, default)
    if value not in among:
        raise ImproperlyConfigured(f"{name} is {value!r}. Set it to one of {', '.join(among)}.")
    return value


def origin(name: str, default: str) -> SplitResult:
    """The address that people type: scheme, host and perhaps a port, nothing after it."""
    value = text(name, default).rstrip("/")
    parts = _split(name, value, "https://service.example.se")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query or parts.username:
        raise ImproperlyConfigured(
            f"{name} is {value!r}. Set it to the address people type, without a path: https://service.example.se"
        )
    return parts


def own_address() -> str:
    """This machine's address in the local network, as a phone there would reach it. Sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "localhost"
        return str(probe.getsockname()[0])


def database(name: str) -> dict[str, Any] | None:
    """PostgreSQL settings for Django from postgres://user:password@host:port/name, or None when not set."""
    value = secret(name)
    if not value:
        return None
    example = "postgres://user:password@host:5432/serva"
    parts = _split(name, value, example)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            f"{name} is no PostgreSQL address. Write it as {example}, or leave it out for SQLite."
        )
    options = dict(pair.partition("=")[::2] for pair in parts.query.split("&") if pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(options.pop("host", "") or parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {key: unquote(item) for key, item in options.items()},
    }


def redis(name: str) -> str:
    value = secret(name)
    example = "redis://127.0.0.1:6379/0"
    if value and (
        _split(name, value, example).scheme not in ("redis", "rediss", "unix")
        or not (urlsplit(value).hostname or urlsplit(value).path)
    ):
        raise ImproperlyConfigured(f"{name} is no Redis address. Write it as {example}, or leave it out.")
    return value


def smtp(name: str) -> dict[str, Any]:
    """Django's EMAIL_ settings from smtp://, smtp+tls:// (STARTTLS) or smtps://; empty when not set."""
    value = secret(name)
    if not value:
        return {}
    example = "smtp+tls://user:password@mail.example.se:587"
    parts = _split(name, value, example)
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    if parts.scheme not in ports or not parts.hostname:
        raise ImproperlyConfigured(f"{name} is no mail server address. Write it as {example}.")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or ports[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }


def sms_sender(name: str, default: str) -> str:
    """Up to eleven letters and digits, a letter first, or a number: what 46elks takes as the sender."""
    value = text(name, default)
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9]{2,10}|\+[1-9]\d{6,14}", value):
        return value
    raise ImproperlyConfigured(
        f"{name} is {value!r}. Set it to 3 to 11 letters and digits, a letter first, or to a number like +46701112233."
    )


def content(path: Path) -> str:
    """What stands in the file, or nothing where there is none."""
    try:
        return path.read_text(encoding="utf-8").strip() if path.is_file() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{path} cannot be read ({error}). Make it readable, or remove it.") from error


def folder(name: str, default: Path) -> Path:
    """A folder that exists afterwards and that only the running user may read."""
    path = Path(text(name, str(default))).expanduser().absolute()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name} is {path}, which cannot be made ({error}). Let {name} name a folder that Serva may write in."
        ) from error
    return path


def kept_secret(path: Path) -> str:
    """Reads the secret at path; makes it first if there is none. Of several processes starting, one makes it."""
    try:
        if not path.exists():
            draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(64))
                file.flush()
                os.fsync(file.fileno())
            try:
                os.link(draft, path)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        value = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"The secret key cannot be kept in {path} ({error}). Make its folder writable, or set SECRET_KEY."
        ) from error
    if len(value) < 50:
        raise ImproperlyConfigured(f"{path} holds no whole secret key. Delete it, and a new one is made.")
    return value


def _split(name: str, value: str, example: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 - a port that is no number is refused here
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is no address ({error}). Write it as {example}.") from error
    return parts
