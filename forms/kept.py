"""Photos that arrived with a form which could not be taken yet. Browsers forget chosen files; we do not.

One folder a submission key, under the private files: whoever knows the key (128 random bits, in the opened form
alone) gets them back. Each photo has been redrawn by `pictures.accept`, each other file read by
`documents.accept_document`; it lies here once however often it is sent,
and is forgotten with its folder: when the form has become a case, or after a day.
"""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from workflows.pictures import Accepted

MOST_FORMS = 1000  # opened forms at a time; of any more the photos are not kept
MOST_BYTES = 2 * 1024**3  # of all of them together
HOURS = 24
FACTS = ("name", "content_type", "extension", "width", "height")


def root() -> Path:
    return Path(settings.PRIVATE_ROOT) / "kept"


def folder_of(key: str, part: str = "") -> Path:
    """`part`: of one question, where a form has several for files."""
    return root() / hashlib.sha256(key.encode()).hexdigest() / part


def digest_of(photo: Accepted) -> str:
    return hashlib.sha256(photo.content).hexdigest()[:32]


def keep(key: str, photos: Iterable[Accepted], part: str = "") -> bool:
    """Adds photos to those of the key. False when there is no room for more forms' photos."""
    folder = folder_of(key)
    if is_full(folder):
        forget_old()
        if is_full(folder):
            return False
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / part).mkdir(mode=0o700, exist_ok=True)
    for photo in photos:
        write(folder / part, photo)
    os.utime(folder)
    return True


def is_full(folder: Path) -> bool:
    """Whether nothing more can be kept in it."""
    if not root().exists():
        return False
    if not folder.exists() and len(list(root().iterdir())) >= MOST_FORMS:
        return True
    sizes = 0
    for path in root().rglob("*.file"):
        with suppress(OSError):  # cleaned away at this very moment
            sizes += path.stat().st_size
    return sizes >= MOST_BYTES


def write(folder: Path, photo: Accepted) -> None:
    """The facts last: a photo counts once they are there."""
    digest = digest_of(photo)
    if (folder / f"{digest}.json").exists():
        return
    (folder / f"{digest}.file").write_bytes(photo.content)
    (folder / f"{digest}.thumbnail").write_bytes(photo.thumbnail)
    facts = {name: getattr(photo, name) for name in FACTS} | {"at": time.time_ns()}
    draft = folder / f"{digest}.draft"
    draft.write_text(json.dumps(facts))
    draft.rename(folder / f"{digest}.json")


def load(key: str, part: str = "") -> dict[str, Accepted]:
    """{digest: photo}, in the order in which they came."""
    found = []
    for path in folder_of(key, part).glob("*.json"):
        try:
            facts = json.loads(path.read_text())
            content = path.with_suffix(".file").read_bytes()
            thumbnail = path.with_suffix(".thumbnail").read_bytes()
        except OSError:  # cleaned away at this very moment
            continue
        at = facts.pop("at")
        found.append((at, path.stem, Accepted(content=content, thumbnail=thumbnail, **facts)))
    return {digest: photo for _at, digest, photo in sorted(found, key=lambda one: one[:2])}


def drop(key: str, digests: Iterable[str], part: str = "") -> None:
    for digest in digests:
        for ending in ("json", "file", "thumbnail"):
            (folder_of(key, part) / f"{digest}.{ending}").unlink(missing_ok=True)


def forget(key: str) -> None:
    shutil.rmtree(folder_of(key), ignore_errors=True)


def forget_old(hours: int = HOURS) -> int:
    """Folders in which nothing has happened for so long. The number forgotten."""
    before, forgotten = time.time() - hours * 3600, 0
    for folder in root().iterdir() if root().exists() else []:
        try:
            is_old = folder.stat().st_mtime < before
        except FileNotFoundError:  # forgotten at this very moment
            continue
        if is_old:
            shutil.rmtree(folder, ignore_errors=True)
            forgotten += 1
    return forgotten
