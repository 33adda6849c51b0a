import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.test import Client
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from website.models import Brand

pytestmark = pytest.mark.django_db


def choose(**fields: object) -> Brand:
    brand = Brand.for_site(Site.objects.get())
    for name, value in fields.items():
        setattr(brand, name, value)
    brand.full_clean()
    brand.save()
    return brand


def test_it_says_nothing_while_nothing_is_chosen(client: Client) -> None:
    response = client.get("/brand.css")
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert response.content == b""


def test_it_gives_the_company_s_colour_for_light_and_dark(client: Client) -> None:
    choose(accent_colour="#7a1f2b")
    light, _, dark = (
        client.get("/brand.css").content.decode().partition("@media screen and (prefers-color-scheme:dark)")
    )
    assert "--accent:#7a1f2b;" in light
    assert "--accent:" in dark
    assert "--accent:#7a1f2b;" not in dark


def test_it_shows_the_logo_in_the_place_of_the_letter(client: Client) -> None:
    choose(logo=Image.objects.create(title="Logotyp", file=get_test_image_file(size=(640, 480))))
    css = client.get("/brand.css").content.decode()
    address = css.partition('url("')[2].partition('"')[0]
    assert "width:2.833rem" in css
    assert default_storage.exists(address.removeprefix("/media/"))


@pytest.mark.parametrize("colour", ["red", "#fff", "#000000}body{display:none"])
def test_it_refuses_what_is_no_colour(colour: str) -> None:
    with pytest.raises(ValidationError):
        choose(accent_colour=colour)


def test_browsers_may_keep_it(client: Client) -> None:
    response = client.get("/brand.css")
    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")
