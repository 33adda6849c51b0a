from django.test import Client
from wagtail.models import Page

from tests.cast import Cast


def test_the_big_button_of_a_page_publishes(cast: Cast, client: Client) -> None:
    client.force_login(cast.adam)
    page = client.get(f"/admin/pages/{Page.objects.filter(depth=2).get().pk}/edit/").content.decode()
    footer = page.partition('<footer class="footer')[2]
    assert 0 < footer.index("action-publish") < footer.index("Spara utkast")
