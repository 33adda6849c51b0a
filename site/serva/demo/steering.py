"""How the demo company's cases go: stages, gates and checklists, and cases that stand in them."""

import random
from datetime import timedelta
from typing import Any

from serva.demo.company import World
from workflows.actions.publish_checklist import publish_checklist
from workflows.checklists import answers_of
from workflows.models import (
    Case,
    CaseEvent,
    ChecklistItem,
    ChecklistTemplate,
    EventKind,
    FilledChecklist,
    Gate,
    Stage,
    Status,
)
from workflows.stages import words

STAGES: list[dict[str, Any]] = [
    {"name_sv": "Väntar på reservdel", "name_en": "Waiting for a spare part", "colour": "violet", "stops_clock": True}
    | {"customer_text_sv": "Vi väntar på en reservdel", "customer_text_en": "We are waiting for a spare part"},
    {"name_sv": "Väntar på kund", "name_en": "Waiting for the customer", "colour": "amber", "stops_clock": True}
    | {"customer_text_sv": "Vi väntar på ditt svar", "customer_text_en": "We are waiting for your answer"},
    {"name_sv": "Planeras", "name_en": "Being planned", "colour": "grey"},
    {"name_sv": "Offert lämnad", "name_en": "Quote given", "colour": "blue", "stops_clock": True}
    | {
        "customer_text_sv": "Offert lämnad, vi väntar på svar",
        "customer_text_en": "Quote given, awaiting your answer",
    },
    {"name_sv": "Beställt", "name_en": "Ordered", "colour": "teal", "status": Status.ACKNOWLEDGED}
    | {"customer_text_sv": "Material är beställt", "customer_text_en": "Material is ordered"},
    {"name_sv": "Återbesök bokat", "name_en": "Second visit booked", "colour": "green", "status": Status.IN_PROGRESS}
    | {"customer_text_sv": "Återbesök är bokat", "customer_text_en": "A second visit is booked"},
]
CHECK = ChecklistItem.Kind.CHECK
CHECKLISTS: dict[tuple[str, str, str], list[dict[str, Any]]] = {
    ("Egenkontroll hiss", "Lift self-inspection", "Hiss"): [
        {"label_sv": "Nödstopp provat", "label_en": "Emergency stop tried"},
        {"label_sv": "Nödtelefon svarar", "label_en": "Emergency phone answers"},
        {"label_sv": "Dörrspärr och klämskydd", "label_en": "Door lock and pinch guard"},
        {"label_sv": "Stannplansnoggrannhet", "label_en": "Levelling accuracy", "kind": "number", "unit": "mm"}
        | {"lowest": 0, "highest": 10},
        {"label_sv": "Belysning i korg och schakt", "label_en": "Light in car and shaft"},
        {"label_sv": "Maskinrum städat och låst", "label_en": "Machine room clean and locked"},
        {"label_sv": "Övrigt", "label_en": "Other", "kind": "text", "is_required": False},
    ],
    ("Egenkontroll port", "Gate self-inspection", "Port"): [
        {"label_sv": "Klämskydd provat", "label_en": "Pinch guard tried"},
        {"label_sv": "Fotocell provad", "label_en": "Photocell tried"},
        {"label_sv": "Stängningskraft", "label_en": "Closing force", "kind": "number", "unit": "N", "highest": 400},
        {"label_sv": "Nödöppning fungerar", "label_en": "Emergency opening works"},
        {"label_sv": "Övrigt", "label_en": "Other", "kind": "text", "is_required": False},
    ],
}
DEVIATIONS = ["Justeras vid nästa besök", "Reservdel beställd", "Kunden informerad på plats"]
STANDING, ANSWERED = 0.7, 0.5


