"""A program's answers take the way that a browser's take: the same form, key, limits and case."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from api.reading import posted, read
from forms import limits
from forms.blank import questions_of
from forms.form import IntakeForm
from forms.models import FormSubmission, IntakeFormPage, QrCode
from forms.steps import stops
from forms.taking import Refusal, Taken, case_of, take, too_much
from workflows.links import absolute, one_case
from workflows.models import Case

STATUS = {
    Refusal.TOO_MUCH: 429,
    Refusal.ERRORS: 422,
    Refusal.NOBODY_ANSWERS: 503,
}
Sentences = dict[str, list[str]]


@dataclass(frozen=True)
class Answer:
    status: int
    body: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)


class ProgramForm(IntakeForm):
    """Is wrong as well where the answers could not even be put into the form: `misunderstood`."""

    def __init__(self, *args: Any, misunderstood: Sentences, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.misunderstood = misunderstood
        self.had_files: set[str] = set()  # of questions whose files came the first time

    def compared(self, name: str, value: Any) -> Sequence[str]:
        return ["files"] if name in self.had_files else super().compared(name, value)

    def clean(self) -> dict[str, Any]:
        if self.misunderstood:
            self.add_error(None, _("Some answers could not be read."))
        return super().clean()

    def show(self, number: int) -> None:
        """A program turns no pages: it is told at once of all that is wrong, in every step."""
        self.shown = number

    def sentences(self) -> Sentences:
        found = {name: [str(one) for one in told] for name, told in self.errors.items() if name != NON_FIELD_ERRORS}
        stopped = {name: [question.label, question.help_text] for name, question in stops(self)}
        return found | stopped | self.misunderstood


def send(request: HttpRequest, page: IntakeFormPage, code: QrCode | None) -> Answer:
    """Once a key: sent again with the same answers, it tells of the case that it became. Raises Unreadable."""
    sent = read(request)
    given: dict[str, Any] = {"user": AnonymousUser(), "page": page, "code": code, "questions": questions_of(page)}
    data, misunderstood = posted(IntakeForm(**given), sent)
    given |= {"key": sent.key, "misunderstood": misunderstood}
    if (case := case_of(sent.key)) is not None:
        return once_more(ProgramForm(data, **given), case)
    form, wanted = ProgramForm(data, sent.files, **given), limits.of(request, page, code, limits.PROGRAMS)
    full, _is_pressed = limits.pressure(wanted)
    taken = too_much(form, full) if full else take(request, form, wanted)
    return refused(form, taken) if taken.case is None else Answer(201, received(taken.case))


def once_more(form: ProgramForm, case: Case) -> Answer:
    if not form.misunderstood and says_the_same(form, case):
        return Answer(200, received(case))
    words = _("This key has become a case already, with other answers. Open the form anew for something else.")
    return Answer(409, {"error": words})


def says_the_same(form: ProgramForm, case: Case) -> bool:
    """Of all but files: those have been drawn anew, and are not sent twice to compare them."""
    before = FormSubmission.objects.filter(case=case, page=form.page).first()
    if before is None:
        return False
    files = {name for name, one in form.fields.items() if one.widget.needs_multipart_form}
    form.had_files = files & before.form_data.keys()
    form.full_clean()
    now, then = ({n: t for n, t in told.items() if n not in files} for told in (form.by_question(), before.form_data))
    return now == then


def refused(form: ProgramForm, taken: Taken) -> Answer:
    why, above = taken.refusal or Refusal.ERRORS, " ".join(map(str, form.non_field_errors()))
    if why is Refusal.ERRORS:
        words = above or _("Some answers have to be corrected.")
        return Answer(422, {"error": words, "errors": form.sentences()})
    headers = {"Retry-After": str(60 * max(limit.minutes_left for limit in taken.full))} if taken.full else {}
    return Answer(STATUS[why], {"error": above}, headers)


def received(case: Case) -> dict[str, Any]:
    """What whoever sent it may know: its number, and the link under which it can be followed."""
    link = case.receipt_link
    receipt = absolute(reverse("intake:receipt", args=[link.token])) if link else None
    return {"number": str(case.number), "link": one_case(link) if link else None, "receipt": receipt}
