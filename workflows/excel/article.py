from django.utils.translation import gettext_lazy as _

from workflows.excel.base import RegisterResource
from workflows.excel.columns import Column
from workflows.excel.widgets import Choice, Money, YesNo
from workflows.models import Article


class ArticleResource(RegisterResource):
    narrow_by = "number"
    secret = {"price": "workflows.see_money"}
    number = Column("number", _("article number"))
    name_sv = Column("name_sv", _("name in Swedish"))
    name_en = Column("name_en", _("name in English"))
    kind = Column("kind", _("kind"), Choice(Article.Kind))
    unit = Column("unit", _("unit"))
    price = Column("price", _("price"), Money())
    is_orderable = Column("is_orderable", _("may be ordered by customers"), YesNo())
    is_active = Column("is_active", _("active"), YesNo())

    class Meta:
        model = Article
        import_id_fields = ["number"]
        fields = ["number", "name_sv", "name_en", "kind", "unit", "price", "is_orderable", "is_active"]
