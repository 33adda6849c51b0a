"""What the page editor shows of a form while it is edited: the form, its receipt, and the cases that it becomes.

Everything is worked out from what stands in the editor, and by what sending asks; nothing is written.
"""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from forms.examples import Examples
from forms.fields import Target
from forms.form import IntakeForm
from forms.models.outcome import Outcome
from forms.models.qr_code import QrCode
from forms.submit import drafts_of
from forms.types.worksite import Place
from workflows.actions.open_case import work_out
from workflows.errors import NobodyAnswers
from workflows.models import Case, Team, Worksite

if TYPE_CHECKING:
    from forms.models import IntakeFormPage

MODES = [
    ("form", pgettext_lazy("preview", "The form")),
    ("landing", pgettext_lazy("preview", "The receipt")),
    ("case", pgettext_lazy("preview", "The case it becomes")),
]


@dataclass(frozen=True)
class Getting:
    """Who would get a case that is sent in now from such a place; nobody where no rule answers."""

    where: str
    who: "User | Team | None"
    reason: str = ""
    acknowledge_by: datetime | None = None
    finish_by: datetime | None = None


@dataclass(frozen=True)
class Becomes:
    case: Case
    got: list[Getting]


@dataclass(frozen=True)
class Card:
    """`answers`: those that decide, with their labels."""

    name: str
    answers: list[tuple[str, str]]
    cases: list[Becomes]


def cases_page(request: HttpRequest, page: "IntakeFormPage") -> HttpResponse:
    preview = Preview(page, request.user)
    context = {"page": page, "cards": preview.cards(), "never": preview.never, "worksite": preview.worksite}
    return TemplateResponse(request, "intake/preview_case.html", context)


def receipt_page(request: HttpRequest, page: "IntakeFormPage") -> HttpResponse:
    """The receipt with invented cases: as many as the most that one of the outcomes makes."""
    case = SimpleNamespace(number="4711", pk=4711, title=page.heading, reporter_email="", opened_at=timezone.now())
    cards = Preview(page, request.user).cards()
    most = max((card.cases for card in cards), key=len, default=[])
    if most:
        case.title = most[0].case.title
    further = [
        (SimpleNamespace(number=str(4711 + number), title=one.case.title), "#")
        for number, one in enumerate(most[1:], start=1)
    ]
    context = {"page": page, "case": case, "case_path": "#", "case_url": "#", "further": further}
    return TemplateResponse(request, page.landing_page_template, context)


class Preview:
    """As a stranger would send it: at the first worksite that the editor sees, and from a place that nobody knows."""

    def __init__(self, page: "IntakeFormPage", user: Any) -> None:
        self.page = page
        self.questions = sorted(page.questions.all(), key=lambda one: one.sort_order or 0)
        self.outcomes: list[Outcome] = sorted(page.outcomes.all(), key=lambda one: one.sort_order or 0)
        self.worksite = Worksite.objects.visible_to(user).active().select_related("customer").first()
        self.form = self.form_at(None)
        self.by_code = self.form_at(QrCode(page=page, worksite=self.worksite)) if self.worksite else None
        self.never: list[str] = []
        self.worked_out: dict[Any, Case | None] = {}

    def form_at(self, code: QrCode | None) -> IntakeForm:
        return IntakeForm(page=self.page, user=AnonymousUser(), code=code, questions=self.questions)

    def cards(self) -> list[Card]:
        """The plain case, then one card for each outcome whose conditions can be met; `never` names the others."""
        examples = Examples(self.form, self.outcomes)
        cards = []
        if (values := examples.find(lambda answers: not self.counting(answers), self.outcomes)) is not None:
            cards.append(self.card(_("As a rule"), values, []))
        for number, outcome in enumerate(self.outcomes, start=1):
            name = _("Outcome %(number)d: %(what)s") % {"number": number, "what": outcome.get_what_display()}
            if (values := examples.find(outcome.counts, [outcome])) is None:
                self.never.append(name)
            else:
                cards.append(self.card(name, values, examples.names_behind([outcome])))
        return cards

    def counting(self, answers: Any) -> bool:
        return any(outcome.counts(answers) for outcome in self.outcomes)

    def card(self, name: str, values: dict[str, Any], decisive: Sequence[str]) -> Card:
        places = self.places(values, decisive)
        shown, *_others = [drafts for _where, drafts in places]
        cases = [
            Becomes(case, [self.getting(where, drafts[number]) for where, drafts in places])
            for number, case in enumerate(shown)
        ]
        said = [(self.form.questions[one].label, self.words(one, values.get(one))) for one in decisive]
        return Card(name, [(label, words) for label, words in said if words], cases)

    def words(self, name: str, value: Any) -> str:
        return _("not answered") if value is None else self.form.kind(name).words(value, self.form.fields[name])

    def places(self, values: dict[str, Any], decisive: Sequence[str]) -> list[tuple[str, list[Case]]]:
        """(where, its drafts): never none. The question where it is gives way to the place, unless it decides."""
        asked = next((name for name, one in self.form.questions.items() if one.maps_to == Target.WORKSITE), "")
        is_free = asked in values and asked not in decisive
        found = []
        if self.worksite is not None:
            at = _("At %(place)s") % {"place": self.worksite}
            if is_free:
                found.append((at, self.drafts(self.form, values | {asked: Place(self.worksite, "")})))
            elif self.by_code is not None and not asked:
                found.append((at, self.drafts(self.by_code, values)))
        if not found or self.page.audience != self.page.Audience.CODE:
            found.append((_("At an unknown place"), self.drafts(self.form, values)))
        return found

    def drafts(self, form: IntakeForm, values: dict[str, Any]) -> list[Case]:
        form.cleaned_data = {name: value for name, value in values.items() if name in form.fields}
        return drafts_of(form, self.outcomes)

    def getting(self, where: str, draft: Case) -> Getting:
        """Asked once for each place, category and priority: all else of these cases does not decide it."""
        key = (draft.worksite, draft.category, draft.priority)
        if key not in self.worked_out:
            self.worked_out[key] = worked_out(draft)
        case = self.worked_out[key]
        if case is None:
            return Getting(where, None)
        who = case.responsible or case.team
        return Getting(where, who, case.assignment_reason, case.acknowledge_by, case.finish_by)


def worked_out(draft: Case) -> Case | None:
    case = copy(draft)
    try:
        work_out(case)
    except NobodyAnswers:
        return None
    return case
