from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from tests.cast import Cast
from workflows.models import Case, CaseEvent


def test_it_refuses_to_set_the_status_by_hand(cast: Cast) -> None:
    case = cast.opens_case()
    with pytest.raises(AttributeError):
        case.status = "closed"


def test_it_reads_its_status_again(cast: Cast) -> None:
    case = cast.opens_case()
    Case.objects.filter(pk=case.pk).update(status="waiting")
    case.refresh_from_db()
    assert case.status == "waiting"


def test_it_stays_protected_after_reading_a_row_that_is_gone(cast: Cast) -> None:
    case = cast.opens_case()
    with pytest.raises(Case.DoesNotExist):
        Case(pk=0).refresh_from_db()
    with pytest.raises(AttributeError):
        case.status = "closed"


def test_it_passes_full_clean(cast: Cast) -> None:
    cast.opens_case().full_clean()


def test_it_loads_a_deferred_status(cast: Cast) -> None:
    cast.opens_case()
    assert Case.objects.defer("status").get().status == "assigned"


def test_it_reads_again_in_many_threads(cast: Cast) -> None:
    """Without a database: each thread reads a row again while the others set theirs."""
    errors: list[Exception] = []
    barrier = Barrier(8)

    def read(pk: int) -> None:
        case = Case(pk=pk, title="x")
        barrier.wait()
        try:
            for _ in range(300):
                case.__dict__["_loading_from_db"] = True
                case.status = "waiting"
                del case.__dict__["_loading_from_db"]
                with pytest.raises(AttributeError):
                    case.status = "closed"
        except Exception as error:
            errors.append(error)

    threads = [Thread(target=read, args=(pk,)) for pk in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert errors == []


@pytest.mark.parametrize("status", ["lost", ""])
def test_it_refuses_an_unknown_status_in_the_database(cast: Cast, status: str) -> None:
    case = cast.opens_case()
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(status=status)


def test_it_refuses_an_open_case_without_anybody_in_the_database(cast: Cast) -> None:
    case = cast.opens_case()
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(team=None, responsible=None)


def test_it_keeps_the_team_that_answers_from_being_deleted(cast: Cast) -> None:
    cast.opens_case()
    with pytest.raises(ProtectedError):
        cast.lifts.delete()


@pytest.mark.parametrize("change", ["delete", "save", "rows"])
def test_it_never_rewrites_its_history(cast: Cast, change: str) -> None:
    event = cast.opens_case().events.get()
    with pytest.raises(TypeError, match="append-only"):
        {
            "delete": event.delete,
            "save": event.save,
            "rows": lambda: CaseEvent.objects.update(by_name="x"),
        }[change]()


def test_it_has_each_sequence_once(cast: Cast) -> None:
    event = cast.opens_case().events.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseEvent.objects.create(case=event.case, sequence=1, kind="note", by_name="x", via="admin")


def test_it_shows_a_person_only_her_own(cast: Cast) -> None:
    own, foreign = cast.opens_case(), cast.foreign_case()
    seen = {name: set(Case.objects.visible_to(getattr(cast, name))) for name in ("anna", "otto", "tea", "dora", "adam")}
    assert seen == {
        "anna": {own},
        "otto": {foreign},
        "tea": {own},
        "dora": {own, foreign},
        "adam": {own, foreign},
    }


def test_it_shows_nothing_to_somebody_deactivated(cast: Cast) -> None:
    cast.opens_case()
    cast.anna.contact.is_active = False
    cast.anna.contact.save()
    assert not Case.objects.visible_to(cast.anna).exists()


@pytest.mark.parametrize(
    ("scope", "watched", "count"),
    [("own", False, 1), ("worksites", False, 1), ("worksites", True, 2), ("all", False, 2)],
)
def test_it_shows_a_contact_what_her_scope_says(cast: Cast, scope: str, watched: bool, count: int) -> None:
    cast.opens_case()
    cast.opens_case(reporter=None)
    contact = cast.anna.contact
    contact.scope = scope
    contact.save()
    if watched:
        contact.worksites.add(cast.storgatan)
    assert Case.objects.visible_to(cast.anna).count() == count


def test_it_lists_with_one_query(cast: Cast, django_assert_num_queries: object) -> None:
    cast.opens_case()
    cast.opens_case()
    with django_assert_num_queries(1):  # type: ignore[operator]
        [(str(case.customer), str(case.worksite), str(case.category), case.status) for case in Case.objects.for_list()]
    assert connection.vendor in {"sqlite", "postgresql"}


def test_it_names_the_statuses_of_late_cases_so_that_an_index_of_open_ones_serves() -> None:
    assert (
        "IN ('assigned', 'acknowledged', 'in_progress', 'waiting')" in Case.objects.overdue().query.sql_with_params()[0]
    )
