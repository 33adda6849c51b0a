import pytest
from django.contrib.auth.models import Group
from django.test import Client

from accounts import roles
from tests.cast import Cast
from workflows.permissions import OFFICE, may, verbs_for

OF_THE_OFFICE = {"close_case", "reopen_case", "cancel_case", "edit_case", "renew_case_link", "revoke_case_links"}
GRID = {
    "anna": {"write_message", "add_attachments", "close_case", "reopen_case"},
    "tea": OFFICE - OF_THE_OFFICE - {"assign_case"},
    "lena": OFFICE - OF_THE_OFFICE,
    "dora": OFFICE,
    "edda": set(),
    "adam": OFFICE,
}


@pytest.mark.parametrize("name", GRID)
def test_it_gives_each_role_its_verbs(cast: Cast, name: str) -> None:
    case = cast.opens_case()
    assert {verb for verb in OFFICE if may(getattr(cast, name), verb, case)} == GRID[name]


def test_it_gives_nothing_to_somebody_deactivated(cast: Cast) -> None:
    cast.dora.is_active = False
    assert not may(cast.dora, "close_case", cast.opens_case())


def test_it_offers_what_the_status_allows(cast: Cast) -> None:
    offered = verbs_for(cast.tea, cast.opens_case())
    assert "acknowledge_case" in offered and "finish_case" not in offered


def test_the_rights_over_cases_are_edited_with_the_role(cast: Cast, client: Client) -> None:
    office = Group.objects.get(name=roles.DISPATCHER)
    client.force_login(cast.adam)
    address = f"/admin/groups/edit/{office.pk}/"
    offered = client.get(address).context["form"].fields["permissions"].queryset
    own = {"view_case", "see_all_cases", "work_cases", "reassign_cases", "manage_cases", "see_money"}
    assert own <= {right.codename for right in offered if right.content_type.model == "case"}
