"""From the office's label to the case of somebody who stood before it."""

import io

import pytest
from pypdf import PdfReader
from wagtail.models import Site

from forms.models import IntakeFormPage, QrCode
from forms.ready_forms import make_ready_forms
from tests.cast import Cast
from tests.journeys.person import Person
from tests.pictures import upload
from workflows.models import Case


@pytest.fixture
def pages(cast: Cast) -> dict[str, IntakeFormPage]:
    return make_ready_forms(Site.objects.get(is_default_site=True).root_page)


def test_a_code_is_made_printed_scanned_and_replaced(cast: Cast, pages: dict[str, IntakeFormPage]) -> None:
    dora = Person(cast.dora).opens("/admin/qr-codes/new/")
    dora.sends(worksite=cast.storgatan.pk, equipment=cast.lift.pk, page=pages["deviation"].pk, label_text="Säg till")
    code = QrCode.objects.get()
    printed = dora.client.post(f"/admin/bulk/intake/qrcode/print_labels/?id={code.pk}", {"paper": "12", "start_at": 2})
    assert code.short_number in PdfReader(io.BytesIO(printed.content)).pages[0].extract_text()

    pia = Person().opens(f"/q/{code.token}/")
    pia.sends(vad_har_du_sett="Glas på golvet", kan_nagon_skadas="yes", foton=upload())
    pia.sends(vem_kan_skadas_och_hur="Den som går barfota")
    case = Case.objects.get()
    assert (case.worksite, case.equipment, case.reporter_name) == (cast.storgatan, cast.lift, "")
    assert case.number in pia.text and case.attachments.count() == 1
    assert "Glas på golvet" in dora.opens(f"/admin/qr-codes/inspect/{code.pk}/").text

    dora.opens(f"/admin/qr-codes/replace/{code.pk}/").sends()
    assert Person().opens(f"/q/{code.token}/").status == 410
    new = QrCode.objects.get(revoked_at=None)
    assert "Storgatan 1" in Person().opens(f"/q/{new.token}/").text
