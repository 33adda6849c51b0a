"""Putting a person or a team out of use, and emptying a team: first it is shown which open cases must go to whom."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from accounts.models import User
from workflows.actions.keep_a_catch_all import keep_a_catch_all
from workflows.actions.look_again import look_again
from workflows.actions.move_cases import AT_ONCE
from workflows.actions.retire import carry_out, retire_person, retire_team
from workflows.actions.retire_later import plan_retirement
from workflows.actor import Actor
from workflows.errors import NotPossible, Refused
from workflows.models import Responsibility, Team
from workflows.moves import Moves, without_person, without_team
from workflows.viewsets.addresses import user_of
from workflows.viewsets.moves import has_looked, preview, told
from workflows.viewsets.register_views import RegisterDeleteView, RegisterEditView


def moved_in_words(count: int) -> str:
    words = ngettext("%(count)d case was moved.", "%(count)d cases were moved.", count)
    return words % {"count": count}


def who_leaves(user: User) -> str:
    """Where her leaving is asked about; nothing where no open case and no rule depends on her."""
    if not user.is_staff:
        return ""
    try:
        if not without_person(user).found:
            return ""
    except Refused:
        pass
    return reverse("person_leaves", args=[user.pk])


class PersonLeavesView(WagtailAdminTemplateMixin, TemplateView):
    """The cases that a person has, and to whom they go when she is made inactive."""

    template_name = "workflows/registers/person_leaves.html"
    header_icon = "user"
    page_title = gettext_lazy("Make inactive")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not request.user.has_perm("accounts.change_user"):  # type: ignore[union-attr]
            raise Http404
        people = User.objects.filter(is_staff=True).exclude(pk=user_of(request).pk)
        self.person = get_object_or_404(
            people if user_of(request).is_superuser else people.filter(is_superuser=False), pk=kwargs["pk"]
        )

    @property
    def back_url(self) -> str:
        return reverse("wagtailusers_users:edit", args=[self.person.pk])

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        rows = {"url": self.back_url, "label": str(self.person)}
        return [*self.breadcrumbs_items, rows, {"url": "", "label": str(self.page_title)}]

    @cached_property
    def asked(self) -> tuple[Moves | None, str]:
        """What would move, or why she cannot leave yet."""
        try:
            return without_person(self.person), ""
        except Refused as refused:
            return None, str(refused)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        moves, refusal = self.asked
        rules = Responsibility.objects.active().filter(person=self.person)
        return super().get_context_data(**kwargs) | {
            "person": self.person,
            "moves": told(moves, self.request) if moves is not None else None,
            "refusal": refusal,
            "rules": rules.count(),
            "back_url": self.back_url,
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        moves, refusal = self.asked
        if not self.person.is_active:
            return redirect(self.back_url)
        if refusal or moves is None or not has_looked(request, moves):
            return self.render_to_response(self.get_context_data(meanwhile=not refusal), status=409)
        by = Actor.of(request.user, via="admin")
        if len(moves) > AT_ONCE:
            return redirect("moved_cases", plan_retirement(self.person, moves, by=by).pk)
        try:
            count = retire_person(self.person, by=by)
        except Refused as refused:
            return self.render_to_response(self.get_context_data() | {"refusal": str(refused)}, status=409)
        messages.success(request, _("%(person)s is inactive now.") % {"person": self.person})
        if count:
            messages.success(request, moved_in_words(count))
        return redirect("wagtailusers_users:index")


def no_sudden_leaving(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Wagtail's bulk action makes people inactive at once: whoever cases or rules depend on has a page for that."""
    if action_type != "set_active_state" or request.method != "POST":
        return None
    if request.POST.get("mark_as_active") in ("True", "on", "true", "1"):
        return None
    for person in (thing for thing in objects if isinstance(thing, User) and thing.is_active):
        if url := who_leaves(person):
            words = _("Open cases or rules depend on %(person)s: make her inactive here, one person at a time.")
            messages.warning(request, words % {"person": person})
            return HttpResponseRedirect(url)
    return None


class TeamEditView(RegisterEditView):
    """Where nobody active would be left in it, its open cases must go to somebody else before it is saved."""

    def form_valid(self, form: Any) -> HttpResponse:
        self.form = form
        if "back" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))  # type: ignore[no-any-return]
        left = {member.pk for member in form.cleaned_data["members"] if member.is_active}
        moves = Moves()
        try:
            if not (left and form.cleaned_data["is_active"]):
                moves = without_team(form.instance)
            if len(moves) > AT_ONCE:
                raise NotPossible(_("It has more open cases than can move at once: put the team out of use instead."))
            if not has_looked(self.request, moves):
                return preview(self.request, moves, self, must=True)
            with keep_a_catch_all():
                if moves.found and without_team(form.instance).mark != moves.mark:
                    raise NotPossible(
                        _("Something was changed since you looked. Nothing has been saved; look once more.")
                    )
                carry_out(moves, Actor.of(self.request.user, via="admin"))
                response: HttpResponse = super().form_valid(form)
                look_again(self.object)
        except Refused as refused:
            form.add_error("members" if form.cleaned_data["is_active"] else "is_active", str(refused))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)  # type: ignore[no-any-return]
        if moves.found:
            messages.success(self.request, moved_in_words(len(moves)))
        return response


class TeamDeleteView(RegisterDeleteView):
    """Its page says where the open cases go when the team is put out of use."""

    @cached_property
    def asked(self) -> tuple[Moves, str]:
        try:
            return without_team(self.object) if self.object.is_active else Moves(), ""
        except Refused as refused:
            return Moves(), str(refused)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        moves, refusal = self.asked
        return super().get_context_data(**kwargs) | {"moves": told(moves, self.request), "refusal": refusal}

    def rest(self) -> HttpResponse:
        moves, refusal = self.asked
        if not self.can_rest():
            return super().rest()
        if refusal or not has_looked(self.request, moves):
            meanwhile = not refusal and "looked" in self.request.POST
            return self.render_to_response(self.get_context_data() | {"meanwhile": meanwhile}, status=409)  # type: ignore[no-any-return]
        team: Team = self.object
        by = Actor.of(self.request.user, via="admin")
        if len(moves) > AT_ONCE:
            return redirect("moved_cases", plan_retirement(team, moves, by=by).pk)
        try:
            count = retire_team(team, by=by)
        except Refused as refused:
            context = self.get_context_data() | {"refusal": str(refused)}
            return self.render_to_response(context, status=409)  # type: ignore[no-any-return]
        messages.success(self.request, _("“%(thing)s” is no longer in use.") % {"thing": team})
        if count:
            messages.success(self.request, moved_in_words(count))
        return HttpResponseRedirect(self.get_success_url())
