"""Who gets the case? Customer, worksite, category and day in; the answer, its reason and the rows that lost out."""

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
from workflows.assignment import Answer, has_catch_all, who_answers
from workflows.category_tree import CategoryTree
from workflows.errors import NobodyAnswers
from workflows.models import Category, Customer, Responsibility, Worksite
from workflows.models.absence import absent_until
from workflows.viewsets.addresses import address_of, user_of
from workflows.viewsets.category import offer_categories
from workflows.viewsets.choosers import customer_chooser, worksite_chooser
from workflows.viewsets.responsibility import in_words


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
    category = forms.ModelChoiceField(Category.objects.none(), label=_("Category"), required=False)
    day = forms.DateField(label=_("Day"), required=False, widget=AdminDateInput)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in (("customer", Customer), ("worksite", Worksite), ("category", Category)):
            self.fields[name].queryset = model.objects.visible_to(user)  # type: ignore[attr-defined]
        offer_categories(self.fields["category"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        customer, worksite = cleaned.get("customer"), cleaned.get("worksite")
        if customer and worksite and worksite.customer_id != customer.pk:
            self.add_error("worksite", gettext("This worksite belongs to another customer."))
        return cleaned


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
        form = QuestionForm(user_of(self.request), given, initial={"day": timezone.localdate()})
        context = super().get_context_data(**kwargs) | {"form": form, "media": form.media}
        context["has_catch_all"] = has_catch_all()
        if asked and form.is_valid():
            context |= self.answered(form.cleaned_data)
        return context

    def answered(self, question: dict[str, Any]) -> dict[str, Any]:
        try:
            answer = who_answers(question["customer"], question["worksite"], question["category"], question["day"])
        except NobodyAnswers as error:
            return {"nobody": str(error)}
        tree = CategoryTree(Category.objects.visible_to(user_of(self.request)))
        url = address_of(answer.rule, user_of(self.request))
        losers = [self.lost(rule, answer, tree) for rule in with_customers(answer.losers)]
        return {"answer": answer, "answer_url": url, "losers": losers}

    def lost(self, rule: Responsibility, answer: Answer, tree: CategoryTree) -> dict[str, Any]:
        return {
            "number": rule.pk,
            "url": address_of(rule, user_of(self.request)),
            "about": in_words(rule, tree),
            "who": rule.person or rule.team,
            "why": why_lost(rule, answer),
        }


def with_customers(rules: tuple[Responsibility, ...]) -> list[Responsibility]:
    """The same rows with what names them, in one query."""
    named = ("worksite__customer", "customer", "person", "team", "category")
    found = Responsibility.objects.select_related(*named).in_bulk([rule.pk for rule in rules])
    return [found[rule.pk] for rule in rules if rule.pk in found]


def why_lost(rule: Responsibility, answer: Answer) -> str:
    best = answer.rule
    if rule.pk in answer.away:
        return capfirst(absent_until(answer.away[rule.pk]))
    if best.worksite_id and not rule.worksite_id:
        return gettext("The other names the worksite.")
    if best.customer_id and not rule.customer_id:
        return gettext("The other names the customer.")
    if best.category_id and not rule.category_id:
        return gettext("The other names the category.")
    if best.category_id != rule.category_id:
        return gettext("The other's category is nearer.")
    return gettext("Equally specific: the office's order decides.")
