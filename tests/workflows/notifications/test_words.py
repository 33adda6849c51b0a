import pytest
from django.core import mail
from django.utils import translation

from tests.cast import Cast
from tests.promises.matrix.belongings import paper
from workflows import errands
from workflows.actions.add_attachments import add_attachments
from workflows.actions.write_message import write_message
from workflows.actor import Actor
from workflows.models import Audience, NotificationRule, NotificationTemplate, Occasion
from workflows.models.notification_template import check_names, names_for
from workflows.notifications.filling import fill, fill_html, paragraphs
from workflows.notifications.words import OWN, Words

PAIRS = [pytest.param(*pair, id=f"{pair[0]} {pair[1]}") for pair in OWN]


@pytest.mark.parametrize(("event", "audience"), PAIRS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_uses_in_its_own_words_only_what_may_stand_there(event: Occasion, audience: Audience, language: str) -> None:
    words: Words = OWN[event, audience]
    with translation.override(language):
        check_names(str(words.body), names_for(event, audience))
        for line in (words.subject, words.short):
            check_names(str(line), names_for(event, audience) - {"text", "link"})
            assert len(str(line)) <= 120


@pytest.mark.django_db
def test_it_has_a_template_for_each_of_its_words() -> None:
    assert set(NotificationTemplate.objects.values_list("event", "audience")) == set(OWN)


def test_it_never_reads_what_was_filled_in() -> None:
    assert fill("{title} {number}", {"title": "{number} {link}", "number": "7", "link": "x"}) == "{number} {link} 7"


def test_it_reads_no_attributes_and_no_format() -> None:
    assert fill("{case.customer} {number!r:>9} {0}", {"number": "7"}) == "  "


def test_it_escapes_what_was_filled_in() -> None:
    assert fill_html("<b> {title}", {"title": "<script>"}) == "&lt;b&gt; &lt;script&gt;"


def test_it_shows_what_somebody_wrote_as_theirs() -> None:
    parts = list(paragraphs("Hej!\n\n{text}\n\nHejdå", {"text": "Det läcker.\n\nMycket."}))
    assert [(part.text, part.is_quote) for part in parts] == [
        ("Hej!", False),
        ("Det läcker.\n\nMycket.", True),
        ("Hejdå", False),
    ]


def test_it_leaves_out_the_paragraph_of_what_nobody_wrote() -> None:
    assert [part.text for part in paragraphs("Hej!\n\n{text}", {"text": ""})] == ["Hej!"]


def own(event: str, audience: str, **words: str) -> None:
    NotificationTemplate.objects.filter(event=event, audience=audience).update(**words)


def last_to(address: str) -> mail.EmailMultiAlternatives:
    errands.perform_due()
    return [message for message in mail.outbox if message.to == [address]][-1]  # type: ignore[return-value]


def test_it_says_the_administrators_words(cast: Cast) -> None:
    own("opened", "team", subject_sv="Nu: {title}", body_sv="På {place}.\n\n{text}")
    case = cast.opens_case()
    message = last_to(cast.tea.email)
    assert message.subject == f"[#{case.pk}] Nu: Hissen står still"
    assert "På Storgatan 1" in message.body and "plan 2" in message.body
    assert "plan 2" in str(message.alternatives[0].content)  # type: ignore[attr-defined]


def test_it_says_its_own_words_in_the_language_that_has_none(cast: Cast) -> None:
    own("opened", "team", subject_sv="Nu: {title}")
    cast.tea.language = "en"
    cast.tea.save()
    cast.opens_case()
    assert "New case: Hissen" in last_to(cast.tea.email).subject


def test_it_fills_nothing_of_a_stranger_into_the_receipt_whatever_the_template_says(cast: Cast) -> None:
    own("opened", "customer", subject_sv="{title}", body_sv="{text} {title} {reporter} {number}")
    case = cast.opens_case()
    message = last_to(cast.anna.email)
    assert "Hissen" not in message.subject + message.body and "plan 2" not in message.body
    assert str(case.pk) in message.body


def test_it_names_no_colleague_of_the_customers_to_the_customer(cast: Cast) -> None:
    NotificationRule.objects.create(event="attached", receiver="site_contact", channel="email")
    case = cast.opens_case(reporter=None, reporter_name="Granne Karlsson", reporter_email="granne@x.example")
    link = case.links.create(name="Granne Karlsson", email="granne@x.example")
    add_attachments(case, [paper("a.pdf")], by=Actor.holder(link))
    assert "Karlsson" not in last_to(cast.anna.email).body


def test_it_writes_the_customers_words_to_staff(cast: Cast) -> None:
    case = cast.opens_case()
    write_message(case, "Nu luktar det <bränt>", by=Actor.of(cast.anna, via="portal"))
    message = last_to(cast.tea.email)
    html = str(message.alternatives[0].content)  # type: ignore[attr-defined]
    assert "Anna Ström skrev i ärendet:" in message.body and "<bränt>" in message.body
    assert "&lt;bränt&gt;" in html and "<bränt>" not in html


def test_it_takes_braces_in_a_title_as_they_are(cast: Cast) -> None:
    case = cast.opens_case(title="Fel {number} {link}")
    assert last_to(cast.tea.email).subject == f"[#{case.pk}] Nytt ärende: Fel {{number}} {{link}}"
