"""What is mailed tells nobody what she must not read."""

import pytest

from tests.promises.matrix.asking import Asker
from tests.promises.matrix.marks import OFFICE, PRICE, forbidden, told
from workflows.models import CaseLink, Delivery

pytestmark = pytest.mark.django_db


def words_of(delivery: Delivery) -> str:
    return "\n".join([delivery.subject, delivery.text, delivery.html])


def test_it_mails_everybody_only_what_she_may_read(asker: Asker) -> None:
    names = {user.email: name for name, user in asker.world.people().items()}
    read = set()
    for delivery in Delivery.objects.all():
        person, text = names[delivery.address], words_of(delivery)
        read.add(person)
        assert told(text, forbidden(person)) == [], f"{person}: {delivery.subject}"
        assert person in OFFICE or not PRICE.search(text), f"{person}: {delivery.subject}"
    assert read >= {"anna", "otto", "tea", "nils"}


def test_it_mails_a_link_to_its_holder_alone(asker: Asker) -> None:
    links = list(CaseLink.objects.all())
    for delivery in Delivery.objects.all():
        text = words_of(delivery)
        for link in links:
            assert link.token not in text or link.email.lower() == delivery.address.lower()
