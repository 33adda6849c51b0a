"""Somebody who opens a form and sends it, as often as it takes."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

REQUEST = {
    "ar_nagon_instangd_eller_i_fara": "no",
    "vad_galler_det": "Hissen står",
    "hur_brattom_ar_det": "Samma dag",
    "ditt_namn": "Eva Holm",
}
DEVIATION = {"vad_har_du_sett": "Glas på golvet", "kan_nagon_skadas": "yes"}


def key_in(answer: HttpResponse) -> str:
    found = re.search(r'name="submission-key" value="([^"]*)"', answer.content.decode())
    assert found, answer.content.decode()
    return found[1]


def send(client: Client, url: str, answers: dict[str, Any], **more: Any) -> HttpResponse:
    """Opens the form and posts it with the key that it holds, as if all of it had been asked."""
    return client.post(url, {"submission-key": key_in(client.get(url)), **answers}, **more)
