"""The ready forms that come with Serva: files like those that are exported."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from forms.fields import question_type
from workflows.models.bilingual import Bilingual

FOLDER = Path(__file__).parent.parent / "library"


@dataclass(frozen=True)
class Ready:
    name: str
    raw: bytes
    title_sv: str
    title_en: str
    about_sv: str
    about_en: str
    kind: str
    questions: int

    title = Bilingual("title")
    about = Bilingual("about")


@cache
def ready_forms() -> dict[str, Ready]:
    """{name of the file: form}, read once in a process."""
    made = [ready(path) for path in FOLDER.glob("*.json")]
    return {one.name: one for one in sorted(made, key=lambda one: one.title_sv)}


def ready(path: Path) -> Ready:
    raw = path.read_bytes()
    document: dict[str, Any] = json.loads(raw)
    form = document["form"]
    return Ready(
        name=path.stem,
        raw=raw,
        title_sv=form["title"],
        title_en=form["title_en"],
        about_sv=document["about_sv"],
        about_en=document["about_en"],
        kind=form["kind"],
        questions=sum(question_type(one["field_type"]).asks for one in form["questions"]),
    )
