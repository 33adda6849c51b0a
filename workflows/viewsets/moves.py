"""What every page that changes who answers has in common: it shows first which open cases would move, and to whom."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from workflows.actions import retire_later
from workflows.actions.move_cases import AT_ONCE, KIND, move_now, plan_moves
from workflows.actor import Actor
from workflows.models import Job
from workflows.moves import Moves
from workflows.viewsets.addresses import address_of, user_of
from workflows.viewsets.case_gate import cases_for

SHOWN = 50
OURS = {"csrfmiddlewaretoken", "looked", "move", "back"}


def told(moves: Moves, request: HttpRequest) -> dict[str, Any]:
    """For the template `workflows/registers/moves_list.html`. One query."""
    user = user_of(request)
    first = moves.found[:SHOWN]
    seen = set(cases_for(user).filter(pk__in=[move.case.pk for move in first]).values_list("pk", flat=True))
    rows = [
        {"case": move.case, "url": address_of(move.case, user), "to": move.to} for move in first if move.case.pk in seen
    ]
    return {
        "count": len(moves),
        "rows": rows,
        "more": len(moves) - len(rows),
        "stay": moves.stay,
        "is_all": moves.is_all,
        "mark": moves.mark,
        "may_move": user.has_perm("workflows.manage_cases"),
    }


def has_looked(request: HttpRequest, moves: Moves) -> bool:
    """Whether what was shown is what would still happen. Nothing to move needs no look."""
    return not moves.found or request.POST.get("looked") == moves.mark


def preview(request: HttpRequest, moves: Moves, view: Any, *, must: bool = False) -> HttpResponse:
    """The page in between: everything posted is kept in it. `must`: without the move the change cannot be made."""
    context = view.get_context_data() | {
        "moves": told(moves, request),
        "kept": [(name, value) for name in request.POST if name not in OURS for value in request.POST.getlist(name)],
        "meanwhile": "looked" in request.POST,
        "must": must,
    }
    status = 409 if context["meanwhile"] else 200
    return TemplateResponse(request, "workflows/registers/moves.html", context, status=status)


def is_asked(request: HttpRequest, moves: Moves) -> bool:
    return bool(moves.found) and "move" in request.POST and user_of(request).has_perm("workflows.manage_cases")


def carry_on(request: HttpRequest, moves: Moves) -> Job | None:
    """In the transaction that changes the rule."""
    return plan_moves(moves, by=Actor.of(request.user, via="admin")) if is_asked(request, moves) else None


def finish(request: HttpRequest, job: Job | None) -> None:
    """After it: few move at once, many by a worker, and the person is told."""
    if job is None:
        return
    url = reverse("moved_cases", args=[job.pk])
    if job.total > AT_ONCE:
        messages.info(request, format_html('<a href="{}">{}</a>', url, _("The cases are being moved: see how far.")))
        return
    job = move_now(job)
    if job.state != Job.State.DONE:
        messages.warning(request, format_html('<a href="{}">{}</a>', url, _("The cases are being moved: see how far.")))
        return
    left = job.parameters["left"]
    words = ngettext("%(count)d case was moved.", "%(count)d cases were moved.", job.total - left)
    messages.success(request, words % {"count": job.total - left})
    if left:
        words = ngettext(
            "%(count)d case was changed at that moment, and stays where it is.",
            "%(count)d cases were changed at that moment, and stay where they are.",
            left,
        )
        messages.warning(request, words % {"count": left})


class MovedView(WagtailAdminTemplateMixin, TemplateView):
    """How far a long move has come. Only who asked for it finds it."""

    template_name = "workflows/registers/moved.html"
    header_icon = "tick-inverse"
    page_title = gettext_lazy("Cases that move")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not self.request.user.has_perm("workflows.manage_cases"):  # type: ignore[union-attr]
            raise Http404
        mine = Job.objects.visible_to(user_of(self.request)).filter(kind__in=[KIND, retire_later.KIND])
        job = get_object_or_404(mine, pk=self.kwargs["pk"])
        left = job.parameters["left"]
        return super().get_context_data(**kwargs) | {
            "job": job,
            "is_on": job.state in (Job.State.WAITING, Job.State.RUNNING),
            "moved": job.done - left,
            "left": left,
        }

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        rows = {"url": reverse("responsibilities:index"), "label": _("Responsibilities")}
        return [*self.breadcrumbs_items, rows, {"url": "", "label": str(self.page_title)}]
