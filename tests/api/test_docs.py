"""The page for developers, and the schema that it is drawn from."""

from html import unescape

import pytest
from django.test import Client

from api.describing import asking

pytestmark = pytest.mark.django_db


def test_the_schema_tells_every_answer(client: Client) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    send = paths["/api/v1/forms/{slug}/submissions"]["post"]
    statuses = {"200", "201", "400", "404", "409", "410", "413", "415", "422", "429", "503"}
    assert {*send["responses"]} == statuses
    assert {*send["requestBody"]["content"]} == {"application/json", "multipart/form-data"}


def test_the_page_tells_every_operation_and_shape(client: Client) -> None:
    text = client.get("/api/v1/docs").content.decode()
    assert "/api/v1/forms/{slug}/submissions" in text and 'id="shape-Received"' in text
    assert "not token" not in text and "<script" not in text


def test_the_page_says_what_a_field_is_for(client: Client) -> None:
    text = client.get("/api/v1/docs").content.decode()
    assert "one opened form becomes one case" in text and "The token of a scanned QR code" in text


def test_it_tells_the_shape_of_every_kind_of_answer(client: Client) -> None:
    text = unescape(client.get("/api/v1/docs").content.decode())
    body = client.get("/api/v1/openapi.json").json()["paths"]["/api/v1/forms/{slug}/submissions"]["post"]["requestBody"]
    answers = body["content"]["application/json"]["schema"]["properties"]["answers"]
    assert [one["title"] for one in answers["additionalProperties"]["anyOf"]] == list(asking())
    assert (
        all(f"<dt><code>{name}</code>" in text for name in asking()) and '[{"article": "4711", "quantity": 2}' in text
    )


def test_it_sets_no_cookie(client: Client) -> None:
    assert not client.get("/api/v1/docs").cookies and not client.get("/api/v1/openapi.json").cookies
