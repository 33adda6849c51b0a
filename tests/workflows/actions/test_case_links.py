"""The keys to one case: a new one, or none."""

from tests.cast import Cast
from workflows.actions.renew_case_link import renew_case_link
from workflows.actions.revoke_case_links import revoke_case_links
from workflows.actor import SYSTEM


def test_a_new_link_takes_the_place_of_the_old(cast: Cast) -> None:
    case, other = cast.opens_case(), cast.opens_case()
    old = case.links.get()
    new = renew_case_link(case, by=SYSTEM)
    assert list(case.links.valid()) == [new] and new.token != old.token and new.email == old.email
    assert other.links.valid().count() == 1


def test_revoked_links_open_nothing(cast: Cast) -> None:
    case = cast.opens_case()
    assert (revoke_case_links(case, by=SYSTEM), revoke_case_links(case, by=SYSTEM)) == (1, 0)
    assert not case.links.valid().exists()
