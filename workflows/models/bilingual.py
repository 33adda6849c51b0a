"""Texts that administrators write in Swedish and, where they wish, in English."""

from django.db import models
from django.utils.translation import get_language


class Bilingual:
    """Reads `<name>_en` for an English reader when it is filled in, else `<name>_sv`."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, instance: models.Model | None, owner: type) -> str:
        if instance is None:
            return self  # type: ignore[return-value]
        return in_language(instance, self.name, get_language() or "sv")


def in_language(instance: object, name: str, language: str) -> str:
    english = getattr(instance, f"{name}_en") if language.startswith("en") else ""
    return english or getattr(instance, f"{name}_sv")
