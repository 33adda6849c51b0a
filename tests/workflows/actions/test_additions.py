"""Messages, articles and edits."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.cast import Cast
from workflows.actions.cancel_case import cancel_case
from workflows.actions.edit_case import edit_case
from workflows.actions.remove_used_article import remove_used_article
from workflows.actions.use_article import use_article
from workflows.actions.write_message import write_message
from workflows.actor import SYSTEM, Actor
from workflows.errors import NotPossible, StaleVersion
from workflows.models import Message, UsedArticle


def test_it_writes_a_message_for_all_to_see(cast: Cast) -> None:
    case = cast.opens_case()
    message = write_message(case, "Hej", by=Actor.of(cast.anna, via="portal"))
    assert message.event.is_public and message.event.data["from_customer"]


def test_it_keeps_an_internal_note_out_of_the_public_history(cast: Cast) -> None:
    case = cast.opens_case()
    write_message(case, "Bara vi", by=Actor.of(cast.tea, via="field"), internal=True)
    assert not case.events.public().filter(message__isnull=False).exists()


def test_it_writes_a_message_once_per_key(cast: Cast) -> None:
    case = cast.opens_case()
    first = write_message(case, "Hej", by=SYSTEM, key="m1")
    assert write_message(case, "Hej", by=SYSTEM, key="m1") == first
    assert Message.objects.count() == 1


def test_it_never_gives_another_cases_message_for_a_key(cast: Cast) -> None:
    write_message(cast.foreign_case(), "hemligt", by=SYSTEM, key="m1")
    with pytest.raises(IntegrityError), transaction.atomic():
        write_message(cast.opens_case(), "Hej", by=SYSTEM, key="m1")


def test_it_keeps_the_articles_name_and_price_of_the_moment(cast: Cast) -> None:
    used = use_article(cast.opens_case(), cast.article, Decimal(2), by=SYSTEM)
    cast.article.price, cast.article.name_sv = Decimal(1), "Ny"
    cast.article.save()
    used.refresh_from_db()
    assert (used.name, used.price, used.amount) == ("Låskolv", Decimal("249.50"), Decimal("499.00"))


def test_it_refuses_articles_on_an_ended_case(cast: Cast) -> None:
    case = cancel_case(cast.opens_case(), by=SYSTEM)
    with pytest.raises(NotPossible):
        use_article(case, cast.article, Decimal(1), by=SYSTEM)


def test_it_takes_an_article_back_and_keeps_the_row(cast: Cast) -> None:
    case = cast.opens_case()
    used = use_article(case, cast.article, Decimal(1), by=SYSTEM)
    remove_used_article(used, by=SYSTEM)
    assert UsedArticle.objects.count() == 1 and not case.used_articles.standing().exists()


def test_it_refuses_a_quantity_of_nothing_in_the_database(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        use_article(cast.opens_case(), cast.article, Decimal(0), by=SYSTEM)


def test_it_tells_old_and_new_of_an_edit(cast: Cast) -> None:
    case = edit_case(cast.opens_case(), by=SYSTEM, title="Ny rubrik")
    assert case.events.latest("sequence").data["changes"] == {"title": ["Hissen står still", "Ny rubrik"]}


def test_it_writes_nothing_when_nothing_changed(cast: Cast) -> None:
    case = cast.opens_case()
    assert edit_case(case, by=SYSTEM, title=case.title).version == case.version


def test_it_never_overwrites_a_colleagues_edit(cast: Cast) -> None:
    case = cast.opens_case()
    edit_case(case, by=SYSTEM, version=case.version, title="Först")
    with pytest.raises(StaleVersion) as refused:
        edit_case(case, by=SYSTEM, version=case.version, title="Sist")
    assert refused.value.case.title == "Först"


def test_it_edits_only_what_may_be_edited(cast: Cast) -> None:
    with pytest.raises(ValueError, match="status"):
        edit_case(cast.opens_case(), by=SYSTEM, status="closed")
