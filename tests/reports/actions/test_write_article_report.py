from datetime import timedelta

import pytest
from django.utils import timezone

from reports.actions.export_used_articles import export_used_articles
from reports.actions.write_article_report import KIND, plan_article_report, write_article_report
from reports.excel import writing
from reports.models import ExportBatch
from tests.cast import Cast
from tests.reports.made import done_case
from workflows import errands
from workflows.actor import Actor
from workflows.models import Errand, Job
from workflows.sheets import SheetError, read_rows


def fresh(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_it_writes_the_file(cast: Cast, form: str) -> None:
    done_case(cast, "1", "2")
    job = plan_article_report(cast.edda, asked="", form=form)
    write_article_report(job.pk)
    job = fresh(job)
    assert (job.state, job.percent, job.total) == (Job.State.DONE, 100, 2)
    with job.file.open("rb") as file:
        assert len(read_rows(file)) == 3


def test_it_is_an_errand_of_the_same_transaction(cast: Cast) -> None:
    job = plan_article_report(cast.edda, asked="", form="xlsx")
    assert Errand.objects.filter(kind=KIND, subject_id=job.pk).count() == 1


def test_it_tells_how_far_it_has_come_and_keeps_its_lease(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    done_case(cast, "1", "2", "3")
    monkeypatch.setattr(writing, "STEP", 1)
    job = plan_article_report(cast.edda, asked="", form="csv")
    Errand.objects.filter(kind=KIND).update(leased_until=timezone.now())
    write_article_report(job.pk)
    assert fresh(job).done == 3
    assert Errand.objects.get(kind=KIND).leased_until > timezone.now() + errands.LEASE - timedelta(minutes=1)  # type: ignore[operator]


def test_it_writes_once(cast: Cast) -> None:
    job = plan_article_report(cast.edda, asked="", form="xlsx")
    write_article_report(job.pk)
    name = fresh(job).file.name
    write_article_report(job.pk)
    assert fresh(job).file.name == name


def test_it_writes_what_its_owner_may_see_by_then(cast: Cast) -> None:
    done_case(cast, "1")
    job = plan_article_report(cast.edda, asked="", form="csv")
    cast.edda.groups.clear()
    write_article_report(job.pk)
    assert fresh(job).total == 0


def test_it_says_why_it_failed_and_does_not_try_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_many(*args: object) -> None:
        raise SheetError("För många rader.")

    monkeypatch.setattr(writing, "workbook", too_many)
    job = plan_article_report(cast.edda, asked="", form="xlsx")
    assert not errands.perform(Errand.objects.get(kind=KIND).pk)
    assert (fresh(job).state, fresh(job).error) == (Job.State.FAILED, "För många rader.")
    assert Errand.objects.get(kind=KIND).gave_up_at is not None


def test_it_writes_the_file_of_an_export(cast: Cast) -> None:
    done_case(cast, "1", "2")
    batch = export_used_articles("", by=Actor.of(cast.edda, via="admin"))
    write_article_report(plan_article_report(cast.edda, batch=batch.pk).pk)
    with ExportBatch.objects.get().file.open("rb") as file:
        assert len(read_rows(file)) == 3


def test_the_file_of_an_export_is_written_once(cast: Cast) -> None:
    done_case(cast, "1")
    batch = export_used_articles("", by=Actor.of(cast.edda, via="admin"))
    writing.keep_file(batch)
    name = ExportBatch.objects.get().file.name
    writing.keep_file(ExportBatch.objects.get())
    assert ExportBatch.objects.get().file.name == name
