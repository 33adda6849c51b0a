"""The technician's lists: each row with what to do next about the case."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.models import User
from workflows.models import CaseRow
from workflows.models.priority import Priority
from workflows.rows import filled, joined, row
from workflows.templatetags.serva_ui import icon, late_chip, left_chip, since, status_chip

Day = tuple[datetime, datetime]  # its first moment, and that of the next


def case_rows(cases: Iterable[CaseRow], user: User, today: Day, token: str = "") -> SafeString:
    """With `token`, the page's against forged requests, what nobody has taken can be taken from here."""
    url, place = reverse("technician:work"), icon("place")
    urgent = filled(' · <strong class="job__urgent">{}</strong>', _("Urgent"))
    return joined(
        row(
            case,
            cases_url=url,
            chips=[late_chip(case), left_chip(case), status_chip(case)],
            meta=[when(case, today), who(case, user)],
            look=" job",
            urgent=urgent if case.priority == Priority.URGENT else "",
            place_icon=place,
            button=take(case, url, token) if token and case.is_free else "",
        )
        for case in cases
    )


TAKE = """<form class="job__take" method="post" action="{}{}/acknowledge/">
  <input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="version" value="{}">
  <button type="submit" class="button button--big">{}{}<span class="visually-hidden"> {}</span></button></form>"""


def take(case: CaseRow, url: str, token: str) -> SafeString:
    """With the version that she saw: of two who press it at once, one has it, and the other is told who."""
    number = case.number
    return filled(TAKE, url, number, token, case.version, icon("check"), _("Take the case"), number)


def when(case: CaseRow, today: Day) -> SafeString | str:
    """By when it is to be finished, if that is known; else since when it stands as it does."""
    if not case.is_open or case.finish_by is None:
        return since(case.status_since)
    moment: object = since(case.finish_by)
    if today[0] <= case.finish_by < today[1]:
        moment = f"{_('today')} {localtime(case.finish_by):%H:%M}"
    return filled('{}<span class="visually-hidden">{}</span> {}', icon("clock"), _("Finish by"), moment)


def who(case: CaseRow, user: User) -> SafeString | str:
    if case.responsible_id == user.pk:
        return ""
    return filled("{}{}", icon("person"), case.answerer)
