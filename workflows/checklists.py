"""Which checklists a case has, what an answer means, and what of them is missing: pure, but for what it reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workflows.models import Case, Category, ChecklistItem, ChecklistTemplate, FilledChecklist
from workflows.models.category import lineage
from workflows.prepared import Prepared
from workflows.remembered import Remembered

Kind = ChecklistItem.Kind
OK, NOT_OK, NOT_APPLICABLE = "ok", "not_ok", "na"
Item = dict[str, Any]  # as `ChecklistItem.as_kept`
Given = Mapping[str, tuple[str, str]]  # by key of the item: answer and comment


@dataclass(frozen=True)
class Known:
    templates: list[ChecklistTemplate]
    parents: dict[int, int | None]


def read() -> Known:
    templates = list(ChecklistTemplate.objects.order_by("name_sv", "pk"))
    return Known(templates, Category.objects.parents() if any(one.category_id for one in templates) else {})


known = Remembered(read)
for model in (ChecklistTemplate, Category):
    post_save.connect(known.forget, sender=model)
    post_delete.connect(known.forget, sender=model)


@dataclass(frozen=True)
class OfCase:
    """A checklist of a case; `filled` once somebody has begun."""

    template: ChecklistTemplate
    filled: FilledChecklist | None

    @property
    def name(self) -> str:
        return self.filled.name if self.filled else self.template.name

    @property
    def answers(self) -> list["Told"]:
        return told(self.filled) if self.filled else []


filled_of = Prepared(lambda case: FilledChecklist.objects.filter(case=case), -1)


def of_case(case: Case) -> list[OfCase]:
    """Those for its category, and those answered on it. One query; none where the company has no checklists."""
    templates = known().templates
    if not templates:
        return []
    filled = {one.template_id: one for one in filled_of(case.pk)}
    return [OfCase(one, filled.get(one.pk)) for one in templates if one.pk in filled or is_for(one, case)]


def is_for(template: ChecklistTemplate, case: Case) -> bool:
    return template.is_active and (
        template.category_id is None or template.category_id in lineage(case.category_id, known().parents)
    )


def deviates(item: Item, value: str) -> bool:
    """Not OK, or a value outside its bounds. `value` is a plain decimal with a point."""
    if item["kind"] == Kind.CHECK:
        return value == NOT_OK
    if item["kind"] != Kind.NUMBER or not value:
        return False
    number = Decimal(value)
    return bool(
        (item["lowest"] is not None and number < Decimal(item["lowest"]))
        or (item["highest"] is not None and number > Decimal(item["highest"]))
    )


def wanting(items: list[Item], given: Given) -> dict[str, str]:
    """By key, what stands in the way of a complete checklist: "value" or "comment"."""
    found = {}
    for item in items:
        value, comment = given.get(item["key"], ("", ""))
        if item["is_required"] and not value:
            found[item["key"]] = "value"
        elif deviates(item, value) and not comment:
            found[item["key"]] = "comment"
    return found


def answers_of(items: list[Item], given: Given) -> list[dict[str, Any]]:
    """As they are kept: each with its words."""
    kept = []
    for item in items:
        value, comment = given.get(item["key"], ("", ""))
        kept.append({**item, "value": value, "comment": comment, "deviates": deviates(item, value)})
    return kept


@dataclass(frozen=True)
class Told:
    """An answer in the reader's words."""

    label: str
    answer: str
    comment: str
    deviates: bool


def told(filled: FilledChecklist) -> list[Told]:
    return [
        Told(in_own_language(one["label"]), answer_in_words(one), one["comment"], one["deviates"])
        for one in filled.answers
    ]


def in_own_language(words: dict[str, str]) -> str:
    return words["en" if (get_language() or "").startswith("en") else "sv"]


def answer_in_words(kept: dict[str, Any]) -> str:
    value = kept["value"]
    if not value:
        return "–"
    if kept["kind"] == Kind.CHECK:
        return {OK: _("OK"), NOT_OK: _("Not OK"), NOT_APPLICABLE: _("Not applicable")}[value]
    if kept["kind"] == Kind.NUMBER:
        return f"{number_format(Decimal(value))} {kept['unit']}".strip()
    return str(value)


def bounds_in_words(item: Item) -> str:
    lowest, highest = (
        None if item[name] is None else number_format(Decimal(item[name])) for name in ("lowest", "highest")
    )
    if lowest is not None and highest is not None:
        return _("%(lowest)s to %(highest)s") % {"lowest": lowest, "highest": highest}
    if lowest is not None:
        return _("at least %(lowest)s") % {"lowest": lowest}
    return _("at most %(highest)s") % {"highest": highest} if highest is not None else ""
