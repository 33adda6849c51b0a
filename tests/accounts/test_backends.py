from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission

from accounts.models import User
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def again(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_it_adds_a_person_s_own_rights_to_those_of_her_groups(cast: Cast) -> None:
    cast.tea.user_permissions.add(Permission.objects.get(codename="see_money"))
    tea = again(cast.tea)
    assert tea.has_perm("workflows.see_money") and tea.has_perm("workflows.work_cases")
    assert not tea.has_perm("workflows.see_all_cases")
    assert tea.get_all_permissions() == tea.get_user_permissions() | tea.get_group_permissions()


def test_it_asks_once_a_request(cast: Cast, django_assert_num_queries: Any) -> None:
    tea = again(cast.tea)
    with django_assert_num_queries(1):
        tea.has_perm("workflows.see_money"), tea.has_perm("workflows.work_cases")


def test_a_right_taken_away_is_gone_with_the_next_request(cast: Cast) -> None:
    assert again(cast.tea).has_perm("workflows.work_cases")
    Group.objects.get(user=cast.tea).permissions.clear()
    assert not again(cast.tea).has_perm("workflows.work_cases")


def test_it_gives_nothing_to_somebody_deactivated(cast: Cast) -> None:
    cast.adam.is_active = False
    assert cast.adam.get_all_permissions() == set()


def test_a_superuser_has_every_right(cast: Cast) -> None:
    cast.edda.is_superuser = True
    assert cast.edda.has_perm("workflows.manage_cases")
