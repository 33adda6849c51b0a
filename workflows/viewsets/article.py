import django_filters
from django import forms
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BaseColumn

from workflows.excel.article import ArticleResource
from workflows.models import Article
from workflows.viewsets.base import RegisterViewSet
from workflows.viewsets.filters import ActiveFilter, RegisterFilterSet
from workflows.viewsets.listing import Column, StateColumn
from workflows.viewsets.register_views import RegisterIndexView

MONEY = "workflows.see_money"


class ArticleFilters(RegisterFilterSet):
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=Article.Kind.choices, empty_label=_("All"), widget=forms.RadioSelect
    )
    is_active = ActiveFilter()

    class Meta:
        model = Article
        fields: list[str] = []


def price(article: Article) -> str:
    return number_format(article.price, 2, force_grouping=True)


class ArticleIndexView(RegisterIndexView):
    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Prices are for those who may see money."""
        columns = super().columns
        if self.request.user.has_perm(MONEY):
            return columns
        return [column for column in columns if column.name != "price"]


class ArticleViewSet(RegisterViewSet):
    model = Article
    icon = "tag"
    index_view_class = ArticleIndexView
    list_display = [
        "number",
        Column("name", label=_("Name"), sort_key="name_sv"),
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        "unit",
        Column("price", label=_("Price"), accessor=price, sort_key="price", classname="s-amount"),
        StateColumn(),
    ]
    ordering = ["number"]
    search_fields = ["number", "name_sv", "name_en"]
    filterset_class = ArticleFilters
    resource_class = ArticleResource
    can_import = True
    hidden_without = {"price": MONEY}
    inspect_view_fields = ["number", "name_sv", "name_en", "kind", "unit", "price", "is_orderable", "is_active"]
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("number"), FieldPanel("kind")]),
                FieldRowPanel([FieldPanel("name_sv"), FieldPanel("name_en")]),
                FieldRowPanel([FieldPanel("unit"), FieldPanel("price", permission=MONEY)]),
                FieldPanel("is_orderable"),
                FieldPanel("is_active"),
            ],
            heading=_("Article"),
            help_text=_("What was used on a case keeps the name and the price of that day."),
        )
    ]


articles = ArticleViewSet("articles")
