"""Wagtail speaks our Swedish, and shows nothing that is only for those who build sites with it."""

from pathlib import Path

import polib
import pytest
import wagtail
from django.contrib import auth
from django.test import Client
from django.utils.translation import gettext, ngettext, override

from serva import wagtails_words as words
from tests.cast import Cast

SINGLE = [word for word in [*words.MISSING, *words.OTHERWISE, *words.ROLES] if isinstance(word, str)]


def said_by_others() -> set[str]:
    folders = [*Path(wagtail.__file__).parent.rglob("locale/en"), Path(auth.__file__).parent / "locale/en"]
    return {entry.msgid for folder in folders for entry in polib.pofile(str(folder / "LC_MESSAGES/django.po"))}


def test_it_translates_only_words_that_are_still_said() -> None:
    assert set(SINGLE) - said_by_others() == set()


@pytest.mark.parametrize("word", SINGLE)
def test_each_word_is_in_our_swedish(word: str) -> None:
    ours = polib.pofile(str(Path(words.__file__).parent / "locale/sv/LC_MESSAGES/django.po"))
    with override("sv"):
        assert gettext(word) == ours.find(word).msgstr != word


def test_the_groups_of_wagtail_are_roles() -> None:
    with override("sv"):
        assert (gettext("Groups"), gettext("Teams")) == ("Roller", "Grupper")
        assert "har rollen" in ngettext(
            "The group '%(group_name)s' has <strong>%(group_user_count)s</strong> member.",
            "The group '%(group_name)s' has <strong>%(group_user_count)s</strong> members.",
            1,
        )


@pytest.mark.parametrize("who", ["dora", "adam"])
def test_no_menu_leads_to_wagtails_own_guide_and_reports(cast: Cast, client: Client, who: str) -> None:
    client.force_login(getattr(cast, who))
    page = client.get("/admin/customers/").content.decode()
    assert "keyboard-shortcuts-dialog" in page
    for unwanted in ("guide.wagtail.org", "aging-pages", "page-types-usage", "reports/locked"):
        assert unwanted not in page


@pytest.mark.parametrize("address", ["/admin/nothing/", "/admin/cases/99999/", "/admin/customers/edit/99999/"])
def test_what_is_not_there_is_said_in_our_words(cast: Cast, client: Client, address: str) -> None:
    client.force_login(cast.dora)
    response = client.get(address)
    page = response.content.decode()
    assert response.status_code == 404
    assert "Här finns ingenting" in page
    assert "Wagtail admin" not in page
    assert 'href="/admin/"' in page


def test_the_browser_gets_our_words_too(cast: Cast, client: Client) -> None:
    client.force_login(cast.adam)
    catalogue = client.get("/admin/jsi18n/").content.decode()
    assert '"Collapse all": "F\\u00e4ll ihop alla"' in catalogue
    assert '"Expand all": ' in catalogue
