import pytest
from django.urls import reverse

from reports.actions.export_used_articles import export_used_articles
from reports.excel import writing
from reports.models import ExportBatch, ExportLine
from tests.cast import Cast
from tests.reports.made import seen_by, used
from workflows.actor import Actor

NAMES = ["export", "export_file", "write_export_file", "undo_export"]


@pytest.fixture
def batch(cast: Cast) -> ExportBatch:
    used(cast)
    return export_used_articles("", by=Actor.of(cast.edda, via="admin"))


def address(name: str, batch: ExportBatch) -> str:
    return reverse(f"reports:{name}", args=[batch.pk])


def test_its_list_names_them(cast: Cast, batch: ExportBatch) -> None:
    text = seen_by(cast.dora).get(reverse("reports:exports")).content.decode()
    assert f"Export {batch.pk}" in text
    assert "Edda Holm" in text


def test_an_empty_list_says_so(cast: Cast) -> None:
    assert "Inget är exporterat än" in seen_by(cast.edda).get(reverse("reports:exports")).content.decode()


@pytest.mark.parametrize("name", ["tea", "lena", "anna", "otto"])
def test_they_do_not_exist_for_others(cast: Cast, batch: ExportBatch, name: str) -> None:
    writing.keep_file(batch)
    client = seen_by(getattr(cast, name))
    for one in NAMES:
        assert client.post(address(one, batch)).status_code in (302, 404)
        assert client.get(address(one, batch)).status_code in (302, 404, 405)
    assert client.get(reverse("reports:exports")).status_code in (302, 404)
    assert ExportLine.objects.get().live


def test_who_only_reads_changes_nothing(cast: Cast, batch: ExportBatch) -> None:
    client = seen_by(cast.dora)
    for one in ("write_export_file", "undo_export"):
        assert client.post(address(one, batch)).status_code == 404
    assert "Ta tillbaka" not in client.get(address("export", batch)).content.decode()
    assert ExportBatch.objects.values("file", "undone_at").get() == {"file": "", "undone_at": None}


def test_a_missing_one_is_not_found(cast: Cast) -> None:
    for one in NAMES:
        answer = seen_by(cast.edda).post(reverse(f"reports:{one}", args=[987654]))
        assert answer.status_code in (404, 405)


def test_a_file_that_was_cut_off_can_be_written(cast: Cast, batch: ExportBatch) -> None:
    client = seen_by(cast.edda)
    assert client.get(address("export_file", batch)).status_code == 404
    assert "Skriv filen" in client.get(address("export", batch)).content.decode()
    client.post(address("write_export_file", batch))
    assert client.get(address("export_file", batch)).status_code == 200


def test_the_file_stays_the_same(cast: Cast, batch: ExportBatch) -> None:
    writing.keep_file(batch)
    client = seen_by(cast.edda)
    first = b"".join(client.get(address("export_file", batch)).streaming_content)  # type: ignore[attr-defined]
    cast.bjorken.name = "Nytt namn"
    cast.bjorken.save()
    again = b"".join(client.get(address("export_file", batch)).streaming_content)  # type: ignore[attr-defined]
    assert first == again


def test_taking_it_back(cast: Cast, batch: ExportBatch) -> None:
    client = seen_by(cast.edda)
    answer = client.post(address("undo_export", batch), follow=True)
    assert "Återtagen" in answer.content.decode()
    assert not ExportLine.objects.filter(live=True).exists()
    answer = client.post(address("undo_export", batch), follow=True)
    assert "redan återtagen" in answer.content.decode()


def test_it_comes_down_by_itself_when_it_is_new(cast: Cast, batch: ExportBatch) -> None:
    writing.keep_file(batch)
    client = seen_by(cast.edda)
    assert "data-fetch-now" in client.get(address("export", batch) + "?new=1").content.decode()
    assert "data-fetch-now" not in client.get(address("export", batch)).content.decode()
