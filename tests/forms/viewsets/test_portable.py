import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from forms.models import IntakeFormPage, Outcome, QrCode
from tests.cast import Cast
from tests.forms.sender import REQUEST, send

pytestmark = pytest.mark.django_db
Pages = dict[str, IntakeFormPage]
LIST, IMPORT = "/admin/intake-forms/", "/admin/intake-forms/import/"
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def adam(client: Client, cast: Cast, pages: Pages) -> Client:
    client.force_login(cast.adam)
    return client


def export(client: Client, page: IntakeFormPage) -> Any:
    return client.get(f"/admin/intake-forms/{page.pk}/export/")


def sent(client: Client, raw: bytes) -> Any:
    return client.post(IMPORT, {"file": SimpleUploadedFile("form.json", raw)})


def test_a_form_is_downloaded_as_it_was_saved_last(adam: Client, pages: Pages) -> None:
    page = pages["order"]
    page.title = "Beställ"
    page.save_revision()
    answer = export(adam, page)
    assert answer["Content-Disposition"] == 'attachment; filename="bestallning.json"'
    assert answer["Cache-Control"].startswith("private, no-store")
    assert json.loads(answer.content)["form"]["title"] == "Beställ"


def test_it_is_looked_at_before_it_comes_in(adam: Client, pages: Pages) -> None:
    preview = sent(adam, export(adam, pages["request"]).content).url
    text = adam.get(preview).content.decode()
    assert "Vad gäller det?" in text and "serviceanmalan-2" in text
    assert IntakeFormPage.objects.count() == len(pages)
    answer = adam.post(preview)
    page = IntakeFormPage.objects.get(slug="serviceanmalan-2")
    assert answer.url == f"/admin/pages/{page.pk}/edit/" and not page.live
    assert adam.get(preview).status_code == 404


def test_nothing_comes_of_a_file_with_errors(adam: Client, pages: Pages) -> None:
    raw = json.loads(export(adam, pages["request"]).content)
    raw["form"]["questions"][2]["field_type"] = SCRIPT
    preview = sent(adam, json.dumps(raw).encode()).url
    for answer in (adam.get(preview), adam.post(preview)):
        text = answer.content.decode()
        assert answer.status_code == 200 and "Fråga 3: okänd sorts svar" in text and SCRIPT not in text
    assert IntakeFormPage.objects.count() == len(pages)


@pytest.mark.parametrize(
    "raw", [b"[" * 90_000, b"\xff\x00", b'{"format": "serva-form", "version": 1, "form": {"\\ud800": 1}}']
)
def test_a_hostile_file_gets_a_sentence(adam: Client, raw: bytes) -> None:
    assert "Ingenting har sparats" in adam.get(sent(adam, raw).url).content.decode()


def test_a_large_file_is_refused_beside_the_field(adam: Client) -> None:
    assert "Filen är för stor" in sent(adam, b" " * 1_100_000).content.decode()


def test_no_script_of_a_file_is_shown_to_anybody(adam: Client, pages: Pages) -> None:
    raw = json.loads(export(adam, pages["request"]).content)
    form = raw["form"] | {"title": SCRIPT, "slug": "x", "intro_sv": SCRIPT, "thanks_sv": SCRIPT}
    form["questions"] = [{"label_sv": SCRIPT, "help_sv": SCRIPT}]
    preview = sent(adam, json.dumps(raw | {"form": form}).encode()).url
    assert SCRIPT not in adam.get(preview).content.decode()
    editor = adam.post(preview).url
    page = IntakeFormPage.objects.get(slug="x")
    page.get_latest_revision().publish()
    assert SCRIPT not in adam.get(editor).content.decode()
    assert SCRIPT not in adam.get(page.url).content.decode() and SCRIPT not in adam.get(LIST).content.decode()


def test_a_file_that_waits_is_its_sender_s_alone(adam: Client, cast: Cast, pages: Pages) -> None:
    preview = sent(adam, export(adam, pages["request"]).content).url
    cast.dora.groups.set(cast.adam.groups.all())
    adam.force_login(cast.dora)
    assert adam.get(preview).status_code == adam.post(preview).status_code == 404


@pytest.mark.parametrize("who", ["dora", "edda", "tea"])
def test_who_may_not_add_forms_finds_nothing(client: Client, cast: Cast, pages: Pages, who: str) -> None:
    client.force_login(getattr(cast, who))
    assert export(client, pages["request"]).status_code == 404
    assert client.get(IMPORT).status_code == client.get("/admin/intake-forms/library/").status_code == 404
    assert "/export/" not in client.get(LIST).content.decode()


def test_the_list_leads_to_it_all(adam: Client, pages: Pages) -> None:
    text = adam.get(LIST).content.decode()
    page = pages["request"]
    for address in (
        f"/admin/pages/{page.pk}/copy/",
        f"/admin/intake-forms/{page.pk}/export/",
        IMPORT,
        f"{LIST}library/",
    ):
        assert f'href="{address}' in text


def test_a_copy_has_all_that_the_form_asks(adam: Client, cast: Cast, pages: Pages, code: QrCode) -> None:
    page = code.page
    send(Client(), pages["request"].url, REQUEST | {"var_ar_det": "Storgatan 1"})
    page.questions.filter(clean_name="foton").update(
        conditions=[{"question": "a", "operator": "answered", "value": ""}]
    )
    Outcome.objects.create(page=page, what="further", kind="order")
    page.customers.add(cast.bjorken)
    page.save()
    adam.post(f"/admin/pages/{page.pk}/copy/", {
        "new_title": "Ny", "new_slug": "ny", "new_parent_page": page.get_parent().pk
    })  # fmt: skip
    copy = IntakeFormPage.objects.get(slug="ny")
    asked = ("clean_name", "label_sv", "conditions", "maps_to")
    assert list(copy.questions.values_list(*asked)) == list(page.questions.values_list(*asked))
    assert copy.outcomes.get().kind == "order" and copy.customers.get() == cast.bjorken
    assert (copy.live, copy.submissions.count(), QrCode.objects.filter(page=copy).count()) == (False, 0, 0)
