import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.cast import Cast

LOGIN = "/accounts/login/"


def test_it_is_swedish_whatever_the_browser_wishes(client, db):
    answer = client.get(LOGIN, headers={"accept-language": "en"})
    assert answer.headers["Content-Language"] == "sv"
    assert "Skicka kod" in answer.content.decode()


def test_it_remembers_a_strangers_choice_in_a_cookie(client, db):
    answer = client.post(reverse("set_language"), {"language": "en", "next": LOGIN})
    assert answer.url == LOGIN
    assert "Send code" in client.get(LOGIN).content.decode()


def test_it_remembers_a_persons_choice_on_the_person(client, cast: Cast):
    client.force_login(cast.anna)
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    cast.anna.refresh_from_db()
    assert cast.anna.language == "en"
    client.cookies.pop("django_language")
    assert 'lang="en"' in client.get(reverse("mfa_index"), follow=True).content.decode()


@pytest.mark.parametrize("language", ["de", "", "<script>"])
def test_it_keeps_to_the_languages_it_has(client, cast: Cast, language):
    client.force_login(cast.anna)
    assert client.post(reverse("set_language"), {"language": language}).status_code == 302
    cast.anna.refresh_from_db()
    assert cast.anna.language == "sv"


def test_it_leads_to_no_other_site(client, db):
    answer = client.post(reverse("set_language"), {"language": "en", "next": "https://evil.example/"})
    assert answer.url == "/"


def test_it_is_the_same_in_wagtail(cast: Cast):
    profile = UserProfile.get_for_user(cast.dora)
    profile.preferred_language = "en"
    profile.save()
    cast.dora.refresh_from_db()
    assert cast.dora.language == "en"
    cast.dora.language = "sv"
    cast.dora.save()
    profile.refresh_from_db()
    assert profile.preferred_language == "sv"


def test_it_becomes_the_companys_when_the_choice_is_taken_back(cast: Cast):
    cast.dora.language = "en"
    cast.dora.save()
    profile = UserProfile.get_for_user(cast.dora)
    assert profile.preferred_language == "en"
    profile.preferred_language = ""
    profile.save()
    cast.dora.refresh_from_db()
    assert cast.dora.language == "sv"