def make_rules_of_work(world: World) -> None:
    for order, fields in enumerate(STAGES):
        Stage.objects.create(order=order * 10, **fields)
    templates = {name: make_checklist(world, *name) for name in CHECKLISTS}
    Gate.objects.create(requires=Gate.Requires.ARTICLE, verb=Gate.Verb.CLOSE)
    Gate.objects.create(requires=Gate.Requires.MESSAGE, verb=Gate.Verb.FINISH)
    for (_swedish, _english, category), template in templates.items():
        kinds = {"requires": Gate.Requires.CHECKLIST, "checklist": template, "verb": Gate.Verb.FINISH}
        Gate.objects.create(category=world.categories[category], **kinds)


def make_checklist(world: World, swedish: str, english: str, category: str) -> ChecklistTemplate:
    made = ChecklistTemplate.objects.create(name_sv=swedish, name_en=english, category=world.categories[category])
    for place, fields in enumerate(CHECKLISTS[swedish, english, category]):
        ChecklistItem.objects.create(template=made, sort_order=place, **fields)
    publish_checklist(made)
    return made


def put_in_stages(cases: list[Case], rng: random.Random) -> None:
    """Of the open ones; rows as `set_stage` would have left them, at the time of the last step."""
    stages: dict[str, list[Stage]] = {}
    for stage in Stage.objects.all():
        stages.setdefault(stage.status, []).append(stage)
    for case in cases:
        if case.status not in stages or rng.random() > (STANDING if case.status == Status.WAITING else STANDING / 3):
            continue
        stage = rng.choice(stages[case.status])
        stopped = case.status_since if stage.stops_clock else None
        rows = Case.objects.filter(pk=case.pk)
        rows.update(stage=stage, stage_status=stage.status, clock_stopped_since=stopped)
        tell(case, EventKind.STAGE_SET, case.status_since, is_public=bool(stage.customer_text_sv), data={
            "left": {}, "clock_stopped": stopped is not None, "stage": words(stage),
            "stage_for_customer": words(stage, "customer_text"),
        })  # fmt: skip


def answer_checklists(cases: list[Case], rng: random.Random) -> None:
    """Of many that are done; one that is going on is answered half-way."""
    half_way = False
    for template in ChecklistTemplate.objects.select_related("category"):
        version = template.versions.latest("number")
        for case in cases:
            fits = case.category is not None and case.category.parent_id == template.category_id
            if fits and case.finished_at is not None and rng.random() < ANSWERED:
                fill(case, template, version, rng, complete=True)
            elif fits and case.status == Status.IN_PROGRESS and not half_way:
                half_way = True
                fill(case, template, version, rng, complete=False)


def fill(case: Case, template: ChecklistTemplate, version: Any, rng: random.Random, *, complete: bool) -> None:
    given = {item["key"]: answer(item, rng) for item in version.items[: None if complete else 3]}
    answers = answers_of(version.items, given)
    deviations = sum(one["deviates"] for one in answers)
    at = (case.finished_at or case.status_since) - timedelta(minutes=4)
    FilledChecklist.objects.create(
        case=case, template=template, version=version, name_sv=template.name_sv, name_en=template.name_en,
        answers=answers, deviations=deviations, is_complete=complete, user=case.responsible,
        by_name=str(case.responsible), saved_at=at,
    )  # fmt: skip
    if complete:
        told = {"what": words(template), "version": version.number, "deviations": deviations}
        tell(case, EventKind.CHECKLIST, at, data=told)


def answer(item: dict[str, Any], rng: random.Random) -> tuple[str, str]:
    if item["kind"] == "text":
        return "", ""
    if item["kind"] == "number":
        return str(rng.randint(2, int(item["highest"] or 10))), ""
    return rng.choices([("ok", ""), ("na", ""), ("not_ok", rng.choice(DEVIATIONS))], [30, 3, 2])[0]


def tell(case: Case, kind: EventKind, at: Any, *, is_public: bool = True, data: dict[str, Any]) -> None:
    case.last_sequence += 1
    Case.objects.filter(pk=case.pk).update(last_sequence=case.last_sequence)
    CaseEvent.objects.create(
        case=case, sequence=case.last_sequence, kind=kind, at=at, user=case.responsible,
        by_name=str(case.responsible), via="field", is_public=is_public, data=data,
    )  # fmt: skip
