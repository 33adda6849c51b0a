"""The steps of a form, and which of its questions count: without session, from what was posted alone.

All steps are in one HTML form, and only one is seen. So the answers of all of them travel along with each post.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BoundField, Field

from forms.fields import question_type
from forms.types.stop import to_call

if TYPE_CHECKING:
    from forms.form import IntakeForm
    from forms.models import Question

SECTION, STOP = "section", "stop"
AT, GO, ASKED = "step", "go", "asked"
Named = tuple[str, "Question"]


@dataclass
class Step:
    number: int
    section: "Question | None" = None
    name: str = ""  # of its section
    items: list[Named] = field(default_factory=list)


def split(items: Iterable[Named]) -> list[Step]:
    """At least one. What stands before the first section is a step too."""
    steps = [Step(0)]
    for name, question in items:
        if question.field_type != SECTION:
            steps[-1].items.append((name, question))
        elif len(steps) == 1 and not steps[0].items and steps[0].section is None:
            steps = [Step(0, question, name)]
        else:
            steps.append(Step(len(steps), question, name))
    return steps


def weigh(steps: Iterable[Step], answer: Callable[[str], Sequence[str]]) -> set[str]:
    """Names of what counts. `answer` is asked, in their order, only for questions that do."""
    answers: dict[str, Sequence[str]] = {}
    counting: set[str] = set()
    for step in steps:
        if step.section is not None and not step.section.counts(answers):
            continue
        counting.add(step.name)
        for name, question in step.items:
            if question.counts(answers):
                counting.add(name)
                if question_type(question.field_type).asks:
                    answers[name] = answer(name)
    return counting


def posted_step(form: "IntakeForm") -> int:
    """Where the sender stood. Without a word of it, at the end: everything has been asked."""
    last = len(form.steps) - 1
    said = form.data.get(AT, "")
    return min(int(said), last) if said.isascii() and said.isdigit() and len(said) < 4 else last


def goes_on(form: "IntakeForm") -> bool:
    """Whether it looks like a post from one step to the next. Costs nothing; `through` knows better, and costs."""
    go = form.data.get(GO)
    return go == "back" or (go == "next" and posted_step(form) < len(form.steps) - 1)


def through(form: "IntakeForm") -> bool:
    """Whether a posted form can be sent. Otherwise it stands at the step to show, with what is wrong there."""
    form.full_clean()
    at = posted_step(form)
    if form.data.get(GO) == "back":
        form.show(max((one.number for one in form.counting_steps() if one.number < at), default=0))
        return False
    open_step = next((one for one in form.counting_steps() if one.number <= at and is_open(form, one)), None)
    if open_step is not None:
        form.show(open_step.number)
        return False
    if (later := next((one for one in form.counting_steps() if one.number > at), None)) is not None:
        form.show(later.number)
        return False
    form.shown = at
    return NON_FIELD_ERRORS not in form.errors


def is_open(form: "IntakeForm", step: Step) -> bool:
    """Whether something of it is wrong, has not been asked yet, or stops the sender."""
    return any(
        name in form.errors or name in form.came_up or (question.field_type == STOP and name in form.counting)
        for name, question in step.items
    )


def stops(form: "IntakeForm") -> list[Named]:
    """What keeps the sender from sending, as she has answered."""
    items = (item for step in form.steps for item in step.items)
    return [(name, one) for name, one in items if one.field_type == STOP and name in form.counting]


def not_asked_yet(form: "IntakeForm") -> set[str]:
    """Questions that count by the answers of this very post, and have not been seen by the sender."""
    if AT not in form.data:
        return set()
    at, seen = posted_step(form), set(form.data.getlist(ASKED))
    return {
        name
        for step in form.steps
        for name, question in step.items
        if step.number <= at and question.conditions and name not in seen
        if name in form.fields and name in form.counting
    }


def drawn(form: "IntakeForm") -> list[dict[str, Any]]:
    """The steps for the template, hidden ones too: a browser with JavaScript shows them when they count."""
    return [
        {
            "number": step.number,
            "section": step.section,
            "named": step.name,
            "waits": waits(step.section),
            "is_hidden": step.number != form.shown,
            "items": [drawn_item(form, name, question) for name, question in step.items],
        }
        for step in form.steps
    ]


def drawn_item(form: "IntakeForm", name: str, question: "Question") -> dict[str, Any]:
    bound: BoundField | None = form[name] if name in form.fields else None
    return {
        "name": name,
        "question": question,
        "field": bound,
        "waits": waits(question),
        "is_hidden": name not in form.counting,
        "numbers": to_call(question.help_text) if question.field_type == STOP else [],
        "words": words_of(bound.field) if bound else {},
    }


def waits(question: "Question | None") -> str:
    """The conditions, as the browser reads them; empty for what always counts."""
    if question is None or not question.conditions:
        return ""
    return json.dumps({"match": question.match, "conditions": [one._asdict() for one in question.compared]})


def words_of(field: Field) -> dict[str, str]:
    """What the server would say of the answer, for a browser that looks before it goes on."""
    wrong = field.error_messages.get("invalid") or next(
        (one.message for one in field.validators if getattr(one, "code", "") == "invalid" and hasattr(one, "message")),
        "",
    )
    return {"required": str(field.error_messages["required"]) if field.required else "", "invalid": str(wrong)}
