"""Handing over several cases at once: each by its own verb, with the version that the person saw in the list."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from accounts.models import User
from workflows.actions.assign_case import assign_case
from workflows.errors import Refused, StaleVersion
from workflows.models import Case, Team
from workflows.permissions import may
from workflows.viewsets.addresses import as_id
from workflows.viewsets.assignee import AssigneeField, choices
from workflows.viewsets.case_forms import chosen_by
from workflows.viewsets.case_gate import CaseScreen, actor_of, cases_for, user_of

MOST = 200


class BulkForm(forms.Form):
    to = AssigneeField(label=gettext_lazy("Hand over to"))
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=200, required=False)


@dataclass
class Picked:
    """A case with the version that the person saw, and what became of it."""

    case: Case
    version: int
    trouble: str = ""


class BulkAssignView(CaseScreen):
    template_name = "workflows/admin/bulk_assign.html"
    page_title = gettext_lazy("Hand over cases")

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponseRedirect(reverse("cases:index"))

    def post(self, request: HttpRequest) -> HttpResponse:
        picked = self.picked()
        if not picked:
            messages.warning(request, _("Tick the cases first, then choose who shall have them."))
            return HttpResponseRedirect(self.onward())
        form = BulkForm(request.POST)
        if not form.is_valid():
            return self.page(form, picked, status=422)
        person, team = form.cleaned_data["to"]
        left = self.hand_over(picked, person, team, form.cleaned_data["reason"])
        self.tell(len(picked) - len(left), person or team)
        if left:
            return self.page(form, left, status=409)
        return HttpResponseRedirect(self.onward())

    def picked(self) -> list[Picked]:
        """What was ticked, of the cases that the person sees and may hand over. Two queries."""
        pairs = [text.partition(".") for text in self.request.POST.getlist("case")[:MOST]]
        ticked = [(as_id(pk), as_id(version)) for pk, _dot, version in pairs]
        versions = {pk: version for pk, version in ticked if pk is not None and version is not None}
        user = user_of(self.request)
        rows = cases_for(user).filter(pk__in=versions).for_list().order_by("pk")
        return [Picked(case, versions[case.pk]) for case in rows if may(user, "assign_case", case)]

    def hand_over(self, picked: list[Picked], person: User | None, team: Team | None, reason: str) -> list[Picked]:
        """Those that did not go, each with the reason and the version as it is now."""
        by, left = actor_of(self.request), []
        why = reason or chosen_by(by)
        for one in picked:
            try:
                assign_case(one.case, by=by, person=person, team=team, reason=why, version=one.version)
            except StaleVersion as stale:
                left.append(Picked(stale.case, stale.case.version, str(stale)))
            except Refused as refused:
                left.append(Picked(one.case, one.version, str(refused)))
        return left

    def tell(self, count: int, who: User | Team) -> None:
        if count:
            words = ngettext("%(count)d case went to %(who)s.", "%(count)d cases went to %(who)s.", count)
            messages.success(self.request, words % {"count": count, "who": who})

    def onward(self) -> str:
        return get_valid_next_url_from_request(self.request) or reverse("cases:index")

    def page(self, form: BulkForm, picked: list[Picked], status: int) -> HttpResponse:
        form.fields["to"].offer(choices(with_load=True))  # type: ignore[attr-defined]
        context: dict[str, Any] = {
            "form": form,
            "picked": picked,
            "onward": self.onward(),
            "is_conflict": status == 409,
        }
        return TemplateResponse(self.request, self.template_name, self.get_context_data(**context), status=status)
