import pytest
from django.core import mail

from tests.cast import Cast
from workflows import errands
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.cancel_case import cancel_case
from workflows.actions.write_message import write_message
from workflows.actor import Actor
from workflows.models import Delivery
from workflows.notifications import deliver


@pytest.fixture(autouse=True)
def addresses(settings: object) -> None:
    settings.BASE_URL = "https://serva.example"  # type: ignore[attr-defined]


def sent_to(address: str) -> list[mail.EmailMultiAlternatives]:
    errands.perform_due()
    return [message for message in mail.outbox if message.to == [address]]  # type: ignore[misc]


def test_it_mails_every_member_of_the_team(cast: Cast) -> None:
    cast.opens_case()
    assert [message.subject.partition(": ")[2] for message in sent_to(cast.tea.email)] == ["Hissen står still"]


def test_it_says_to_the_team_that_the_case_is_for_one_of_them_to_take(cast: Cast) -> None:
    cast.opens_case()
    [to_the_team] = sent_to(cast.tea.email)
    assert "har kommit till Hissgruppen" in to_the_team.body and "till dig" not in to_the_team.body


def test_it_sends_the_reporter_a_receipt_with_the_link_and_none_of_her_text(cast: Cast) -> None:
    case = cast.opens_case()
    [receipt] = sent_to(cast.anna.email)
    assert f"https://serva.example/c/{case.links.get().token}/" in receipt.body
    assert "plan 2" not in receipt.body and case.title not in receipt.subject + receipt.body


def test_it_sends_the_customers_follow_up_to_the_responsible_only(cast: Cast) -> None:
    case = acknowledge_case(cast.opens_case(), by=Actor.of(cast.tea, via="field"))
    errands.perform_due()
    mail.outbox.clear()
    write_message(case, "Nu luktar det bränt", by=Actor.of(cast.anna, via="portal"))
    [message] = sent_to(cast.tea.email)
    assert "luktar det bränt" in message.body and len(mail.outbox) == 1


def test_it_sends_an_answer_to_the_reporter_and_not_to_the_one_who_wrote(cast: Cast) -> None:
    case = acknowledge_case(cast.opens_case(), by=Actor.of(cast.tea, via="field"))
    errands.perform_due()
    mail.outbox.clear()
    write_message(case, "Jag är där kl 10", by=Actor.of(cast.tea, via="field"))
    assert "kl 10" in sent_to(cast.anna.email)[0].body and len(mail.outbox) == 1


def test_it_never_mails_an_internal_note_to_the_customer(cast: Cast) -> None:
    case = cast.opens_case()
    errands.perform_due()
    mail.outbox.clear()
    write_message(case, "kunden är sur", by=Actor.of(cast.dora, via="admin"), internal=True)
    assert sent_to(cast.anna.email) == [] and len(sent_to(cast.tea.email)) == 1


def test_it_answers_to_the_office_and_names_the_thread(cast: Cast) -> None:
    case = cast.opens_case()
    [message] = sent_to(cast.tea.email)
    assert message.reply_to == ["kontoret@norrhiss.example"]
    assert message.extra_headers["References"] == f"<case-{case.pk}@serva.example>"
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_it_writes_in_the_recipients_language(cast: Cast) -> None:
    cast.tea.language = "en"
    cast.tea.save()
    cast.opens_case()
    assert "New case" in sent_to(cast.tea.email)[0].subject


def test_it_plans_one_notice_a_person_however_often_it_runs(cast: Cast) -> None:
    event = cast.opens_case().events.get()
    deliver.plan(event.pk)
    deliver.plan(event.pk)
    hers = Delivery.objects.filter(event=event, recipient_key=f"user:{cast.tea.pk}")
    assert sorted(hers.values_list("channel", flat=True)) == ["bell", "email"]


def test_it_does_not_send_twice_what_is_sent(cast: Cast) -> None:
    cast.opens_case()
    errands.perform_due()
    count = len(mail.outbox)
    deliver.send(Delivery.objects.earliest("pk").pk)
    assert len(mail.outbox) == count


def test_it_keeps_the_message_id_over_a_retry(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.opens_case()
    errands.perform_due()
    delivery = Delivery.objects.get(recipient_key=f"user:{cast.tea.pk}", channel="email")
    Delivery.objects.update(state=Delivery.State.QUEUED)
    deliver.send(delivery.pk)
    ids = [message.extra_headers["Message-ID"] for message in sent_to(cast.tea.email)]
    assert len(ids) == 2 and len(set(ids)) == 1


def test_it_puts_no_line_break_into_a_subject(cast: Cast) -> None:
    cast.opens_case(title="Hiss\r\nBcc: alla@example.com")
    assert "\n" not in sent_to(cast.tea.email)[0].subject


def test_it_tells_the_reporter_why_a_case_was_cancelled(cast: Cast) -> None:
    case = cast.opens_case()
    errands.perform_due()
    mail.outbox.clear()
    cancel_case(case, by=Actor.of(cast.dora, via="admin"), reason="Dubbelanmälan")
    assert "Dubbelanmälan" in sent_to(cast.anna.email)[0].body
