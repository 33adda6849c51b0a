"""Which stages there are, and which of them a case can come to: words and looks, so kept for seconds."""

from dataclasses import dataclass

from django.db.models.signals import post_delete, post_save

from workflows.models import Case, Category, Stage, Status
from workflows.models.bilingual import in_language
from workflows.models.category import lineage
from workflows.models.standing import Standing
from workflows.remembered import Remembered

BY_ONE_STEP: dict[tuple[str, str], str] = {  # to a stage of another status leads the verb of that step
    (Status.ACKNOWLEDGED, Status.IN_PROGRESS): "start_case",
    (Status.ACKNOWLEDGED, Status.WAITING): "pause_case",
    (Status.IN_PROGRESS, Status.WAITING): "pause_case",
    (Status.WAITING, Status.IN_PROGRESS): "resume_case",
}
Words = dict[str, str]  # by language


@dataclass(frozen=True)
class Known:
    """All stages in their order, and the tree of categories, which is asked for where some stage needs it."""

    stages: dict[int, Stage]
    parents: dict[int, int | None]


def read() -> Known:
    stages = {stage.pk: stage for stage in Stage.objects.all()}
    needs_tree = any(stage.category_id for stage in stages.values())
    return Known(stages, Category.objects.parents() if needs_tree else {})


known = Remembered(read)
for model in (Stage, Category):
    post_save.connect(known.forget, sender=model)
    post_delete.connect(known.forget, sender=model)


def stage_of(case: Standing) -> Stage | None:
    return stage_by(case.stage_id)


def stage_by(pk: int | None) -> Stage | None:
    """No query as a rule: every row of every list asks."""
    if pk is None:
        return None
    if pk not in known().stages:  # made a moment ago by another process
        known.forget()
    return known().stages.get(pk)


def offered(case: Case) -> list[Stage]:
    """Those that the case can come to: of its status, and of a status that one step leads to."""
    return [stage for stage in known().stages.values() if is_for(stage, case) and leads_to(case.status, stage)]


def is_for(stage: Stage, case: Case) -> bool:
    """Whether it is in use, and for cases of this category."""
    return stage.is_active and (
        stage.category_id is None or stage.category_id in lineage(case.category_id, known().parents)
    )


def leads_to(status: str, stage: Stage) -> bool:
    return status == stage.status or (status, stage.status) in BY_ONE_STEP


def words(stage: Stage | None, name: str = "name") -> Words:
    """As the history keeps them: a stage that is renamed rewrites nothing."""
    if stage is None:
        return {}
    return {language: in_language(stage, name, language) for language in ("sv", "en")}
