from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from workflows.actor import Actor
from workflows.errors import NotPossible
from workflows.events import record
from workflows.models import Article, Case, EventKind, UsedArticle
from workflows.permissions import possible


def use_article(
    case: Case, article: Article, quantity: Decimal, *, by: Actor, note: str = "", key: str | None = None
) -> UsedArticle:
    """Books what was used, with number, name, unit and price as they are now. Raises NotPossible on an ended case."""
    try:
        with transaction.atomic():
            return book(case, article, quantity, by, note, key)
    except IntegrityError:
        before = UsedArticle.objects.filter(case=case, key=key).first() if key else None
        if before is None:
            raise
        return before


def book(case: Case, article: Article, quantity: Decimal, by: Actor, note: str, key: str | None) -> UsedArticle:
    if not possible(Case.objects.select_for_update().get(pk=case.pk), "use_article"):
        raise NotPossible(_("The case has ended: articles can no longer be added."))
    used = UsedArticle.objects.create(
        case=case,
        article=article,
        number=article.number,
        name=article.name_sv,
        unit=article.unit,
        price=article.price,
        quantity=quantity,
        note=note,
        user=by.user,
        by_name=by.name,
        key=key,
    )
    Case.objects.filter(pk=case.pk, nothing_used=True).update(nothing_used=False)
    record(case, EventKind.ARTICLE_USED, by=by, is_public=False, what=str(used))
    return used
