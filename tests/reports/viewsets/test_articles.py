from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from reports.excel import writing
from reports.models import ExportBatch, ExportLine
from tests.cast import CANARY, Cast
from tests.reports.made import done_case, own_queries, seen_by, used
from workflows import errands
from workflows.models import Job
from workflows.sheets import read_rows


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


@pytest.fixture
def articles(db: None) -> str:
    return reverse("reports:articles")


def test_it_shows_what_was_used_with_prices(cast: Cast, articles: str) -> None:
    case = done_case(cast, "2")
    text = seen_by(cast.edda).get(articles).content.decode()
    for words in ["Låskolv", "499,00", "Brf Björken", str(case.pk), "1 rad"]:
        assert words in text


@pytest.mark.parametrize("name", ["tea", "lena", "anna", "otto"])
def test_it_does_not_exist_without_the_right_to_see_money(cast: Cast, articles: str, name: str) -> None:
    done_case(cast, "2")
    client = seen_by(getattr(cast, name))
    assert client.get(articles).status_code in (302, 404)
    answer = client.post(reverse("reports:article_file"), {"form": "xlsx", "asked": ""})
    assert answer.status_code in (302, 404)
    assert not Job.objects.exists()


def test_who_only_reads_cannot_mark(cast: Cast, articles: str) -> None:
    done_case(cast, "2")
    client = seen_by(cast.dora)
    assert "Markera" not in client.get(articles).content.decode()
    assert client.post(reverse("reports:mark_exported"), {"asked": ""}).status_code == 404
    assert not ExportBatch.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        "customer=x",
        "customer=999999999999999999999",
        "customer_text=%00",
        "category=x",
        "status=x",
        "exported=x",
        "used_from=x",
        "used_to=0001-01-01",
        "closed_from=9999-12-31",
        "p=x",
    ],
)
def test_it_bears_nonsense_and_says_so(cast: Cast, articles: str, query: str) -> None:
    used(cast)
    client = seen_by(cast.edda)
    assert client.get(f"{articles}?{query}").status_code == 200
    assert client.post(reverse("reports:article_file"), {"form": "csv", "asked": query}).status_code in (200, 302)


def test_a_few_rows_come_at_once(cast: Cast) -> None:
    done_case(cast, "2")
    answer = seen_by(cast.edda).post(reverse("reports:article_file"), {"form": "xlsx", "asked": ""})
    assert "attachment" in answer["Content-Disposition"]
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert len(read_rows(BytesIO(content(answer)))) == 2


def test_an_unknown_form_is_not_found(cast: Cast) -> None:
    assert seen_by(cast.edda).post(reverse("reports:article_file"), {"form": "exe"}).status_code == 404


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "AT_ONCE", 1)


def test_many_rows_become_a_job_with_a_page_and_a_file(
    cast: Cast, many: None, django_capture_on_commit_callbacks: Any
) -> None:
    used(cast), used(cast)
    client = seen_by(cast.edda)
    with django_capture_on_commit_callbacks():
        answer = client.post(reverse("reports:article_file"), {"form": "csv", "asked": ""})
    job = Job.objects.get()
    assert answer["Location"] == reverse("reports:job", args=[job.pk])
    assert "data-watch" in client.get(answer["Location"]).content.decode()
    errands.perform_due()
    assert "Filen är klar." in client.get(answer["Location"]).content.decode()
    assert len(read_rows(BytesIO(content(client.get(reverse("reports:job_file", args=[job.pk])))))) == 3


@pytest.mark.parametrize("state", Job.State)
def test_a_job_is_its_owner_s_alone(cast: Cast, state: str) -> None:
    job = Job.objects.create(kind="article_report", title="x", user=cast.edda, state=state)
    for name in ("job", "job_file"):
        assert seen_by(cast.adam).get(reverse(f"reports:{name}", args=[job.pk])).status_code == 404
    assert seen_by(cast.edda).get(reverse("reports:job", args=[job.pk])).status_code == 200


def test_a_job_of_another_kind_is_not_found(cast: Cast) -> None:
    job = Job.objects.create(kind="other", title="x", user=cast.edda)
    assert seen_by(cast.edda).get(reverse("reports:job", args=[job.pk])).status_code == 404


def test_a_file_that_is_not_there_is_not_found(cast: Cast) -> None:
    job = Job.objects.create(kind="article_report", title="x", user=cast.edda, state="done")
    assert seen_by(cast.edda).get(reverse("reports:job_file", args=[job.pk])).status_code == 404


def test_marking_makes_an_export_with_its_file(cast: Cast, articles: str) -> None:
    done_case(cast, "2")
    client = seen_by(cast.edda)
    answer = client.post(reverse("reports:mark_exported"), {"asked": ""})
    batch = ExportBatch.objects.get()
    assert answer["Location"] == reverse("reports:export", args=[batch.pk]) + "?new=1"
    assert ExportLine.objects.filter(live=True).count() == 1
    assert len(read_rows(BytesIO(content(client.get(reverse("reports:export_file", args=[batch.pk])))))) == 2
    assert "Allt är exporterat" in client.get(articles).content.decode()


def test_marking_nothing_says_so(cast: Cast) -> None:
    answer = seen_by(cast.edda).post(reverse("reports:mark_exported"), {"asked": ""}, follow=True)
    assert "Det finns inget att exportera" in answer.content.decode()


def test_marking_many_writes_the_file_later(cast: Cast, many: None) -> None:
    used(cast), used(cast)
    client = seen_by(cast.edda)
    client.post(reverse("reports:mark_exported"), {"asked": ""})
    batch = ExportBatch.objects.get()
    address = reverse("reports:export", args=[batch.pk])
    assert "data-watch" in client.get(address).content.decode()
    errands.perform_due()
    assert reverse("reports:export_file", args=[batch.pk]) in client.get(address).content.decode()


def test_addresses_that_change_something_take_no_get(cast: Cast) -> None:
    for name in ("article_file", "mark_exported"):
        assert seen_by(cast.edda).get(reverse(f"reports:{name}")).status_code == 405


def test_it_shows_only_cases_that_the_person_sees(cast: Cast, articles: str) -> None:
    done_case(cast, "2")
    done_case(cast, "3", foreign=True)
    cast.tea.user_permissions.add(Permission.objects.get(codename="see_money"))
    client = seen_by(cast.tea)
    assert CANARY not in client.get(articles).content.decode()
    answer = client.post(reverse("reports:article_file"), {"form": "csv", "asked": ""})
    assert CANARY not in content(answer).decode()


def test_its_list_costs_the_same_for_many(cast: Cast, articles: str) -> None:
    client = seen_by(cast.edda)
    used(cast)
    one = own_queries(client, articles)
    for _ in range(49):
        used(cast)
    assert own_queries(client, articles) == one <= 3
