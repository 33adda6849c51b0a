"""Which used articles somebody wants: one answer for the page, the file, and the work in the background."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from reports.models import ExportLine
from workflows.category_tree import CategoryTree
from workflows.models import Category, Customer, Status, UsedArticle
from workflows.viewsets.addresses import allowed
from workflows.viewsets.days import DayField
from workflows.viewsets.lookup import LookupField, look_as

NOT_EXPORTED = "no"
PERIODS = {"used": "used_at", "closed": "case__ended_at"}


class ArticleChoice(forms.Form):
    """Unless something else is asked for, what was not exported yet."""

    customer = LookupField("customers", label=_("Customer"), required=False)
    category = forms.ModelChoiceField(
        Category.objects.none(), label=_("Category"), required=False, empty_label=_("Any")
    )
    status = forms.ChoiceField(label=_("Status of the case"), required=False)
    exported = forms.ChoiceField(
        label=_("Exported"),
        required=False,
        choices=[(NOT_EXPORTED, _("Not yet")), ("yes", _("Exported")), ("all", _("Both"))],
    )
    used_from = DayField(label=_("Used from"))
    used_to = DayField(label=_("Used until"))
    closed_from = DayField(label=_("Case closed from"))
    closed_to = DayField(label=_("Case closed until"))

    def __init__(self, data: QueryDict, *, user: User) -> None:
        data = data.copy()
        data.setdefault("exported", NOT_EXPORTED)
        super().__init__(data, auto_id="choice_%s")
        self.user = user
        self.tree = CategoryTree(Category.objects.visible_to(user))
        self.fields["category"].queryset = Category.objects.visible_to(user)  # type: ignore[attr-defined]
        self.fields["category"].choices = [("", _now("Any")), *self.tree.choices()]  # type: ignore[attr-defined]
        statuses = [(value, capfirst(str(label))) for value, label in Status.choices]
        self.fields["status"].choices = [("", _now("Any")), *statuses]  # type: ignore[attr-defined]
        if not allowed(user, "view", Customer):
            del self.fields["customer"]
        look_as(self, user)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in PERIODS:
            first, last = cleaned.get(f"{name}_from"), cleaned.get(f"{name}_to")
            if first and last and first > last:
                self.add_error(f"{name}_to", _now("The last day is before the first."))
        return cleaned

    def rows(self) -> QuerySet[UsedArticle]:
        """Newest first; nothing while the question makes no sense."""
        rows = seen_articles(self.user)
        if not self.is_valid():
            return rows.none()
        chosen = self.cleaned_data
        if chosen.get("customer"):
            rows = rows.filter(case__customer=chosen["customer"])
        if chosen["category"]:
            rows = rows.filter(case__category__in=Category.objects.with_children(chosen["category"].pk))
        if chosen["status"]:
            rows = rows.filter(case__status=chosen["status"])
        return by_export(self.within(rows), chosen["exported"])

    def within(self, rows: QuerySet[UsedArticle]) -> QuerySet[UsedArticle]:
        for name, moment in PERIODS.items():
            first, last = self.cleaned_data[f"{name}_from"], self.cleaned_data[f"{name}_to"]
            if name == "closed" and (first or last):
                rows = rows.filter(case__status=Status.CLOSED)
            if first:
                rows = rows.filter(**{f"{moment}__gte": make_aware(datetime.combine(first, time.min))})
            if last:
                rows = rows.filter(**{f"{moment}__lte": make_aware(datetime.combine(last, time.max))})
        return rows

    @property
    def is_usual(self) -> bool:
        """Nothing was asked for."""
        asked = {name for name, value in self.data.items() if value and name in self.fields}
        return asked <= {"exported"} and self.data.get("exported") == NOT_EXPORTED


def by_export(rows: QuerySet[UsedArticle], wanted: str) -> QuerySet[UsedArticle]:
    if wanted == "all":
        return rows
    out = ExportLine.objects.filter(used_article=OuterRef("pk"), live=True)
    return rows.filter(Exists(out) if wanted == "yes" else ~Exists(out))


def chosen_articles(user: User, asked: str) -> QuerySet[UsedArticle]:
    """`asked` is the query of the page."""
    return ArticleChoice(QueryDict(asked), user=user).rows()


def seen_articles(user: User) -> QuerySet[UsedArticle]:
    """The standing ones of the cases that the person sees; none without the right to see money."""
    if not user.has_perm("workflows.see_money"):
        return UsedArticle.objects.none()
    rows = UsedArticle.objects.standing()
    return (rows if user.has_perm("workflows.see_all_cases") else rows.visible_to(user)).order_by("-pk")
