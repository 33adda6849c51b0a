from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, Site

from website.models import HomePage, TextPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> HomePage:
    return HomePage.objects.get()


def add_text(home: HomePage, **fields: Any) -> TextPage:
    return home.add_child(instance=TextPage(**{"title": "Om oss", "show_in_menus": True} | fields))


def test_the_start_page_stands_in_the_place_of_wagtail_s(home: HomePage) -> None:
    assert Site.objects.get().root_page_id == home.pk
    assert not Page.objects.filter(title__startswith="Welcome").exists()
    assert not any(Page.find_problems())


def test_it_greets_in_the_reader_s_language(client: Client) -> None:
    assert "Hur kan vi hjälpa dig?" in client.get("/").content.decode()
    client.cookies["django_language"] = "en"
    assert "How can we help you?" in client.get("/").content.decode()


def test_it_says_whom_to_call_when_it_is_urgent(client: Client, home: HomePage) -> None:
    home.urgent_sv, home.urgent_phone = "Sitter någon fast?", "031-700 12 99"
    home.save()
    page = client.get("/").content.decode()
    assert "Sitter någon fast?" in page
    assert 'href="tel:0317001299"' in page


def test_it_says_so_when_there_is_no_form(client: Client) -> None:
    assert "Det finns inget formulär att fylla i än" in client.get("/").content.decode()


def test_a_text_page_falls_back_to_swedish(client: Client, home: HomePage) -> None:
    page = add_text(home, title_en="About us", body_sv=[("words", "<p>Sedan 1974.</p>")])
    client.cookies["django_language"] = "en"
    text = client.get(page.url).content.decode()
    assert "<h1>About us</h1>" in text
    assert "Sedan 1974." in text


def test_a_text_page_shows_its_english(client: Client, home: HomePage) -> None:
    notice = ("notice", {"heading": "Summer", "text": "<p>Closed in July.</p>"})
    page = add_text(home, body_sv=[("words", "<p>Sedan 1974.</p>")], body_en=[notice])
    client.cookies["django_language"] = "en"
    text = client.get(page.url).content.decode()
    assert "Closed in July." in text
    assert "Sedan 1974." not in text


def test_the_menu_names_what_is_live_and_in_it(client: Client, home: HomePage) -> None:
    here = add_text(home)
    add_text(home, title="Dold", show_in_menus=False)
    add_text(home, title="Utkast", live=False)
    text = client.get(here.url).content.decode()
    assert f'<a href="{here.url}" aria-current="page">Om oss</a>' in text
    assert "Dold" not in text
    assert "Utkast" not in text


def test_the_menu_costs_the_same_for_one_and_for_ten(
    client: Client, home: HomePage, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    add_text(home)
    client.get("/")
    with django_assert_max_num_queries(2) as one:
        client.get("/")
        asked = len(one)
    for number in range(9):
        add_text(home, title=f"Sida {number}")
    client.get("/")
    with django_assert_num_queries(asked):
        client.get("/")


def test_what_leaves_the_menu_is_gone_at_once_where_it_was_saved(client: Client, home: HomePage) -> None:
    here = add_text(home)
    assert "Om oss" in client.get("/").content.decode()
    here.show_in_menus = False
    here.save()
    assert "Om oss" not in client.get("/").content.decode()
