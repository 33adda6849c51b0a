import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from accounts import roles
from accounts.models import User

pytestmark = pytest.mark.django_db


def test_it_keeps_addresses_in_lower_case():
    user = User.objects.create_user(" Anna@Example.SE ")
    assert user.email == "anna@example.se"
    assert User.objects.get(email="ANNA@example.se") == user
    assert User.objects.get_by_natural_key("aNNa@example.se") == user


def test_it_refuses_the_same_address_in_other_letters():
    User.objects.create_user("anna@example.se")
    with pytest.raises(IntegrityError):
        User.objects.create_user("ANNA@example.se")


def test_it_refuses_capitals_that_come_past_the_model():
    user = User.objects.create_user("anna@example.se")
    with connection.cursor() as cursor, pytest.raises(IntegrityError):
        cursor.execute("UPDATE accounts_user SET email = 'Anna@example.se' WHERE id = %s", [user.pk])


def test_it_says_so_in_a_form():
    User.objects.create_user("anna@example.se")
    with pytest.raises(ValidationError) as refusal:
        User(email="ANNA@example.se", password="x").full_clean()
    assert "email" in refusal.value.message_dict


def test_it_is_called_by_name_or_else_by_address():
    assert str(User(email="a@b.se", first_name="Anna", last_name="Ström")) == "Anna Ström"
    assert str(User(email="a@b.se")) == "a@b.se"


def test_it_has_no_password_unless_given():
    assert not User.objects.create_user("a@b.se").has_usable_password()
    assert User.objects.create_superuser("b@b.se", "en lång lösenfras").check_password("en lång lösenfras")


def test_it_counts_as_staff_while_in_a_group():
    user, group = User.objects.create_user("a@b.se"), Group.objects.get(name=roles.DISPATCHER)
    user.groups.add(group)
    assert user.is_staff
    user.groups.clear()
    assert not user.is_staff
    group.user_set.add(user)
    user.refresh_from_db()
    assert user.is_staff


def test_it_keeps_superusers_staff():
    root = User.objects.create_superuser("root@b.se", "x")
    root.groups.add(Group.objects.get(name=roles.ECONOMY))
    root.groups.clear()
    assert root.is_staff
