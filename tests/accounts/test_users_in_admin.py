import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import roles
from accounts.models import User
from tests.cast import Cast

NEW = {"email": "Nya@norrhiss.example", "first_name": "Nya", "last_name": "Person", "phone": "070", "language": "sv"}


def url(name: str, *args: object) -> str:
    return reverse(f"wagtailusers_users:{name}", args=args)


@pytest.fixture
def adam(client, cast: Cast):
    client.force_login(cast.adam)
    return client


@pytest.fixture
def root(db) -> User:
    return User.objects.create_superuser("root@norrhiss.example", "x", first_name="Rut", last_name="Root")


def test_it_adds_a_person_who_logs_in_by_code(adam):
    assert adam.get(url("add")).status_code == 200
    technician = Group.objects.get(name=roles.TECHNICIAN)
    answer = adam.post(url("add"), {**NEW, "groups": [technician.pk]})
    assert answer.status_code == 302
    user = User.objects.get(email="nya@norrhiss.example")
    assert user.is_staff and not user.has_usable_password()


def test_it_lists_people_with_their_roles_in_as_many_queries_for_many(adam, django_assert_num_queries):
    adam.get(url("index"))
    with CaptureQueriesContext(connection) as few:
        page = adam.get(url("index")).content.decode()
    assert "tea@norrhiss.example" in page and roles.TECHNICIAN in page
    technician = Group.objects.get(name=roles.TECHNICIAN)
    for number in range(12):
        User.objects.create_user(f"t{number}@norrhiss.example").groups.add(technician)
    with django_assert_num_queries(len(few)):
        adam.get(url("index"))


def test_it_says_beside_the_field_that_the_address_is_taken(adam, cast: Cast):
    page = adam.post(url("add"), {**NEW, "email": cast.tea.email.upper()})
    assert page.status_code == 200
    assert "email" in page.context["form"].errors


def test_it_edits_a_person_and_takes_the_role_away(adam, cast: Cast):
    assert adam.get(url("edit", cast.tea.pk)).status_code == 200
    adam.post(url("edit", cast.tea.pk), {**NEW, "email": cast.tea.email, "is_active": "on"})
    cast.tea.refresh_from_db()
    assert cast.tea.phone == "070"
    assert not cast.tea.is_staff
    assert cast.tea.has_usable_password()


def test_it_removes_the_second_step_of_a_lost_phone(adam, cast: Cast):
    Authenticator.objects.create(user=cast.tea, type=Authenticator.Type.TOTP, data={"secret": "x"})
    given = {**NEW, "email": cast.tea.email, "is_active": "on", "remove_second_step": "on"}
    adam.post(url("edit", cast.tea.pk), given)
    assert not Authenticator.objects.filter(user=cast.tea).exists()


def test_it_lets_nobody_change_their_own_role(adam, cast: Cast):
    adam.post(url("edit", cast.adam.pk), {**NEW, "email": cast.adam.email, "groups": []})
    assert cast.adam.groups.get().name == roles.ADMINISTRATOR


def test_it_makes_no_superuser(adam, cast: Cast):
    adam.post(url("add"), {**NEW, "is_superuser": "on"})
    adam.post(url("edit", cast.tea.pk), {**NEW, "email": cast.tea.email, "is_superuser": "on"})
    assert not User.objects.filter(is_superuser=True).exists()


def test_it_hides_superusers_from_others(adam, root: User):
    assert root.email not in adam.get(url("index")).content.decode()
    for name in ("edit", "history"):
        assert adam.get(url(name, root.pk)).status_code == 404
    assert (
        adam.post(url("edit", root.pk), {**NEW, "password1": "nytt lösenord", "password2": "nytt lösenord"}).status_code
        == 404
    )


def test_it_keeps_superusers_out_of_bulk_actions(adam, root: User):
    address = reverse("wagtail_bulk_action", args=("accounts", "user", "set_active_state"))
    answer = adam.post(f"{address}?id={root.pk}", {"mark_as_active": "False"})
    assert answer.status_code == 404
    root.refresh_from_db()
    assert root.is_active


def test_it_deletes_nobody(client, root: User, cast: Cast):
    client.force_login(root)
    assert client.post(url("delete", cast.anna.pk)).status_code == 404
    bulk = reverse("wagtail_bulk_action", args=("accounts", "user", "delete"))
    assert client.post(f"{bulk}?id={cast.anna.pk}").status_code == 404
    assert User.objects.filter(pk=cast.anna.pk).exists()


@pytest.mark.parametrize("who", ["tea", "lena", "dora", "edda"])
def test_it_is_for_administrators(client, cast: Cast, who):
    client.force_login(getattr(cast, who))
    assert client.get(url("index")).status_code in (302, 403)
    assert client.post(url("add"), NEW).status_code in (302, 403)
    assert not User.objects.filter(email=NEW["email"].lower()).exists()
