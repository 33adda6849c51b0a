"""The register of absence: everybody's for the office, her own for each of the others."""

import re
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tests.cast import Cast
from workflows.errors import NotPossible
from workflows.models import Absence, Case


def today(days: int = 0) -> date:
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def office(cast: Cast, client: Client) -> Client:
    client.force_login(cast.dora)
    return client


@pytest.fixture
def absence(cast: Cast) -> Absence:
    return Absence.objects.create(person=cast.nils, first_day=today(-1), last_day=today(3), deputy=cast.tea, note="Sol")


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def add(client: Client, **fields: Any) -> Any:
    given = {"first_day": today().isoformat(), "last_day": today(3).isoformat(), "deputy": "", "note": "", **fields}
    return client.post(reverse("absences:add"), given)


def test_the_office_enters_anybodys(cast: Cast, office: Client) -> None:
    response = add(office, person=cast.nils.pk, deputy=cast.tea.pk)
    made = Absence.objects.get()
    assert response["Location"] == reverse("absences:edit", args=[made.pk])
    assert (made.person, made.deputy, made.entered_by) == (cast.nils, cast.tea, cast.dora)


@pytest.mark.parametrize("who", ["tea", "lena", "edda"])
def test_others_enter_their_own_whatever_they_post(who: str, cast: Cast, client: Client) -> None:
    client.force_login(getattr(cast, who))
    assert 'name="person"' not in text(client.get(reverse("absences:add")))
    add(client, person=cast.nils.pk)
    assert Absence.objects.get().person == getattr(cast, who)


def test_others_see_and_change_only_their_own(cast: Cast, client: Client, absence: Absence) -> None:
    client.force_login(cast.tea)
    assert "Nils" not in text(client.get(reverse("absences:index_results")))
    for page in ("edit", "inspect", "history", "end", "hand_over"):
        assert client.post(reverse(f"absences:{page}", args=[absence.pk])).status_code in {404, 405}
    absence.refresh_from_db()
    assert absence.last_day == today(3)


def test_it_says_beside_the_field_that_days_overlap(cast: Cast, office: Client, absence: Absence) -> None:
    response = add(office, person=cast.nils.pk)
    assert response.context["form"].errors["first_day"] == [
        f"Redan frånvarande då: {absence.days}. Ändra den i stället."
    ]


def test_it_says_what_a_colleague_entered_at_the_same_moment(
    cast: Cast, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise NotPossible("Redan frånvarande då")

    monkeypatch.setattr("workflows.viewsets.absence.register_absence", refuse)
    assert "Redan frånvarande då" in text(add(office, person=cast.nils.pk))
    assert not Absence.objects.exists()


@pytest.mark.parametrize("who", ["edda", "anna", "nils"])
def test_it_offers_no_deputy_who_could_not_do_the_work(who: str, cast: Cast, office: Client) -> None:
    errors = add(office, person=cast.nils.pk, deputy=getattr(cast, who).pk).context["form"].errors
    assert "deputy" in errors and not Absence.objects.exists()


def test_it_changes_the_days_but_not_the_person(cast: Cast, office: Client, absence: Absence) -> None:
    given = {"person": cast.lena.pk, "first_day": today(), "last_day": today(9), "deputy": "", "note": ""}
    office.post(reverse("absences:edit", args=[absence.pk]), given)
    absence.refresh_from_db()
    assert (absence.person, absence.last_day, absence.deputy) == (cast.nils, today(9), None)


def test_the_page_offers_what_is_open_and_hands_it_over(cast: Cast, office: Client) -> None:
    cases = [cast.foreign_case(), cast.foreign_case()]
    absence = Absence.objects.create(person=cast.nils, last_day=today(), deputy=cast.tea)
    assert "Lämna över 2 öppna ärenden till Tea Lind" in text(office.get(reverse("absences:edit", args=[absence.pk])))
    answer = office.post(reverse("absences:hand_over", args=[absence.pk]), follow=True)
    assert "2 ärenden gick till Tea Lind." in text(answer) and "Lämna över" not in text(answer)
    assert {Case.objects.get(pk=case.pk).responsible for case in cases} == {cast.tea}


def test_it_says_why_nothing_is_handed_over(cast: Cast, office: Client, absence: Absence) -> None:
    Absence.objects.filter(pk=absence.pk).update(deputy=None)
    answer = office.post(reverse("absences:hand_over", args=[absence.pk]), follow=True)
    assert "Ingen ersätter Nils Berg i dag." in text(answer)


def test_it_ends_and_says_who_gets_the_cases(office: Client, absence: Absence) -> None:
    answer = office.post(reverse("absences:end", args=[absence.pk]), follow=True)
    assert "Nils Berg får de nya ärendena igen." in text(answer) and "Frånvaron är slut." in text(answer)


def test_what_never_began_leads_back_to_the_list(cast: Cast, office: Client) -> None:
    coming = Absence.objects.create(person=cast.nils, first_day=today(3), last_day=today(4))
    response = office.post(reverse("absences:end", args=[coming.pk]))
    assert response["Location"] == reverse("absences:index") and not Absence.objects.exists()


@pytest.mark.parametrize(("when", "seen"), [("now", "Nils"), ("coming", "Tea"), ("over", "Lena")])
def test_it_filters_by_when(when: str, seen: str, cast: Cast, office: Client) -> None:
    for person, first in ((cast.nils, 0), (cast.tea, 5), (cast.lena, -9)):
        Absence.objects.create(person=person, first_day=today(first), last_day=today(first + 1))
    page = text(office.get(reverse("absences:index_results"), {"when": when})).partition("<tbody>")[2]
    assert [name for name in ("Nils", "Tea", "Lena") if name in page] == [seen]


def test_it_goes_out_to_excel_as_days(office: Client, absence: Absence) -> None:
    content = b"".join(office.get(reverse("absences:index"), {"export": "xlsx"}).streaming_content)  # type: ignore[attr-defined]
    head, row = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)  # type: ignore[union-attr]
    assert head[:4] == ("Person", "Första dag", "Sista dag", "Ersättare")
    assert (row[0], row[2].date(), row[3]) == ("Nils Berg", today(3), "Tea Lind")


def test_the_office_sees_it_on_the_start_page_the_case_and_where_it_hands_over(
    cast: Cast, office: Client, absence: Absence
) -> None:
    case = cast.foreign_case(responsible=cast.nils)
    words = f"rånvarande till {absence.until.rpartition('till ')[2]}"
    assert f"F{words}, ersätts av Tea Lind" in text(office.get("/admin/"))
    room = text(office.get(reverse("cases:room", args=[case.pk])))
    assert f"F{words}, ersätts av Tea Lind" in room
    assert f"Nils Berg (1 öppna, f{words})" in room
