import pytest

from reports.actions.export_used_articles import TakenMeanwhile, export_used_articles, put_into
from reports.actions.undo_export import undo_export
from reports.models import ExportBatch, ExportLine
from tests.cast import Cast
from tests.reports.made import done_case, used
from workflows.actor import SYSTEM, Actor
from workflows.errors import NotPossible
from workflows.models import UsedArticle


@pytest.fixture
def edda(cast: Cast) -> Actor:
    return Actor.of(cast.edda, via="admin")


def test_it_marks_what_was_asked_for(cast: Cast, edda: Actor) -> None:
    done_case(cast, "1", "2")
    done_case(cast, "4", foreign=True)
    batch = export_used_articles(f"customer={cast.bjorken.pk}", by=edda)
    assert batch.count == batch.lines.count() == 2
    assert (batch.user, batch.by_name, batch.filters) == (
        cast.edda,
        "Edda Holm",
        {"asked": f"customer={cast.bjorken.pk}"},
    )


def test_it_marks_nothing_twice(cast: Cast, edda: Actor) -> None:
    done_case(cast, "1")
    export_used_articles("", by=edda)
    used(cast)
    assert export_used_articles("exported=all", by=edda).count == 1


def test_it_refuses_when_there_is_nothing(cast: Cast, edda: Actor) -> None:
    with pytest.raises(NotPossible):
        export_used_articles("", by=edda)
    assert not ExportBatch.objects.exists()


@pytest.mark.parametrize("name", ["tea", "anna"])
def test_it_marks_nothing_that_the_person_may_not_see(cast: Cast, name: str) -> None:
    done_case(cast, "1")
    with pytest.raises(NotPossible):
        export_used_articles("", by=Actor.of(getattr(cast, name), via="admin"))


def test_it_wants_a_person(cast: Cast) -> None:
    done_case(cast, "1")
    with pytest.raises(NotPossible):
        export_used_articles("", by=SYSTEM)


def test_it_is_all_or_nothing_when_somebody_is_faster(cast: Cast, edda: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The colleague's lines were not to be seen yet when ours were chosen."""
    first, second = used(cast), used(cast)
    other = ExportBatch.objects.create(user=cast.edda, by_name="Någon annan")
    ExportLine.objects.create(batch=other, used_article=second)

    def blindly(batch: ExportBatch, articles: object) -> int:
        return put_into(batch, UsedArticle.objects.all())

    monkeypatch.setattr("reports.actions.export_used_articles.put_into", blindly)
    with pytest.raises(TakenMeanwhile):
        export_used_articles("", by=edda)
    assert not ExportLine.objects.filter(used_article=first).exists()
    assert ExportBatch.objects.get() == other


def test_taking_it_back_frees_the_articles(cast: Cast, edda: Actor) -> None:
    done_case(cast, "1")
    batch = undo_export(export_used_articles("", by=edda), by=edda)
    assert batch.undone_at is not None
    assert batch.undone_by == "Edda Holm"
    assert export_used_articles("", by=edda).count == 1


def test_it_is_taken_back_once(cast: Cast, edda: Actor) -> None:
    done_case(cast, "1")
    batch = export_used_articles("", by=edda)
    undo_export(batch, by=edda)
    with pytest.raises(NotPossible):
        undo_export(batch, by=edda)


def test_taking_it_back_is_all_or_nothing(cast: Cast, edda: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: ExportBatch, **kwargs: object) -> None:
        raise RuntimeError

    done_case(cast, "1")
    batch = export_used_articles("", by=edda)
    monkeypatch.setattr(ExportBatch, "refresh_from_db", broken)
    with pytest.raises(RuntimeError):
        undo_export(batch, by=edda)
    assert ExportBatch.objects.get().undone_at is None
    assert ExportLine.objects.get().live
