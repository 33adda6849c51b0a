"""A customer follows up by the link in her mail, the technician answers in the field, the answer reaches her."""

import re
from typing import Any

from django.core import mail
from django.test import Client

from tests.cast import Cast
from tests.pictures import upload
from workflows import errands
from workflows.models import Case
from workflows.seen import seen
from workflows.writing import new_key


def post(client: Client, url: str, data: dict[str, Any]) -> Any:
    """With what the worker does right after."""
    response = client.post(url, data)
    errands.perform_due()
    return response


def to(address: str) -> list[str]:
    return [str(message.body) for message in mail.outbox if message.to == [address]]


def link_in(body: str) -> str:
    found = re.search(r"https?://[^/\s]+(/c/[\w-]+/)", body)
    assert found is not None
    return found[1]


def test_a_follow_up_gets_its_answer(cast: Cast) -> None:
    case = cast.opens_case()
    errands.perform_due()
    address = link_in(to("anna@bjorken.example")[0])
    mail.outbox.clear()

    customer, field = Client(), Client()
    photo = {"body": "Nu låter den också.", "files": upload(), "key": new_key()}
    assert post(customer, f"{address}message/", photo).status_code == 302
    assert "Nu låter den också." in to("tea@norrhiss.example")[0]
    assert f"/field/{case.pk}/" in to("tea@norrhiss.example")[0]

    field.force_login(cast.tea)
    page = field.get(f"/field/{case.pk}/").content.decode()
    assert "Nu låter den också." in page and "/thumbnail/" in page
    post(field, f"/field/{case.pk}/start/", seen(case))
    mail.outbox.clear()
    post(field, f"/field/{case.pk}/note/", {"body": "Remmen är slut, beställ två."})
    post(field, f"/field/{case.pk}/message/", {"body": "Jag byter remmen i morgon."})
    answers = to("anna@bjorken.example")
    assert len(answers) == 1 and "Jag byter remmen i morgon." in answers[0] and "beställ två" not in answers[0]

    read = customer.get(link_in(answers[0])).content.decode()
    assert "Jag byter remmen i morgon." in read and "Arbete pågår" in read and "beställ två" not in read


def test_done_is_approved_by_the_link_in_the_mail(cast: Cast) -> None:
    case = cast.opens_case()
    field, customer = Client(), Client()
    field.force_login(cast.tea)
    for step, data in (("start", {}), ("finish", {"body": "Ny rem på plats."})):
        post(field, f"/field/{case.pk}/{step}/", {**seen(Case.objects.get(pk=case.pk)), **data})
    address = link_in(to("anna@bjorken.example")[-1])
    page = customer.get(address).content.decode()
    assert "Ny rem på plats." in page and "Ja, allt är bra" in page
    post(customer, f"{address}approve/", seen(Case.objects.get(pk=case.pk)))
    assert Case.objects.get(pk=case.pk).status == "closed"
