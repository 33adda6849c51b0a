import pytest
from django.test import Client

from tests.cast import Cast


@pytest.mark.django_db
def test_the_admin_bears_the_company_s_name_and_our_styles(client: Client, cast: Cast) -> None:
    client.force_login(cast.adam, backend="accounts.backends.Backend")
    client.cookies["django_language"] = "en"
    page = client.get("/admin/").content.decode()
    assert '<span class="s-brand__name">Norrhiss Service</span>' in page
    assert "- Norrhiss Service</title>" in page
    assert page.index("css/core.css") < page.index("css/admin.css") < page.index("css/case.css")
