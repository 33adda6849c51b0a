"""Files that wait for their sender to look at the preview: private, random names, hers alone, for a day."""

import re
import secrets
import time
from pathlib import Path
from typing import IO

from django.conf import settings

from accounts.models import User

KEPT_SECONDS = 24 * 3600
TOKEN = re.compile(r"[0-9a-f]{32}")


def folder_of(user: User) -> Path:
    return Path(settings.PRIVATE_ROOT) / "import" / str(user.pk)


def keep(file: IO[bytes], user: User, register: str) -> str:
    """The token under which the same person finds it for the same register. Clears what nobody came back for."""
    folder = folder_of(user)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for old in folder.parent.glob("*/*"):
        if old.stat().st_mtime < time.time() - KEPT_SECONDS:
            old.unlink(missing_ok=True)
    token = secrets.token_hex(16)
    target = folder / f"{register}-{token}"
    target.touch(mode=0o600)
    with target.open("wb") as kept:
        while chunk := file.read(1 << 16):
            kept.write(chunk)
    return token


def kept(token: str, user: User, register: str) -> Path | None:
    path = folder_of(user) / f"{register}-{token}"
    return path if TOKEN.fullmatch(token) and path.is_file() else None
