from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from tests.cast import Cast
from tests.promises.matrix.belongings import paper
from workflows import errands
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.add_attachments import add_attachments
from workflows.actions.cancel_case import cancel_case
from workflows.actions.write_message import write_message
from workflows.actor import Actor
from workflows.models import Case, Contact, Delivery, NotificationPreference, NotificationRule, Receiver
from workflows.notifications import deliver
from workflows.notifications.rules import FIND, mailed, says_it_mails, told


def rule(event: str, receiver: str, channel: str = "email") -> NotificationRule:
    return NotificationRule.objects.get_or_create(event=event, receiver=receiver, channel=channel)[0]


def told_by(case: Case, channel: str = "email") -> list[str]:
    event = case.events.latest("sequence")
    return sorted(person.name for person, by in told(event) if by == channel)


def test_it_begins_with_the_rules_that_stood_in_the_code(cast: Cast) -> None:
    rules = NotificationRule.objects.filter(channel="email", is_active=True).values_list("event", "receiver")
    assert set(rules) == {
        *((event, "answerer") for event in ("opened", "assigned", "customer_message", "note", "reopened", "cancelled")),
        *((event, "reporter") for event in ("opened", "staff_message", "finished", "reopened", "cancelled")),
        *(("remind", "answerer"), ("tell_leader", "leader"), ("tell_office", "office")),
        *(("handed_on", "answerer"), ("raise_priority", "answerer")),
    }


def test_it_tells_nobody_when_the_rule_is_off(cast: Cast) -> None:
    NotificationRule.objects.update(is_active=False)
    cast.opens_case()
    errands.perform_due()
    assert mail.outbox == [] and not Delivery.objects.exists()


def test_it_tells_once_whom_three_rules_mean(cast: Cast) -> None:
    for receiver in ("team", "leader", "office"):
        rule("customer_message", receiver)
    cast.lifts.members.add(cast.dora)
    cast.lifts.leader = cast.dora
    cast.lifts.save()
    case = cast.opens_case()
    write_message(case, "Hallå?", by=Actor.of(cast.anna, via="portal"))
    deliver.plan(case.events.latest("sequence").pk)
    assert told_by(case) == ["Adam Nyman", "Dora Falk", "Tea Lind"]
    assert Delivery.objects.filter(user=cast.dora, channel="email", event__kind="message").count() == 1


def test_it_tells_the_whole_team_also_when_one_has_taken_the_case(cast: Cast) -> None:
    rule("customer_message", "team")
    cast.lifts.members.add(cast.nils)
    case = acknowledge_case(cast.opens_case(), by=Actor.of(cast.tea, via="field"))
    write_message(case, "Hallå?", by=Actor.of(cast.anna, via="portal"))
    assert told_by(case) == ["Nils Berg", "Tea Lind"]


def test_it_does_not_tell_the_one_who_did_it_in_whatever_role(cast: Cast) -> None:
    rule("cancelled", "office")
    case = cancel_case(cast.opens_case(), by=Actor.of(cast.dora, via="admin"))
    assert "Dora Falk" not in told_by(case) and "Adam Nyman" in told_by(case)


def test_it_tells_a_contact_and_the_same_address_typed_by_hand_once(cast: Cast) -> None:
    rule("finished", "site_contact")
    typed = cast.opens_case(reporter=None, reporter_name="Anna", reporter_email="Anna@bjorken.example")
    case = acknowledge_case(typed, by=Actor.of(cast.tea, via="field"))
    rule("acknowledged", "reporter"), rule("acknowledged", "site_contact")
    assert told_by(case) == ["Anna"]


def test_it_tells_the_worksites_contact_of_the_same_customer_only(cast: Cast) -> None:
    rule("opened", "site_contact")
    NotificationRule.objects.filter(receiver="reporter").delete()
    berit = Contact.objects.create(customer=cast.bjorken, name="Berit", email="berit@bjorken.example")
    for contact, names in ((berit, ["Berit"]), (cast.otto.contact, [])):
        cast.storgatan.contact = contact
        cast.storgatan.save()
        case = cast.opens_case()
        assert [name for name in told_by(Case.objects.get(pk=case.pk)) if name != "Tea Lind"] == names


def test_it_keeps_from_customers_what_is_internal(cast: Cast) -> None:
    rule("attached", "reporter")
    case = cast.opens_case()
    add_attachments(case, [paper("ritning.pdf")], by=Actor.of(cast.tea, via="field"), internal=True)
    assert told_by(case) == []
    add_attachments(case, [paper("intyg.pdf")], by=Actor.of(cast.tea, via="field"))
    assert told_by(case) == ["Anna Ström"]


@pytest.mark.parametrize(
    ("event", "receiver", "channel", "field"),
    [
        ("note", "reporter", "email", "receiver"),
        ("customer_message", "site_contact", "sms", "receiver"),
        ("opened", "systems", "email", "channel"),
        ("opened", "office", "webhook", "channel"),
    ],
)
def test_it_refuses_a_rule_that_would_tell_the_wrong_ones(
    cast: Cast, event: str, receiver: str, channel: str, field: str
) -> None:
    wrong = NotificationRule(event=event, receiver=receiver, channel=channel)
    with pytest.raises(ValidationError) as refused:
        wrong.full_clean()
    assert field in refused.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong.save()


def test_it_knows_how_to_find_everybody_whom_a_rule_can_mean() -> None:
    assert set(FIND) == set(Receiver)


def test_it_asks_once_more_for_each_receiver_at_most(cast: Cast, django_assert_max_num_queries: Any) -> None:
    """For her rights: they say in which place she reads the case."""
    rule("customer_message", "office", "bell")
    case, office = cast.opens_case(), Group.objects.get(name="Kontor")
    people = [User(email=f"k{number}@norrhiss.example", is_staff=True) for number in range(30)]
    User.objects.bulk_create(people)
    User.groups.through.objects.bulk_create(User.groups.through(user=user, group=office) for user in people)
    write_message(case, "Hallå?", by=Actor.of(cast.anna, via="portal"))
    with django_assert_max_num_queries(15 + 33):
        deliver.plan(case.events.latest("sequence").pk)
    assert Delivery.objects.filter(channel="bell", event__kind="message").count() >= 30


def test_it_says_before_who_is_mailed(cast: Cast) -> None:
    case = cast.opens_case()
    assert [person.email for person in mailed(case)] == ["anna@bjorken.example"]
    choice = NotificationPreference.objects.create(user=cast.anna, email=False)
    assert mailed(case) == []
    choice.delete()
    NotificationRule.objects.filter(event="staff_message").update(is_active=False)
    says_it_mails.forget()
    assert mailed(case) == []


def test_it_rings_no_bell_for_a_case_that_the_contact_does_not_see(cast: Cast) -> None:
    rule("opened", "site_contact"), rule("opened", "site_contact", "bell")
    berit = Contact.objects.create(
        customer=cast.bjorken, name="Berit", email="berit@b.example", user=User.objects.create_user("berit@b.example")
    )
    cast.storgatan.contact = berit
    cast.storgatan.save()
    deliver.plan(Case.objects.get(pk=cast.opens_case().pk).events.get().pk)
    assert list(Delivery.objects.filter(recipient_key=f"contact:{berit.pk}").values_list("channel", flat=True)) == [
        "email"
    ]
