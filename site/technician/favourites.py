"""The articles within reach: found by number or name, or used lately by the same person."""

from django.db.models import Q

from accounts.models import User
from workflows.models import Article, UsedArticle

FOUND = 30
LATELY, QUICK = 100, 8


def find_articles(user: User, text: str) -> list[Article]:
    """At most FOUND. SQLite compares å, ä and ö by case: the word is looked for as written and with a capital."""
    text = " ".join(text.replace("\x00", " ").split())[:60]
    if not text:
        return []
    fits = Q(number__istartswith=text)
    for word in {text, text.lower(), text.capitalize()}:
        fits |= Q(name_sv__icontains=word) | Q(name_en__icontains=word)
    return list(Article.objects.active().visible_to(user).filter(fits).order_by("number")[:FOUND])


def quick_articles(user: User) -> list[Article]:
    """Those of her last LATELY bookings, the most frequent first, at most QUICK. Two queries."""
    used = UsedArticle.objects.standing().filter(user=user).order_by("-pk").values_list("article_id", flat=True)
    times: dict[int, int] = {}
    for pk in used[:LATELY]:
        times[pk] = times.get(pk, 0) + 1
    best = sorted(times, key=lambda pk: -times[pk])[:QUICK]
    articles = Article.objects.active().visible_to(user).in_bulk(best)
    return [articles[pk] for pk in best if pk in articles]
