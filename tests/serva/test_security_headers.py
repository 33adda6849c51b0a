import pytest
from django.contrib.staticfiles import finders
from wagtail.images.tests.utils import get_test_image_file

from tests.cast import Cast

HEADER = "Content-Security-Policy"


@pytest.mark.parametrize("path", ["/accounts/login/", "/", "/nothing/"])
def test_it_lets_no_inline_script_run_for_strangers(client, db, path):
    answer = client.get(path)
    assert "'unsafe-inline'" not in answer.headers[HEADER]
    assert "script-src 'self'" in answer.headers[HEADER]
    assert "frame-ancestors 'none'" in answer.headers[HEADER]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_it_lets_wagtail_work(client, cast: Cast):
    client.force_login(cast.dora)
    policy = client.get("/admin/").headers[HEADER]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "default-src 'none'" in policy


def test_it_serves_pictures_of_pages_and_nothing_else_of_media(client, db, settings):
    for folder in ("images", "documents", "original_images"):
        (settings.MEDIA_ROOT / folder).mkdir(parents=True)
        (settings.MEDIA_ROOT / folder / "x.png").write_bytes(get_test_image_file().file.getvalue())
    assert client.get("/media/images/x.png").status_code == 200
    assert client.get("/media/documents/x.png").status_code == 404
    assert client.get("/media/original_images/x.png").status_code == 404
    assert client.get("/media/images/../documents/x.png").status_code == 400


def test_it_finds_its_style_sheets():
    assert finders.find("css/variables.css") and finders.find("css/accounts.css")


def test_it_shows_portraits_to_staff_alone(client, cast: Cast, settings):
    (settings.MEDIA_ROOT / "avatar_images").mkdir(parents=True)
    (settings.MEDIA_ROOT / "avatar_images" / "x.png").write_bytes(get_test_image_file().file.getvalue())
    assert client.get("/media/avatar_images/x.png").status_code == 302
    client.force_login(cast.dora)
    assert client.get("/media/avatar_images/x.png").status_code == 200
