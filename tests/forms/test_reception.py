import io
import re
from typing import Any

import pytest
from django.test import Client
from PIL import Image
from pytest_django import Settings

from forms import kept, limits, proof, taking
from forms.models import FormSubmission, IntakeFormPage, QrCode
from tests.cast import Cast
from tests.forms.sender import DEVIATION, REQUEST, key_in, send
from tests.pictures import jpeg, upload
from workflows.models import Case, Responsibility

pytestmark = pytest.mark.django_db
Pages = dict[str, IntakeFormPage]
FULL = REQUEST | {"var_ar_det": "Storgatan 1"}


def test_a_form_becomes_a_case_and_a_receipt(client: Client, pages: Pages) -> None:
    answer = client.get(send(client, pages["request"].url, FULL).url)
    case = Case.objects.get()
    assert (case.title, case.place, case.source, case.kind) == ("Hissen står", "Storgatan 1", "form", "request")
    assert f">{case.number}<" in answer.content.decode()
    assert f"/c/{case.links.get().token}/" in answer.content.decode()


def test_whatever_is_posted_twice_becomes_one_case_and_one_receipt(client: Client, pages: Pages) -> None:
    url = pages["request"].url
    data = {"submission-key": key_in(client.get(url)), **FULL}
    first, again = client.post(url, data), client.post(url, data | {"vad_galler_det": "Något annat"})
    elsewhere = Client().post(pages["order"].url, data)
    assert first.url == again.url == elsewhere.url
    assert (Case.objects.count(), FormSubmission.objects.count()) == (1, 1)
    assert Case.objects.get().title == "Hissen står"


def test_every_opened_form_has_a_key_of_its_own(client: Client, pages: Pages) -> None:
    url = pages["request"].url
    keys = {key_in(client.get(url)) for _time in range(3)}
    assert len(keys) == 3 and all(re.fullmatch("[0-9a-f]{32}", key) for key in keys)


@pytest.mark.parametrize("key", ["", "abc", "g" * 32, "a" * 33, "../" * 11])
def test_a_form_without_its_key_is_asked_for_again(client: Client, pages: Pages, key: str) -> None:
    answer = client.post(pages["request"].url, FULL | {"submission-key": key})
    assert answer.status_code == 400 and not Case.objects.exists()
    assert 'value="Hissen står"' in answer.content.decode()
    assert key_in(answer) != key


def test_a_robot_is_stopped_and_a_person_gets_through(client: Client, pages: Pages) -> None:
    url = pages["request"].url
    answer = send(client, url, FULL | {"company-website": "https://spam.example"})
    assert answer.status_code == 400 and not Case.objects.exists()
    client.post(url, FULL | {"submission-key": key_in(answer)})
    assert Case.objects.count() == 1


def test_what_was_typed_is_there_again_with_a_sentence_beside_what_is_wrong(client: Client, pages: Pages) -> None:
    text = send(client, pages["request"].url, {"vad_galler_det": "Hiss & dörr", "din_e_post": "eva@"}).content.decode()
    assert 'value="Hiss &amp; dörr"' in text and 'value="eva@"' in text
    assert 'id="id_din_e_post_error"' in text and 'id="id_var_ar_det_error"' in text
    assert not Case.objects.exists()


@pytest.mark.parametrize("name", ["vad_galler_det", "beratta_mer", "var_ar_det", "ditt_namn"])
def test_nul_letters_are_harmless(client: Client, pages: Pages, name: str) -> None:
    assert send(client, pages["request"].url, FULL | {name: "a\x00b"}).status_code in (200, 302)


def test_photos_reach_the_case_drawn_anew(client: Client, pages: Pages) -> None:
    send(client, pages["request"].url, FULL | {"foton": [upload("a.jpg"), upload("b.jpg", jpeg(colour="red"))]})
    files = Case.objects.get().attachments.all()
    assert [file.name for file in files] == ["a.jpg", "b.jpg"]
    assert all(Image.open(file.file).format == "JPEG" for file in files)


def test_good_photos_survive_whatever_else_is_wrong(client: Client, pages: Pages) -> None:
    url = pages["request"].url
    answer = send(client, url, REQUEST | {"foton": [upload("a.jpg"), upload("b.txt", b"no picture")]})
    text = answer.content.decode()
    assert "1 foto är redan med" in text and "b.txt: " in text
    client.post(url, FULL | {"submission-key": key_in(answer), "foton": [upload("c.jpg", jpeg(colour="red"))]})
    assert [file.name for file in Case.objects.get().attachments.all()] == ["a.jpg", "c.jpg"]
    assert kept.load(key_in(answer)) == {}


def test_a_kept_photo_can_be_taken_away(client: Client, pages: Pages) -> None:
    url = pages["request"].url
    answer = send(client, url, REQUEST | {"foton": upload()})
    digest = re.search(r'name="foton-remove" value="(\w+)"', answer.content.decode())
    assert digest
    client.post(url, FULL | {"submission-key": key_in(answer), "foton-remove": digest[1]})
    assert Case.objects.get().attachments.count() == 0


def test_a_kept_photo_is_shown_from_within_the_page(client: Client, pages: Pages) -> None:
    text = send(client, pages["request"].url, REQUEST | {"foton": upload()}).content.decode()
    assert 'src="data:image/jpeg;base64,' in text


