"""What is ordered: rows of text and quantity. A row is an article for those alone to whom articles are shown."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from forms.fields import Asked, Group, QuestionType, common, parts_of
from workflows.models import Article, PlannedArticle

if TYPE_CHECKING:
    from forms.models import Question

FIRST, MOST = 5, 30
OFFERED = 300  # articles offered while one writes; the others are found by number or name all the same
UNIT = "st"  # of what was ordered in words
LONGEST = 120


class Row(NamedTuple):
    what: str
    quantity: str


class RowsInput(forms.Widget):
    """Rows are read by their numbers; any but those of the page are not there."""

    template_name = "intake/articles.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.offered: list[str] = []

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Row]:
        rows = [Row(data.get(f"{name}-{n}-what", ""), data.get(f"{name}-{n}-quantity", "")) for n in range(MOST)]
        return [Row(what.strip(), quantity.strip()) for what, quantity in rows]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(f"{name}-{n}-what" in data for n in range(MOST))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        rows = list(value or [])
        last = max((place for place, row in enumerate(rows, start=1) if any(row)), default=0)
        shown = max(FIRST, min(last + 1, MOST))
        rows = [*rows[:shown], *[Row("", "")] * (shown - len(rows))]
        context = super().get_context(name, None, attrs)
        context["widget"] |= {"rows": rows, "offered": self.offered, "most": MOST, "longest": LONGEST}
        return context


class ArticlesField(forms.Field):
    """Clean value: unsaved `PlannedArticle`s. One query for whom articles are shown to, in a page and in a post."""

    widget = RowsInput

    def __init__(self, user: User | AnonymousUser, **options: Any) -> None:
        super().__init__(**options)
        self.articles = Article.objects.orderable_by(user)
        self.shows = user.is_authenticated
        self.quantity = forms.DecimalField(
            max_digits=9, decimal_places=2, min_value=Decimal("0.01"), localize=True, widget=forms.TextInput()
        )
        if self.shows:
            self.widget.offered = [str(article) for article in self.articles[:OFFERED]]

    def clean(self, rows: list[Row] | None) -> list[PlannedArticle]:
        filled = [(place, row) for place, row in enumerate(rows or [], start=1) if any(row)]
        problems: list[str] = []
        found = self.found([row.what for _place, row in filled]) if self.shows else {}
        planned = [self.read(place, row, found, problems) for place, row in filled]
        if problems:
            raise ValidationError(problems, code="invalid")
        if self.required and not planned:
            raise ValidationError(self.error_messages["required"], code="required")
        return [one for one in planned if one is not None]

    def read(self, place: int, row: Row, found: dict[str, Article], problems: list[str]) -> PlannedArticle | None:
        what = " ".join(row.what.replace("\x00", "").split())
        if not what:
            problems.append(_("Row %(row)d: write what you order.") % {"row": place})
            return None
        if len(what) > LONGEST:
            problems.append(_("Row %(row)d: write at most %(most)d letters.") % {"row": place, "most": LONGEST})
            return None
        try:
            quantity = self.quantity.clean(row.quantity)
        except ValidationError:
            problems.append(_("Row %(row)d: write how many, as a number above zero.") % {"row": place})
            return None
        article = found.get(what.casefold())
        name, unit = (article.name, article.unit) if article else (what, UNIT)
        return PlannedArticle(article=article, name=name, unit=unit, quantity=quantity)

    def found(self, texts: Iterable[str]) -> dict[str, Article]:
        """{number, name, or both: article}, for what somebody may have meant. One query."""
        asked = Q(pk=None)
        for text in {" ".join(text.replace("\x00", "").split())[:LONGEST] for text in texts} - {""}:
            asked |= Q(number__iexact=text) | Q(name_sv__iexact=text) | Q(name_en__iexact=text)
            asked |= Q(number__iexact=text.partition(" ")[0])
        found: dict[str, Article] = {}
        for article in self.articles.filter(asked) if len(asked) > 1 else []:
            names = {article.name_sv, article.name_en} - {""}
            for words in [article.number, *names, *(f"{article.number} {name}" for name in names)]:
                found.setdefault(words.casefold(), article)
        return found


class ArticlesQuestion(QuestionType):
    name = gettext_lazy("Articles and how many of them")
    order = 52
    group = Group.FILES
    feeds = ("articles",)
    always = "articles"
    reads_register = True
    shape = {
        "type": "array",
        "maxItems": MOST,
        "items": {
            "type": "object",
            "properties": {
                "article": {"type": "string", "maxLength": LONGEST, "description": "Its number or name."},
                "name": {"type": "string", "maxLength": LONGEST, "description": "In its place: in your own words."},
                "quantity": {"type": ["number", "string"]},
            },
            "additionalProperties": False,
        },
        "examples": [[{"article": "4711", "quantity": 2}, {"name": "Remskiva 80 mm", "quantity": 1.5}]],
    }

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        options = common(question)
        return ArticlesField(asked.user, widget=RowsInput(attrs=options.pop("attrs")), **options)

    def posted(self, name: str, value: Any, field: forms.Field) -> dict[str, list[str]]:
        if value is None:
            return {}
        if not isinstance(value, list) or len(value) > MOST:
            raise ValueError(name)
        found = {}
        for number, row in enumerate(value):
            parts = parts_of(name, row, ["article", "name", "quantity"])
            if {"article", "name"} <= parts.keys():  # which of them is meant?
                raise ValueError(name)
            found[f"{name}-{number}-what"] = [parts.get("article", parts.get("name", ""))]
            found[f"{name}-{number}-quantity"] = [parts.get("quantity", "")]
        return found

    def words(self, value: list[PlannedArticle], field: forms.Field) -> str:
        return "; ".join(map(str, value))

    def compared(self, value: list[PlannedArticle]) -> list[str]:
        return [one.name for one in value]

    def samples(self, question: "Question") -> list[str]:
        return [f"[{question.label}]"]

    def invented(self, texts: Sequence[str], field: forms.Field) -> list[PlannedArticle]:
        return [PlannedArticle(name=text, unit=UNIT, quantity=Decimal(1)) for text in texts]
