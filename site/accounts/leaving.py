"""Whoever is made inactive may leave work behind. Wings above say so here, as nothing of theirs is imported here."""

from collections.abc import Callable

from accounts.models import User

asked: list[Callable[[User], str]] = []


def ask(question: Callable[[User], str]) -> None:
    """`question` gives the address of a page where her leaving is settled first, or "" where nothing depends on her."""
    asked.append(question)


def settled_at(user: User) -> str:
    return next((url for question in asked if (url := question(user))), "")
