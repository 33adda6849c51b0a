"""What a program sends, and each answer that it can get."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from forms import audience, limits
from forms.models import FormSubmission, IntakeFormPage, QrCode
from tests.api.program import DEVIATION, FORMS, FULL, REQUEST, opened, post, send
from tests.cast import Cast
from tests.forms.sender import key_in
from tests.forms.test_steps import make_page
from tests.pictures import jpeg, upload
from workflows.models import Case, Responsibility

pytestmark = pytest.mark.django_db
Pages = dict[str, IntakeFormPage]


def test_answers_become_a_case_with_its_number_and_link(client: Client, pages: Pages) -> None:
    answer = send(client, FULL)
    case = Case.objects.get()
    link = case.links.get().token
    assert answer.status_code == 201 and answer.json()["number"] == str(case.number)
    assert answer.json()["link"].endswith(f"/c/{link}/") and answer.json()["receipt"].endswith(f"/q/receipt/{link}/")
    assert (case.title, case.place, case.source, case.kind) == ("Hissen står", "Storgatan 1", "form", "request")


def test_who_is_logged_in_sends_as_a_stranger(client: Client, cast: Cast, pages: Pages) -> None:
    client.force_login(cast.anna)
    assert send(client, FULL).status_code == 201
    assert Case.objects.get().reporter is None and FormSubmission.objects.get().user is None


def test_sent_again_it_is_the_same_case(client: Client, pages: Pages) -> None:
    body = {"key": opened(client)["key"], "answers": FULL}
    first, again = post(client, body), post(client, body)
    assert (first.status_code, again.status_code, Case.objects.count()) == (201, 200, 1)
    assert first.json() == again.json()


def test_the_same_key_with_other_answers_is_refused_and_tells_nothing(client: Client, pages: Pages) -> None:
    key = opened(client)["key"]
    post(client, {"key": key, "answers": FULL})
    for url, answers in [(REQUEST, FULL | {"vad_galler_det": "Dörren"}), (f"{FORMS}bestallning", FULL), (REQUEST, {})]:
        answer = post(client, {"key": key, "answers": answers}, url)
        assert answer.status_code == 409 and list(answer.json()) == ["error"]
    assert Case.objects.count() == 1


def test_the_page_and_the_api_share_the_key(client: Client, pages: Pages) -> None:
    url = pages["request"].url
    key = key_in(client.get(url))
    client.post(url, {"submission-key": key, **FULL})
    assert post(client, {"key": key, "answers": FULL}).status_code == 200
    assert client.post(url, {"submission-key": key, **FULL}).status_code == 302
    assert Case.objects.count() == 1


def test_what_is_wrong_is_said_by_question_in_the_language_asked_for(client: Client, pages: Pages) -> None:
    wrong = {"vad_galler_det": "x" * 200, "din_e_post": "eva@"}
    for more, word in [
        ({"query": "?lang=en"}, "required"),
        ({"headers": {"Accept-Language": "en-GB"}}, "required"),
        ({}, "obligatorisk"),
    ]:
        answer = send(client, wrong, **more)
        assert answer.status_code == 422 and not Case.objects.exists()
        assert {*answer.json()["errors"]} >= {"vad_galler_det", "din_e_post", "var_ar_det"}
        assert word in answer.json()["errors"]["var_ar_det"][0] and "språk" not in answer.json()["error"]


HOSTILE: list[Any] = [
    ["Hissen"], {"a": "b"}, True, [["x"]], {"a": {"b": []}}, "a\x00b", "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE, ids=repr)
@pytest.mark.parametrize("name", ["vad_galler_det", "hur_brattom_ar_det", "din_e_post", "foton", "finns_inte"])
def test_answers_of_the_wrong_shape_are_said_in_a_sentence(client: Client, pages: Pages, name: str, value: Any) -> None:
    answer = send(client, FULL | {name: value})
    assert answer.status_code in (400, 422) and answer.json()["error"]
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 415), ("{", 400), ("[]", 422), ("null", 422), ("1e999", 422), (b"\xff\xfe", 400),
        ("[" * 100_000, 400), ('{"a":' * 50_000, 400), ('{"key": "x", "answers": {}}', 422),
        ('{"key": 1, "answers": {}}', 422), (json.dumps({"key": "a" * 32}), 422),
        (json.dumps({"key": "a" * 32, "answers": []}), 422),
        (json.dumps({"key": "a" * 32, "answers": {str(n): "" for n in range(501)}}), 422),
        ("9" * 5000, 422), ("x" * 3_000_000, 413),
    ],
    ids=lambda value: str(value)[:30],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_a_sentence(client: Client, pages: Pages, body: Any, status: int) -> None:
    answer = post(client, body)
    assert answer.status_code == status and answer.json()["error"] and not Case.objects.exists()


def test_another_content_type_is_refused(client: Client, pages: Pages) -> None:
    assert client.post(f"{REQUEST}/submissions", "x", content_type="text/plain").status_code == 415
    torn = client.post(f"{REQUEST}/submissions", b"x", content_type="multipart/form-data; boundary=y")
    assert torn.status_code == 422


def test_numbers_and_booleans_are_answers_too(client: Client, pages: Pages) -> None:
    answer = send(client, {"vad_har_du_sett": 1.10, "kan_nagon_skadas": True, "var_ar_det": 3}, DEVIATION)
    assert answer.status_code == 201
    assert FormSubmission.objects.get().form_data["kan_nagon_skadas"] == "Ja"
    assert Case.objects.get().place == "3"


def test_several_choices_come_as_a_list(client: Client, pages: Pages) -> None:
    question = pages["request"].questions.get(clean_name="hur_brattom_ar_det")
    question.field_type = "multiple_choice"
    question.save()
    both = question.choices_sv.splitlines()[:2]
    assert send(client, FULL | {"hur_brattom_ar_det": both}).status_code == 201
    assert FormSubmission.objects.get().form_data["hur_brattom_ar_det"] == ", ".join(both)


def multipart(client: Client, key: str, answers: Any, **files: Any) -> Any:
    data = {"key": key, "answers": json.dumps(answers), **files}
    return client.post(f"{REQUEST}/submissions", data)


def test_photos_come_as_fields_beside_the_answers(client: Client, pages: Pages) -> None:
    answer = multipart(client, "a" * 32, FULL, foton=[upload("a.jpg"), upload("b.jpg", jpeg(colour="red"))])
    assert answer.status_code == 201
    assert [file.name for file in Case.objects.get().attachments.all()] == ["a.jpg", "b.jpg"]


def test_a_photo_that_is_none_is_told_and_the_good_one_kept(client: Client, pages: Pages) -> None:
    files = [upload("a.jpg"), upload("b.txt", b"no picture")]
    answer = multipart(client, "a" * 32, FULL, foton=files)
    assert answer.status_code == 422 and "b.txt" in answer.json()["errors"]["foton"][0]
    assert multipart(client, "a" * 32, FULL).status_code == 201
    assert [file.name for file in Case.objects.get().attachments.all()] == ["a.jpg"]


def test_more_photos_than_go_are_told(client: Client, pages: Pages) -> None:
    many = [upload(f"{n}.jpg", jpeg(colour=f"#{n * 20:02x}4080")) for n in range(11)]
    assert "foton" in multipart(client, "a" * 32, FULL, foton=many).json()["errors"]


def test_a_file_for_no_question_is_told(client: Client, pages: Pages) -> None:
    answer = multipart(client, "a" * 32, FULL, finns_inte=upload())
    assert answer.status_code == 422 and list(answer.json()["errors"]) == ["finns_inte"]


def test_a_file_for_a_question_of_words_is_told(client: Client, pages: Pages) -> None:
    answer = multipart(client, "a" * 32, FULL, beratta_mer=upload())
    assert answer.status_code == 422 and list(answer.json()["errors"]) == ["beratta_mer"]


def test_more_fields_than_go_are_told(client: Client, pages: Pages, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    answer = multipart(client, "a" * 32, FULL, one="1", two="2")
    assert answer.status_code == 413 and answer.json()["error"]


def test_at_a_code_the_place_is_known(client: Client, cast: Cast, code: QrCode) -> None:
    answer = send(client, {"vad_har_du_sett": "Glas", "kan_nagon_skadas": "no"}, DEVIATION, f"?code={code.token}")
    case = Case.objects.get()
    assert answer.status_code == 201
    assert (case.worksite, case.equipment, case.source) == (cast.storgatan, cast.lift, Case.Source.CODE)


def test_a_form_that_is_not_there_takes_nothing(client: Client, pages: Pages) -> None:
    IntakeFormPage.objects.filter(pk=pages["deviation"].pk).update(audience="logged_in")
    there, missing = (post(client, {"key": "a" * 32, "answers": {}}, url) for url in (DEVIATION, f"{FORMS}x"))
    assert (there.status_code, there.content) == (404, missing.content)


@pytest.mark.parametrize(("grace", "status"), [(timedelta(days=1), 201), (timedelta(0), 404)])
def test_what_was_opened_in_time_is_taken_within_the_grace(
    client: Client, pages: Pages, monkeypatch: Any, grace: timedelta, status: int
) -> None:
    monkeypatch.setattr(audience, "GRACE", grace)
    key = opened(client)["key"]
    IntakeFormPage.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    assert client.get(REQUEST).status_code == 404
    assert post(client, {"key": key, "answers": FULL}).status_code == status


def test_the_page_and_the_api_share_the_limit(client: Client, pages: Pages, monkeypatch: Any) -> None:
    monkeypatch.setattr(limits, "PER_ADDRESS", (2, 600))
    url = pages["request"].url
    client.post(url, {"submission-key": key_in(client.get(url)), **FULL})
    assert send(client, {}).status_code == 422
    answer = send(client, FULL)
    assert answer.status_code == 429 and 0 < int(answer["Retry-After"]) <= 600
    assert client.post(url, {"submission-key": key_in(client.get(url)), **FULL}).status_code == 429


def test_nobody_to_receive_it_is_said(client: Client, pages: Pages) -> None:
    Responsibility.objects.all().delete()
    answer = send(client, FULL)
    assert answer.status_code == 503 and "08-123 45 60" in answer.json()["error"]


def test_it_costs_a_known_number_of_queries(client: Client, pages: Pages, django_assert_max_num_queries: Any) -> None:
    body = {"key": opened(client)["key"], "answers": FULL}
    with django_assert_max_num_queries(44):
        assert post(client, body).status_code == 201


def test_a_stop_is_told_and_nothing_sent(client: Client, pages: dict[str, IntakeFormPage]) -> None:
    answer = send(client, FULL | {"ar_nagon_instangd_eller_i_fara": "yes"})
    told = answer.json()["errors"]["ring_i_stallet_for_att_skriva"]
    assert answer.status_code == 422 and "112" in " ".join(told)
    assert not Case.objects.exists()


def test_what_is_wrong_is_said_of_every_step_at_once(client: Client, cast: Cast) -> None:
    make_page(cast)
    answer = send(client, {"sak": "Dörr"}, f"{FORMS}tre-steg")
    assert answer.status_code == 422 and {*answer.json()["errors"]} == {"fara", "bredd", "namn"}


def test_a_photo_that_a_question_waits_for_is_known_when_it_is_sent_again(client: Client, pages: Pages) -> None:
    question = pages["request"].questions.get(clean_name="beratta_mer")
    question.conditions = [{"question": "foton", "operator": "answered", "value": ""}]
    question.sort_order = 99
    question.save()
    answers = FULL | {"beratta_mer": "Se bilden"}
    answer = [multipart(client, "a" * 32, answers, foton=[upload("a.jpg")]).status_code for _time in range(2)]
    assert answer == [201, 200] and Case.objects.get().description == "Se bilden"
