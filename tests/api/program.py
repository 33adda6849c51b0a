"""A program that opens a form and sends it."""

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

FORMS = "/api/v1/forms/"
REQUEST = f"{FORMS}serviceanmalan"
DEVIATION = f"{FORMS}avvikelse"
FULL = {
    "ar_nagon_instangd_eller_i_fara": "no",
    "vad_galler_det": "Hissen står",
    "hur_brattom_ar_det": "Samma dag",
    "var_ar_det": "Storgatan 1",
    "ditt_namn": "Eva Holm",
}


def opened(client: Client, url: str = REQUEST, **more: Any) -> dict[str, Any]:
    answer = client.get(url, **more)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def post(client: Client, body: Any, url: str = REQUEST, query: str = "", **more: Any) -> HttpResponse:
    text = body if isinstance(body, bytes | str) else json.dumps(body)
    return client.post(f"{url}/submissions{query}", text, content_type="application/json", **more)


def send(client: Client, answers: Any, url: str = REQUEST, query: str = "", **more: Any) -> HttpResponse:
    """Opens the form first, for its key."""
    return post(client, {"key": opened(client, url + query)["key"], "answers": answers}, url, query, **more)
