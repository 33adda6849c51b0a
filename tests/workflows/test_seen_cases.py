import pytest

from tests.cast import Cast
from workflows.models import Case, Contact, Viewer
from workflows.seen_cases import SeenCases

pytestmark = pytest.mark.django_db
titled = SeenCases(lambda cases, title: cases.filter(title=title).order_by("pk"), "?")


@pytest.mark.parametrize("scope", Contact.Scope)
def test_it_finds_what_a_contact_sees(cast: Cast, scope: str) -> None:
    Contact.objects.update(scope=scope)
    case = cast.opens_case()
    for name in ("anna", "otto", "tea", "dora", "adam"):
        user = type(cast.anna).objects.get(pk=getattr(cast, name).pk)
        seen = Case.objects.visible_to(user).filter(title=case.title)
        assert titled(Viewer.of(user), case.title) == list(seen), name


def test_it_finds_nothing_for_nobody(cast: Cast) -> None:
    case = cast.opens_case()
    assert titled(Viewer("nobody"), case.title) == []


def test_it_finds_by_a_link_that_case_alone(cast: Cast) -> None:
    case, other = cast.opens_case(), cast.opens_case()
    assert titled(Viewer("link", (case.pk,)), case.title) == [case]
    assert other.title == case.title


def test_it_costs_one_query(cast: Cast, django_assert_num_queries: pytest.FixtureRequest) -> None:
    viewer = Viewer.of(cast.tea)
    with django_assert_num_queries(1):  # type: ignore[operator]
        titled(viewer, "?")
