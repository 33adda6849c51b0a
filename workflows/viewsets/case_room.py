"""One case with everything about it on one page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString

from workflows import links
from workflows.checklists import OfCase, of_case
from workflows.climbing import waiting_for
from workflows.ladder_words import upcoming
from workflows.models import (
    Absence,
    Attachment,
    CaseLink,
    Channel,
    Delivery,
    EventKind,
    PlannedArticle,
    Presence,
    UsedArticle,
)
from workflows.models.case_queryset import CaseQuerySet
from workflows.models.standing import Standing
from workflows.notifications.rules import mailed
from workflows.panels import panels_for
from workflows.permissions import verbs_for
from workflows.rows import joined
from workflows.service import Service, which_level
from workflows.serving import serve
from workflows.stages import offered
from workflows.templatetags.serva_ui import since, status_chip
from workflows.timeline import Reader, Story, story
from workflows.viewsets.addresses import address_of
from workflows.viewsets.case_forms import LinkForm, VerbForm
from workflows.viewsets.case_gate import CaseScreen, actor_of, case_or_404, cases_for, user_of
from workflows.viewsets.case_verbs import STEPS, VERBS, Verb, next_step
from workflows.viewsets.gate_places import places

RECENT = 12
EARLIER = 6
BESIDE = (
    "assign_case",
    "set_stage",
    "pause_case",
    "finish_case",
    "edit_case",
)  # shown as buttons; the others in the menu
AT_MOST_BESIDE = 3


@dataclass
class Step:
    """A verb as a button: one that asks for nothing is pressed, the others open their form.

    The form is made where it is drawn: of a verb in the menu the page shows the name alone.
    """

    name: str
    verb: Verb
    make: Callable[[], VerbForm]

    @cached_property
    def form(self) -> VerbForm:
        return self.make()

    @property
    def asks(self) -> bool:
        return bool(self.form.visible_fields())

    @property
    def missing(self) -> list[tuple[str, str]]:
        """What must be there first, and where it is put right."""
        return places(getattr(self.form, "lacking", []), self.form.case)


@dataclass(slots=True)
class SmallCase(Standing):
    """Another case, as far as the page shows it."""

    pk: int
    title: str
    status: str
    stage_id: int | None
    opened_at: datetime

    @classmethod
    def of(cls, rows: CaseQuerySet) -> list["SmallCase"]:
        return [cls(*values) for values in rows.values_list("pk", "title", "status", "stage_id", "opened_at")]


SMALL = '<li><a href="{}{}/">{} {}</a><span class="room-cases__state">{}<span class="soft">{}</span></span></li>'


def small_cases(cases: list[SmallCase]) -> SafeString:
    url = reverse("cases:index")
    return joined(
        format_html(SMALL, url, case.pk, case.number, case.title, status_chip(case), since(case.opened_at))
        for case in cases
    )


class CaseRoomView(CaseScreen):
    template_name = "workflows/admin/case_room.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.case, self.user = case_or_404(request, pk), user_of(request)
        return TemplateResponse(request, self.template_name, self.get_context_data())

    def get_page_title(self) -> str:
        return str(self.case)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = story(self.case, self.reader())
        first = next_step(self.case, self.user, self.verbs)
        beside = [name for name in BESIDE if name in self.verbs and name != first][:AT_MOST_BESIDE]
        rest = [name for name in STEPS if name in self.verbs and name != first and name not in beside]
        return super().get_context_data(**kwargs) | {
            "case": self.case,
            "primary": self.step(first) if first else None,
            "beside": [self.step(name) for name in beside],
            "rest": [self.step(name) for name in rest],
            "recent": Story(told.entries[:RECENT], told.files),
            "older": Story(told.entries[RECENT:], told.files),
            "message": self.step("write_message") if "write_message" in self.verbs else None,
            "note": self.step("write_note") if "write_note" in self.verbs else None,
            "receivers": mailed(self.case),
            "undelivered": self.undelivered(),
            "absence": self.absence(),
            "urls": self.urls(),
            "service": self.service,
            "checklists": self.checklists(),
            "presences": self.presences(told),
            "panels": self.panels(),
            "coming": upcoming(self.case, waiting_for(self.case, self.service)),
            **self.articles(),
            **self.link(),
            **self.related(),
        }

    @cached_property
    def verbs(self) -> set[str]:
        verbs = verbs_for(self.user, self.case)
        return verbs if self.case.stage_id or offered(self.case) else verbs - {"set_stage"}

    @cached_property
    def service(self) -> Service:
        return which_level(self.case.customer, self.case.category)

    def step(self, name: str) -> Step:
        verb = VERBS[name]
        return Step(name, verb, lambda: verb.form(case=self.case, user=self.user, auto_id=f"{name}_%s"))

    def reader(self) -> Reader:
        def address(attachment: Attachment, thumbnail: bool) -> str:
            name = "cases:thumbnail" if thumbnail else "cases:file"
            return reverse(name, args=[self.case.pk, attachment.pk])

        return Reader(actor_of(self.request), address, internal=True)

    def urls(self) -> dict[str, str]:
        case = self.case
        things = {
            "customer": case.customer,
            "worksite": case.worksite,
            "reporter": case.reporter,
            "equipment": case.equipment,
            "schedule": case.occurrence.schedule if case.occurrence else None,
            "service_level": self.service.level,
        }
        return {name: address_of(thing, self.user) for name, thing in things.items() if thing is not None}

    def undelivered(self) -> list[Delivery]:
        """Mails and SMS that did not arrive: the office has to reach the person in another way."""
        refused = Delivery.objects.filter(event__case=self.case, state=Delivery.State.REFUSED)
        refused = refused.filter(channel__in=[Channel.EMAIL, Channel.SMS])
        return list(refused.defer("text", "html")[:3])

    def absence(self) -> Absence | None:
        """Of who answers for the case, today."""
        if self.case.responsible_id is None:
            return None
        away = Absence.objects.on(timezone.localdate()).filter(person=self.case.responsible_id)
        return away.select_related("deputy").first()

    def articles(self) -> dict[str, Any]:
        used = list(UsedArticle.objects.standing().filter(case=self.case))
        shows_money = self.user.has_perm("workflows.see_money")
        return {
            "used": used,
            "planned": list(PlannedArticle.objects.filter(case=self.case).shown()),
            "may_use_planned": "use_planned_article" in self.verbs,
            "shows_money": shows_money,
            "total": sum(one.amount for one in used) if shows_money and used else None,
            "use": self.step("use_article") if "use_article" in self.verbs else None,
            "nothing": self.step("declare_nothing_used") if "declare_nothing_used" in self.verbs else None,
            "may_take_back": "remove_used_article" in self.verbs,
        }

    def presences(self, told: Story) -> list[Presence]:
        """Asked for only where the history tells of one."""
        if not any(entry.kind == EventKind.PRESENT for entry in told.entries):
            return []
        return list(Presence.objects.visible_to(self.user).filter(case=self.case).select_related("person")[:EARLIER])

    def checklists(self) -> list[tuple[OfCase, str]]:
        """Each with where it is answered, for whom that is open."""
        may = "answer_checklist" in self.verbs
        return [(one, links.checklist_path(self.case, one.template) if may else "") for one in of_case(self.case)]

    def link(self) -> dict[str, Any]:
        """The keys that open the case to somebody without log-in: only for those who may hand them out."""
        if "renew_case_link" not in self.verbs:
            return {}
        held: list[CaseLink] = list(self.case.links.valid().order_by("-pk")[:5])
        return {
            "links": [{"url": links.one_case(one), "name": one.name or one.email} for one in held],
            "link_verbs": [
                Step(name, VERBS[name], lambda: LinkForm(case=self.case, user=self.user))
                for name in ("renew_case_link", "revoke_case_links")
                if held or name == "renew_case_link"
            ],
        }

    def related(self) -> dict[str, Any]:
        """Other cases, as far as the person sees them."""
        case, seen = self.case, cases_for(self.user).order_by("-pk")
        earlier: list[SmallCase] = []
        if case.worksite_id:
            here = seen.filter(worksite=case.worksite_id).exclude(pk=case.pk)
            earlier = SmallCase.of(here[: EARLIER + 1])
        concerns = SmallCase.of(seen.filter(pk=case.concerns_id)) if case.concerns_id else []
        return {
            "earlier": small_cases(earlier[:EARLIER]),
            "earlier_url": f"{reverse('cases:index')}?tab=all&worksite={case.worksite_id}" if earlier[EARLIER:] else "",
            "concerns": small_cases(concerns),
            "concerned_by": small_cases(SmallCase.of(seen.filter(pk__in=case.concerned_by_numbers)[:EARLIER])),
        }

    def panels(self) -> list[dict[str, Any]]:
        return [
            {
                "title": panel.title,
                "html": render_to_string(panel.template, {**panel.context, "case": self.case}, self.request),
            }
            for panel in panels_for(self.case, self.user)
        ]


def case_file(request: HttpRequest, pk: int, file: int, thumbnail: bool = False) -> HttpResponseBase:
    """A file of a case that the person sees; `thumbnail` comes from the address."""
    seen = cases_for(user_of(request)).filter(pk=pk)
    attachment = get_object_or_404(Attachment.objects.filter(case__in=seen), pk=file)
    return serve(attachment, thumbnail=thumbnail)