def hostile() -> list[tuple[str, bytes]]:
    bomb = io.BytesIO()
    Image.new("1", (10_000, 6_000)).save(bomb, "PNG")
    return [
        ("empty.jpg", b""),
        ("page.html", b"<html><script>alert(1)</script>"),
        ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("torn.jpg", jpeg()[:200]),
        ("bomb.png", bomb.getvalue()),
        ("../../etc/passwd", b"root:x:0:0"),
        ("run.exe", b"MZ" + b"\x00" * 100),
    ]


@pytest.mark.parametrize(("name", "content"), hostile(), ids=lambda value: value if isinstance(value, str) else "")
def test_hostile_files_are_refused_beside_the_field(client: Client, pages: Pages, name: str, content: bytes) -> None:
    answer = send(client, pages["request"].url, FULL | {"foton": upload(name, content)})
    assert answer.status_code == 200 and not Case.objects.exists()
    assert 'id="id_foton_error"' in answer.content.decode() or not content


def test_more_than_ten_photos_are_left_out_with_a_sentence(client: Client, pages: Pages) -> None:
    many = [upload(f"{n}.jpg", jpeg(colour=f"#{n * 20:02x}4080")) for n in range(11)]
    text = send(client, pages["request"].url, FULL | {"foton": many}).content.decode()
    assert "10 foton är redan med" in text and "Högst 10 filer" in text


def test_too_many_posts_from_one_address_wait(client: Client, pages: Pages, monkeypatch: Any) -> None:
    monkeypatch.setattr(limits, "PER_ADDRESS", (2, 600))
    monkeypatch.setattr(proof, "holds", lambda sent, key: True)
    url = pages["request"].url
    answers = [send(client, url, FULL, headers={"X-Forwarded-For": f"203.0.113.{n}"}) for n in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 429, 429]
    assert 'value="Hissen står"' in answers[-1].content.decode()
    assert Client(REMOTE_ADDR="192.0.2.77").get(url).status_code == 200
    assert send(Client(REMOTE_ADDR="192.0.2.77"), url, FULL).status_code == 302


def test_photos_are_kept_where_the_limit_is_met_while_it_is_sent(
    client: Client, pages: Pages, monkeypatch: Any
) -> None:
    monkeypatch.setattr(taking, "spent", lambda wanted: wanted)
    answer = send(client, pages["request"].url, FULL | {"foton": upload()})
    assert answer.status_code == 429 and "1 foto är redan med" in answer.content.decode()
    assert not Case.objects.exists()


def test_a_replay_is_never_too_many(client: Client, pages: Pages, monkeypatch: Any) -> None:
    monkeypatch.setattr(limits, "PER_ADDRESS", (1, 600))
    url = pages["request"].url
    data = {"submission-key": key_in(client.get(url)), **FULL}
    assert {client.post(url, data).status_code for _time in range(5)} == {302}


def test_one_code_cannot_be_flooded_from_many_addresses(pages: Pages, code: QrCode, monkeypatch: Any) -> None:
    monkeypatch.setattr(limits, "PER_CODE", (2, 600))
    monkeypatch.setattr(proof, "holds", lambda sent, key: True)
    url = f"/q/{code.token}/"
    answers = [send(Client(REMOTE_ADDR=f"192.0.2.{n}"), url, DEVIATION).status_code for n in range(3)]
    assert answers == [302, 302, 429]


def test_nobody_to_receive_it_is_said_and_nothing_is_lost(client: Client, pages: Pages) -> None:
    Responsibility.objects.all().delete()
    answer = send(client, pages["request"].url, FULL | {"foton": upload()})
    text = answer.content.decode()
    assert answer.status_code == 503 and "08-123 45 60" in text and 'value="Hissen står"' in text
    assert "1 foto är redan med" in text


def test_going_back_shows_the_same_form(client: Client, pages: Pages) -> None:
    cache = client.get(pages["request"].url)["Cache-Control"]
    assert "no-store" not in cache and "private" in cache


def test_the_receipt_is_under_its_token_alone(client: Client, pages: Pages) -> None:
    url = send(client, pages["request"].url, FULL).url
    case = Case.objects.get()
    assert url == f"/q/receipt/{case.links.get().token}/"
    assert "no-store" in client.get(url)["Cache-Control"]
    assert client.get(f"/q/receipt/{'x' * 22}/").status_code == 404
    assert client.get(f"/q/receipt/{case.pk}/").status_code == 404


def test_a_revoked_link_shows_no_receipt(client: Client, pages: Pages) -> None:
    url = pages["request"].url
    data = {"submission-key": key_in(client.get(url)), **FULL}
    receipt = client.post(url, data).url
    Case.objects.get().links.update(revoked_at="2026-01-01T00:00Z")
    assert client.get(receipt).status_code == 404
    again = client.get(client.post(url, data).url)
    assert again.status_code == 200 and "Hissen står" not in again.content.decode()


def test_a_form_costs_the_same_for_few_and_many_worksites(
    client: Client, cast: Cast, pages: Pages, django_assert_num_queries: Any
) -> None:
    client.force_login(cast.anna)
    client.get(pages["request"].url)
    with django_assert_num_queries(7) as few:
        client.get(pages["request"].url)
    for number in range(40):
        cast.bjorken.worksites.create(name=f"Gatan {number}")
    with django_assert_num_queries(len(few)):
        client.get(pages["request"].url)


def test_a_post_costs_a_known_number_of_queries(
    client: Client, pages: Pages, settings: Settings, django_assert_max_num_queries: Any
) -> None:
    url = pages["request"].url
    data = {"submission-key": key_in(client.get(url)), **FULL}
    with django_assert_max_num_queries(40):
        assert client.post(url, data).status_code == 302
