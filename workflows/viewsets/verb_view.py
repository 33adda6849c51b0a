"""One address for every verb: shows its form, does it, and answers in words when it cannot be done."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from workflows.changes import is_taken
from workflows.errors import Refused, StaleVersion, Taken
from workflows.gates import GateClosed
from workflows.models import Case
from workflows.notifications.rules import mailed
from workflows.permissions import may, possible
from workflows.seen import both, changed_by
from workflows.viewsets.case_forms import VerbForm
from workflows.viewsets.case_gate import CaseScreen, actor_of, case_or_404, user_of
from workflows.viewsets.case_verbs import VERBS
from workflows.viewsets.edit_form import EditForm
from workflows.viewsets.gate_places import places


class VerbView(CaseScreen):
    template_name = "workflows/admin/verb.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.case = case_or_404(request, kwargs["pk"])
        self.name = kwargs["verb"]
        if self.name not in VERBS or not may(request.user, self.name, self.case):
            raise Http404
        self.verb = VERBS[self.name]

    def form(self, case: Case, *data: Any) -> VerbForm:
        return self.verb.form(*data, case=case, user=user_of(self.request), auto_id=f"{self.name}_%s")

    def get(self, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
        if self.name in {"remove_used_article", "use_planned_article"}:  # which one is chosen in the room
            return HttpResponseRedirect(self.room_url())
        if not possible(self.case, self.name):
            return self.page(None, refusal=self.not_now(), status=409)
        return self.page(self.form(self.case))

    def post(self, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
        form = self.form(self.case, request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form, status=422)
        try:
            self.verb.act(self.case, by=actor_of(request), **form.given())
        except StaleVersion as stale:
            return self.conflict(form, stale.case)
        except GateClosed as closed:
            return self.page(
                None, refusal=self.too_early(), missing=places(closed.missing, self.case), typed=form.typed, status=409
            )
        except Refused as refused:
            return self.page(None, refusal=str(refused), typed=form.typed, status=409)
        messages.success(request, self.verb.done)
        return HttpResponseRedirect(self.onward())

    def onward(self) -> str:
        url = get_valid_next_url_from_request(self.request) or self.room_url()
        return f"{url}#{self.verb.then}" if self.verb.then and "#" not in url else url

    def room_url(self) -> str:
        return reverse("cases:room", args=[self.case.pk])

    def conflict(self, form: VerbForm, now: Case) -> HttpResponse:
        """Both versions, and what was typed in a form that would do it to the case as it is now."""
        rows = form.both(now) if isinstance(form, EditForm) else both(form, now)
        context = {"rows": rows, "by": changed_by(now, internal=True), "typed": form.typed}
        if not possible(now, self.name):
            return self.page(None, refusal=self.not_now(now), status=409, **context)
        return self.page(self.form(now, form.again(now)), status=409, **context)

    def too_early(self) -> str:
        return _("Something must be there first.")

    def not_now(self, case: Case | None = None) -> str:
        now = case or self.case
        if self.name == "acknowledge_case" and is_taken(now, actor_of(self.request)):
            return str(Taken(now))
        status = now.get_status_display()
        return _("That cannot be done now: the case is “%(status)s”.") % {"status": status}

    def page(self, form: VerbForm | None, status: int = 200, **context: Any) -> HttpResponse:
        given = {
            "form": form,
            "missing": places(getattr(form, "lacking", []), self.case),
            "case": self.case,
            "verb": self.verb,
            "name": self.name,
            "next": self.next_url(),
            "room_url": self.room_url(),
            "receivers": mailed(self.case) if self.name == "write_message" else [],
            **context,
        }
        return TemplateResponse(self.request, self.template_name, self.get_context_data(**given), status=status)

    def next_url(self) -> str:
        return get_valid_next_url_from_request(self.request) or ""

    def get_page_title(self) -> str:
        return f"{self.verb.label}: {self.case.number} {self.case.title}"

    def crumbs(self) -> list[dict[str, Any]]:
        return [{"url": self.room_url(), "label": str(self.case)}, {"url": "", "label": self.verb.label}]
