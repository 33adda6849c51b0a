"""Invented answers by which an outcome counts, or none does: found by trying. Nothing is read or written."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, islice, product
from typing import TYPE_CHECKING, Any

from forms.conditions import Answers
from forms.form import EMPTY, IntakeForm
from forms.steps import STOP, weigh

if TYPE_CHECKING:
    from forms.models.conditional import Conditional

MOST_TRIES = 3000
MOST_TOGETHER = 4  # texts of one question that are tried in every combination
FIRST_SAMPLES = 2  # of those that no condition names


class Examples:
    """Of one form. `outcomes`: whatever its answers may decide."""

    def __init__(self, form: IntakeForm, outcomes: "Iterable[Conditional]") -> None:
        self.form = form
        named = [(name, question) for step in form.steps for name, question in step.items]
        sections = {step.name: step.section for step in form.steps if step.section is not None}
        self.stops = [question for _name, question in named if question.field_type == STOP]
        self.stop_names = {name for name, question in named if question.field_type == STOP}
        self.around = {
            name: [one for one in (question, step.section) if one is not None]
            for step in form.steps
            for name, question in step.items
        }
        self.named: dict[str, list[str]] = {}
        for one in [*sections.values(), *(question for _name, question in named), *outcomes]:
            for condition in one.compared:
                texts = self.named.setdefault(condition.question, [])
                if condition.value and condition.value not in texts:
                    texts.append(condition.value)

    def find(self, wanted: Callable[[Answers], bool], decided_by: "Sequence[Conditional]") -> dict[str, Any] | None:
        """{clean name: clean value} of a form that could be sent so; None where no try gives what is `wanted`."""
        names = self.names_behind([*self.stops, *decided_by])
        offered = [list(self.candidates(name)) for name in names]
        for values in islice(product(*offered), MOST_TRIES):
            found = self.filled(dict(zip(names, values, strict=True)))
            if found is not None and wanted(self.compared(found)):
                return found
        return None

    def names_behind(self, ones: "Iterable[Conditional]") -> list[str]:
        """The questions that decide whether these count, and whether they are asked at all; the nearest vary first."""
        names: dict[str, None] = {}
        waiting = [condition.question for one in ones for condition in one.compared]
        while waiting:
            name = waiting.pop()
            if name in self.form.fields and name not in names:
                names[name] = None
                waiting += [condition.question for one in self.around[name] for condition in one.compared]
        return list(reversed(names))

    def candidates(self, name: str) -> Iterator[Any]:
        """What no condition names comes first, then no answer, then what they name, alone and together."""
        question, field, named = self.form.questions[name], self.form.fields[name], self.named.get(name, [])
        kind = self.form.kind(name)
        plain = [text for text in kind.samples(question) if text not in named]
        texts: list[Sequence[str]] = [[text] for text in plain[:FIRST_SAMPLES]]
        together = range(1, len(named) + 1) if len(named) <= MOST_TOGETHER else (1,)
        texts += [some for count in together for some in combinations(named, count)]
        texts += [[*plain[:1], *named]] if plain and named else []
        values = [value for some in texts if (value := kind.invented(some, field)) not in EMPTY]
        yield from values[: len(plain[:FIRST_SAMPLES])]
        if not question.required:
            yield None
        yield from values[len(plain[:FIRST_SAMPLES]) :]

    def filled(self, chosen: dict[str, Any]) -> dict[str, Any] | None:
        """The values of all that is asked then; None where a stop is met, or what must be answered cannot be."""
        values: dict[str, Any] = {}

        def answer(name: str) -> Sequence[str]:
            values[name] = chosen[name] if name in chosen else next(self.candidates(name), None)
            return self.text_of(name, values[name])

        counting = weigh(self.form.steps, answer)
        return None if counting & self.stop_names else values

    def compared(self, values: dict[str, Any]) -> dict[str, Sequence[str]]:
        texts = {name: self.text_of(name, value) for name, value in values.items()}
        return {name: text for name, text in texts.items() if text}

    def text_of(self, name: str, value: Any) -> Sequence[str]:
        return () if value in EMPTY else list(self.form.kind(name).compared(value))
