from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page, PageViewRestriction, Site

from forms.models import IntakeFormPage
from forms.ready_forms import make_ready_forms
from tests.cast import Cast
from website.models import HomePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(cast: Cast) -> IntakeFormPage:
    return make_ready_forms(Site.objects.get().root_page)["request"]


def leads_to_log_in(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and "login" in answer["Location"]


def restrict(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_a_form_costs_two_queries(client: Client, form: IntakeFormPage, django_assert_num_queries: Any) -> None:
    client.get(form.url)
    with django_assert_num_queries(2):
        assert client.get(form.url).status_code == 200


def test_the_start_page_costs_two_queries(client: Client, cast: Cast, django_assert_num_queries: Any) -> None:
    client.get("/")
    with django_assert_num_queries(2):
        client.get("/")


def test_what_is_no_longer_published_is_gone_at_once(client: Client, form: IntakeFormPage) -> None:
    assert client.get(form.url).status_code == 200
    IntakeFormPage.objects.filter(pk=form.pk).update(live=False)
    assert client.get(form.url).status_code == 404


def test_a_form_is_for_nobody_else_from_the_moment_it_is_restricted(client: Client, form: IntakeFormPage) -> None:
    assert client.get(form.url).status_code == 200
    restrict(form)
    assert leads_to_log_in(client.get(form.url))
    assert form.heading not in client.get("/").content.decode()


def test_a_form_below_a_restricted_page_is_restricted(client: Client, form: IntakeFormPage) -> None:
    restrict(HomePage.objects.get())
    assert leads_to_log_in(client.get(form.url)) and leads_to_log_in(client.get("/"))


def test_one_restricted_page_leaves_the_others_open(client: Client, form: IntakeFormPage) -> None:
    restrict(form)
    other = IntakeFormPage.objects.exclude(pk=form.pk).first()
    assert other is not None and client.get(other.url).status_code == 200
    assert other.heading in client.get("/").content.decode()


def test_each_of_several_sites_has_its_own_pages(client: Client, form: IntakeFormPage, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    client.get("/")
    bare = Page.objects.get(depth=1).add_child(instance=Page(title="Annan", slug="annan"))
    Site.objects.create(hostname="other.example", root_page=bare)
    assert client.get("/", headers={"host": "testserver"}).status_code == 200
    assert client.get(form.url_path.removeprefix("/start"), headers={"host": "other.example"}).status_code == 404


def test_a_page_that_moved_to_another_address_is_found_there(client: Client, form: IntakeFormPage) -> None:
    before = form.url
    form.slug = "ny-adress"
    form.save()
    assert client.get(form.url).status_code == 200
    assert client.get(before).status_code == 404
