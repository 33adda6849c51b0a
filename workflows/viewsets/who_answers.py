"""Who gets the case? What a case names and a moment in; the answer, its reason and the rows that lost out."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput

from accounts.models import User
from workflows.assignment import Answer, has_catch_all, question_of, who_answers
from workflows.candidates import Question, rules_for
from workflows.category_tree import CategoryTree
from workflows.errors import NobodyAnswers
from workflows.models import Category, Customer, Equipment, Responsibility, Worksite
from workflows.models.absence import absent_until
from workflows.viewsets.addresses import address_of, user_of
from workflows.viewsets.category import offer_categories
from workflows.viewsets.choosers import customer_chooser, equipment_chooser, worksite_chooser
from workflows.viewsets.days import OF_A_CASE
from workflows.viewsets.rule_words import in_words

NOON = time(12)
NAMED = (("customer", Customer), ("worksite", Worksite), ("equipment", Equipment), ("category", Category))


class QuestionForm(forms.Form):
    customer = forms.ModelChoiceField(
        Customer.objects.none(), label=_("Customer"), required=False, widget=customer_chooser.widget_class
    )
    worksite = forms.ModelChoiceField(
        Worksite.objects.none(),
        label=_("Worksite"),
        required=False,
        widget=worksite_chooser.widget_class(linked_fields={"customer": "#id_customer"}),
    )
    equipment = forms.ModelChoiceField(
        Equipment.objects.none(),
        label=_("Equipment"),
        required=False,
        widget=equipment_chooser.widget_class(linked_fields={"worksite": "#id_worksite"}),
    )
    category = forms.ModelChoiceField(Category.objects.none(), label=_("Category"), required=False)
    day = forms.DateField(label=_("Day"), required=False, widget=AdminDateInput, validators=[OF_A_CASE])
    time = forms.TimeField(
        label=_("Time"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("Emptied, it is now, or noon of another day."),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in NAMED:
            self.fields[name].queryset = model.objects.visible_to(user)  # type: ignore[attr-defined]
        offer_categories(self.fields["category"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        customer, worksite = cleaned.get("customer"), cleaned.get("worksite")
        if customer and worksite and worksite.customer_id != customer.pk:
            self.add_error("worksite", gettext("This worksite belongs to another customer."))
        equipment = cleaned.get("equipment")
        if equipment and worksite and equipment.worksite_id != worksite.pk:
            self.add_error("equipment", gettext("This thing is at another worksite."))
        elif equipment and customer and equipment.worksite.customer_id != customer.pk:
            self.add_error("equipment", gettext("This thing belongs to another customer."))
        return cleaned

    def moment(self) -> datetime:
        """What was asked for; a day without a time is its noon, if it is not today."""
        now = timezone.localtime(timezone=timezone.get_default_timezone())
        day, clock = self.cleaned_data["day"] or now.date(), self.cleaned_data["time"]
        if clock is None:
            clock = now.time() if day == now.date() else NOON
        return timezone.make_aware(datetime.combine(day, clock), timezone.get_default_timezone())


class WhoAnswersView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "workflows/registers/who_answers.html"
    page_title = _("Who gets the case?")
    header_icon = "help"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm("workflows.view_responsibility"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        rows = {"url": reverse("responsibilities:index"), "label": gettext("Responsibilities")}
        return [*self.breadcrumbs_items, rows, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = bool(set(self.request.GET) & set(QuestionForm.base_fields))
        given = self.request.GET if asked else None
        form = QuestionForm(user_of(self.request), given, initial=now_here())
        context = super().get_context_data(**kwargs) | {"form": form, "media": form.media}
        context["has_catch_all"] = has_catch_all()
        if asked and form.is_valid():
            context |= self.answered(form)
        return context

    def answered(self, form: QuestionForm) -> dict[str, Any]:
        question, at = form.cleaned_data, form.moment()
        named = (question["customer"], question["worksite"], question["category"])
        asked = replace(question_of(*named, question["equipment"]), at=at)
        tree = CategoryTree(Category.objects.visible_to(user_of(self.request)))
        try:
            answer = who_answers(*named, at, equipment=question["equipment"])
        except NobodyAnswers as error:
            return {"nobody": str(error), "at": at, "others": self.others(asked, set(), tree)}
        url = address_of(answer.rule, user_of(self.request))
        losers = [self.lost(rule, tree, why_lost(rule, answer)) for rule in with_customers(answer.losers)]
        fitted = {answer.rule.pk, *(rule.pk for rule in answer.losers)}
        others = self.others(asked, fitted, tree)
        return {"answer": answer, "answer_url": url, "losers": losers, "others": others, "at": at}

    def others(self, asked: Question, fitted: set[int], tree: CategoryTree) -> list[dict[str, Any]]:
        """Rows that name these places, and do not count then. Two queries."""
        out = {one.rule.pk: one.rule for one in rules_for(asked, in_force=False) if one.rule.pk not in fitted}
        rows = with_customers(tuple(out.values()))
        return [self.lost(rule, tree, why_out(rule, asked)) for rule in rows]

    def lost(self, rule: Responsibility, tree: CategoryTree, why: str) -> dict[str, Any]:
        return {
            "number": rule.pk,
            "url": address_of(rule, user_of(self.request)),
            "about": in_words(rule, tree),
            "when": capfirst(rule.when),
            "who": rule.person or rule.team,
            "why": why,
        }


def now_here() -> dict[str, Any]:
    now = timezone.localtime(timezone=timezone.get_default_timezone())
    return {"day": now.date(), "time": now.time()}


def with_customers(rules: tuple[Responsibility, ...]) -> list[Responsibility]:
    """The same rows with what names them, in one query."""
    named = ("worksite__customer", "equipment__worksite", "customer", "person", "team", "category")
    found = Responsibility.objects.select_related(*named).in_bulk([rule.pk for rule in rules])
    return [found[rule.pk] for rule in rules if rule.pk in found]


def why_lost(rule: Responsibility, answer: Answer) -> str:
    best = answer.rule
    if rule.pk in answer.away:
        return capfirst(absent_until(answer.away[rule.pk]))
    if best.on_call and not rule.on_call:
        return gettext("The other is on call then.")
    for name, words in (
        ("equipment", gettext("The other names the equipment.")),
        ("worksite", gettext("The other names the worksite.")),
        ("customer", gettext("The other names the customer.")),
        ("category", gettext("The other names the category.")),
    ):
        if getattr(best, f"{name}_id") and not getattr(rule, f"{name}_id"):
            return words
    if best.category_id != rule.category_id:
        return gettext("The other's category is nearer.")
    if best.is_limited and not rule.is_limited:
        return gettext("The other is for these hours.")
    return gettext("Equally specific: the office's order decides.")


def why_out(rule: Responsibility, asked: Question) -> str:
    if not rule.is_active:
        return gettext("Not in use.")
    if (rule.valid_from and asked.day < rule.valid_from) or (rule.valid_until and rule.valid_until < asked.day):
        return gettext("Not valid that day: %(days)s.") % {"days": rule.validity}
    if not rule.counts_at(asked.moment):
        return gettext("Does not count at that time.")
    return gettext("Nobody active answers by it.")
