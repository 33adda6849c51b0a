"""What people are told, over whatever channel, tells nobody what she must not read."""

import pytest

from tests.promises.matrix.asking import Asker
from tests.promises.matrix.marks import MARKS, OFFICE, PRICE, forbidden, told
from workflows.models import CaseLink, Channel, Delivery

pytestmark = pytest.mark.django_db


def words_of(delivery: Delivery) -> str:
    return "\n".join([delivery.subject, delivery.text, delivery.html, delivery.short, delivery.link])


def to_people() -> list[Delivery]:
    return list(Delivery.objects.exclude(channel=Channel.WEBHOOK).select_related("user"))


def readers(asker: Asker) -> dict[str, str]:
    """Who reads what goes to a key: also an SMS, whose address is a number."""
    people = asker.world.people()
    contacts = {f"contact:{user.contact.pk}": name for name, user in people.items() if hasattr(user, "contact")}
    return contacts | {f"user:{user.pk}": name for name, user in people.items()}


def test_it_tells_everybody_only_what_she_may_read(asker: Asker) -> None:
    names, read = readers(asker), set()
    for delivery in to_people():
        person, text = names[delivery.recipient_key], words_of(delivery)
        read.add((person, delivery.channel))
        assert told(text, forbidden(person)) == [], f"{person}: {delivery.channel} {delivery.subject}"
        assert person in OFFICE or not PRICE.search(text), f"{person}: {delivery.channel} {delivery.subject}"
    assert read >= {
        (name, channel) for name in ("anna", "tea", "nils", "dora") for channel in ("email", "bell", "push")
    }
    assert ("anna", "sms") in read


def test_it_gives_a_link_to_its_holder_alone(asker: Asker) -> None:
    links, names = list(CaseLink.objects.all()), readers(asker)
    emails = {key: asker.world.people()[name].email for key, name in names.items()}
    for delivery in to_people():
        text = words_of(delivery)
        for link in links:
            assert link.token not in text or link.email.lower() == emails[delivery.recipient_key]


def test_it_names_nobody_to_another_system(asker: Asker) -> None:
    sent = list(Delivery.objects.filter(channel=Channel.WEBHOOK))
    canaries = [word for marks in MARKS.values() for word in marks.values()]
    names = [user.last_name for user in asker.world.people().values()]
    assert sent and all(told(words_of(delivery), [*canaries, *names]) == [] for delivery in sent)
