"""The buttons of a case: the most likely step first."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from workflows.models import Case, Status


@dataclass(frozen=True)
class Step:
    """`name` is that of the address; `asks` means a page with a question comes first."""

    verb: str
    name: str
    label: str | Promise
    icon: str
    asks: bool = False


ACKNOWLEDGE = Step("acknowledge_case", "acknowledge", pgettext_lazy("step", "Acknowledge"), "check")
START = Step("start_case", "start", pgettext_lazy("step", "Start"), "start")
RESUME = Step("resume_case", "resume", pgettext_lazy("step", "Go on"), "start")
PAUSE = Step("pause_case", "pause", pgettext_lazy("step", "Pause"), "wait", asks=True)
FINISH = Step("finish_case", "finish", pgettext_lazy("step", "Done"), "done", asks=True)
BY_STATUS = {
    Status.ASSIGNED: [ACKNOWLEDGE, START],
    Status.ACKNOWLEDGED: [START, FINISH, PAUSE],
    Status.IN_PROGRESS: [FINISH, PAUSE],
    Status.WAITING: [RESUME, FINISH],
}


def next_steps(case: Case, verbs: set[str]) -> list[Step]:
    return [step for step in BY_STATUS.get(Status(case.status), []) if step.verb in verbs]
