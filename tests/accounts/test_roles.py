import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

from accounts import roles

pytestmark = pytest.mark.django_db


def test_it_makes_every_role():
    assert set(roles.ALL) <= set(Group.objects.values_list("name", flat=True))


def test_it_adds_and_never_takes_away():
    group = Group.objects.get(name=roles.ECONOMY)
    extra = Permission.objects.get(codename="add_group")
    group.permissions.add(extra)
    before = set(group.permissions.all())
    roles.grant(apps, roles.ECONOMY, ["auth.view_group"])
    assert set(group.permissions.all()) == before | {Permission.objects.get(codename="view_group")}


def test_it_makes_a_permission_that_is_not_there_yet():
    Permission.objects.filter(codename="view_user").delete()
    roles.grant(apps, roles.ECONOMY, ["accounts.view_user"])
    assert Permission.objects.get(codename="view_user").content_type.model == "user"


@pytest.mark.parametrize("name", ["accounts.fly_user", "accounts.nonsense"])
def test_it_refuses_a_permission_that_no_model_has(name):
    with pytest.raises(LookupError, match=r"accounts declares"):
        roles.grant(apps, roles.ECONOMY, [name])


def test_it_refuses_an_unknown_role():
    with pytest.raises(ValueError, match="Städare"):
        roles.grant(apps, "Städare", [])


def test_it_has_no_other_groups():
    assert set(Group.objects.values_list("name", flat=True)) == set(roles.ALL)
