"""Adding, changing, deleting and ordering rules: each shows first which open cases would move."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property

from workflows.actions.keep_a_catch_all import keep_a_catch_all
from workflows.errors import NotPossible
from workflows.models import Responsibility
from workflows.moves import Moves, moved, must_keep_a_catch_all, touched_by
from workflows.rulebook import Rulebook
from workflows.viewsets.addresses import StaffRequest
from workflows.viewsets.moves import carry_on, finish, has_looked, preview, told
from workflows.viewsets.register_views import (
    RegisterCreateView,
    RegisterDeleteView,
    RegisterEditView,
)


class ChangeMixin:
    """Between the form and the saving: the page that shows what would move."""

    request: StaffRequest
    form: Any

    def form_valid(self, form: Any) -> HttpResponse:
        self.form = form
        if "back" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))  # type: ignore[attr-defined]
        rule: Responsibility = form.instance
        before = Rulebook.now()
        old = Responsibility.objects.filter(pk=rule.pk).first() if rule.pk else None
        if old is None or not Responsibility.objects.tied_with(rule).filter(pk=rule.pk).exists():
            rule.order = last_place(rule)
        after = before.with_rule(rule)
        try:
            must_keep_a_catch_all(before, after)
            moves = moved(before, after, touched_by(*filter(None, [old, rule])))
            if not has_looked(self.request, moves):
                return preview(self.request, moves, self)
            with keep_a_catch_all():
                response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
                job = carry_on(self.request, moves)
        except NotPossible as refused:
            form.add_error(None, str(refused))
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return self.form_invalid(form)  # type: ignore[attr-defined, no-any-return]
        finish(self.request, job)
        return response


def last_place(rule: Responsibility) -> int:
    """After those that are as specific."""
    tied = Responsibility.objects.tied_with(rule).exclude(pk=rule.pk)
    return 1 + max(tied.values_list("order", flat=True), default=-1)


class RuleCreateView(ChangeMixin, RegisterCreateView):
    pass


class RuleEditView(ChangeMixin, RegisterEditView):
    pass


class RuleDeleteView(RegisterDeleteView):
    """Deleting and putting out of use move the same cases: its page shows them, and the box asks for it."""

    @cached_property
    def books(self) -> tuple[Rulebook, Rulebook]:
        before = Rulebook.now()
        return before, before.without_rule(self.object.pk)

    @cached_property
    def moves(self) -> Moves:
        return moved(*self.books, touched_by(self.object))

    @cached_property
    def refusal(self) -> str:
        try:
            must_keep_a_catch_all(*self.books)
        except NotPossible as refused:
            return str(refused)
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"moves": told(self.moves, self.request), "refusal": self.refusal}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.refusal:
            return self.render_to_response(self.get_context_data(), status=409)
        if not has_looked(request, self.moves):
            context = self.get_context_data(meanwhile="looked" in request.POST)
            return self.render_to_response(context, status=409)
        try:
            with keep_a_catch_all():
                response = super().post(request, *args, **kwargs)
                job = carry_on(request, self.moves) if response.status_code == 302 else None
        except NotPossible as refused:  # somebody else changed another one at the same time
            return self.render_to_response(self.get_context_data() | {"refusal": str(refused)}, status=409)
        finish(request, job)
        return response
