import pytest
from wagtail.models import Site

from forms.models import IntakeFormPage, QrCode
from forms.ready_forms import make_ready_forms
from tests.cast import Cast


@pytest.fixture
def pages(cast: Cast) -> dict[str, IntakeFormPage]:
    return make_ready_forms(Site.objects.get(is_default_site=True).root_page)


@pytest.fixture
def code(cast: Cast, pages: dict[str, IntakeFormPage]) -> QrCode:
    return QrCode.objects.create(page=pages["deviation"], worksite=cast.storgatan, equipment=cast.lift)
