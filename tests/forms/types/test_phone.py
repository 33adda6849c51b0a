import pytest
from django.test import Client

from forms.models import FormSubmission, IntakeFormPage
from tests.forms.sender import REQUEST, send

pytestmark = pytest.mark.django_db


def test_the_submission_keeps_what_is_dialled_beside_what_was_typed(
    client: Client, pages: dict[str, IntakeFormPage]
) -> None:
    send(client, pages["request"].url, REQUEST | {"var_ar_det": "Här", "ditt_telefonnummer": "08-123 45 60"})
    sent = FormSubmission.objects.get()
    assert sent.form_data["ditt_telefonnummer"] == sent.case.reporter_phone == "08-123 45 60"
    assert sent.form_data["ditt_telefonnummer_e164"] == "+4681234560"
