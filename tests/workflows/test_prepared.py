import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from workflows.models import Case, CaseLink
from workflows.prepared import Insert, Prepared

titled = Prepared(lambda pk: Case.objects.filter(pk=pk).select_related("worksite"), -1)


def test_it_reads_the_row_anew_each_time(cast: Cast) -> None:
    case = cast.opens_case()
    before = titled(case.pk)[0].title
    Case.objects.filter(pk=case.pk).update(title="Ny rubrik")
    assert before != "Ny rubrik" and [found.title for found in titled(case.pk)] == ["Ny rubrik"]


def test_it_asks_as_django_does(cast: Cast) -> None:
    case = cast.opens_case()
    with CaptureQueriesContext(connection) as asked:
        prepared, own = titled(case.pk), list(Case.objects.filter(pk=case.pk).select_related("worksite"))
    assert [query["sql"] for query in asked] == [asked[0]["sql"]] * 2
    assert prepared == own and prepared[0].worksite == own[0].worksite
    assert prepared[0].opened_at == own[0].opened_at


def test_it_wants_to_find_again_what_it_is_asked_about(cast: Cast) -> None:
    with pytest.raises(AssertionError):
        Prepared(lambda pk: Case.objects.all(), -1)(1)


@pytest.mark.parametrize("value", [10**30, -(10**30), "a\x00b"])
def test_it_finds_nothing_by_what_no_column_holds(db: None, value: int | str) -> None:
    assert titled(value) == []


def test_it_inserts_as_django_does(cast: Cast) -> None:
    case = cast.opens_case()
    own = CaseLink.objects.create(case=case, name="Pia", email="pia@example.com")
    link = Insert(CaseLink)(CaseLink(case=case, name="Pia", email="pia@example.com"))
    assert link.pk == own.pk + 1 and not link._state.adding
    columns = [
        field.attname for field in CaseLink._meta.concrete_fields if field.attname not in ("id", "token", "created_at")
    ]
    written = CaseLink.objects.get(pk=link.pk)
    assert [getattr(written, name) for name in columns] == [getattr(own, name) for name in columns]
    assert written.token == link.token != own.token
