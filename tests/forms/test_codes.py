import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from forms import codes
from forms.models import IntakeFormPage, QrCode
from tests.cast import Cast
from workflows.models import Equipment, Schedule, Worksite

pytestmark = pytest.mark.django_db
Pages = dict[str, IntakeFormPage]


def test_it_makes_one_for_each_worksite(cast: Cast, pages: Pages) -> None:
    more = Worksite.objects.create(customer=cast.bjorken, name="Lillgatan 2")
    made = codes.make_codes(pages["deviation"], [cast.storgatan, more], by=cast.dora, shows_contact=False)
    assert [(code.worksite, code.created_by, code.shows_contact) for code in made] == [
        (cast.storgatan, cast.dora, False),
        (more, cast.dora, False),
    ]


def test_it_makes_one_for_each_thing_in_use(cast: Cast, pages: Pages) -> None:
    Equipment.objects.create(worksite=cast.storgatan, name="Gammal hiss", is_active=False)
    [made] = codes.make_codes(pages["deviation"], [cast.storgatan], by=cast.dora, each_thing=True)
    assert (made.worksite, made.equipment) == (cast.storgatan, cast.lift)


def test_it_knows_where_no_code_hangs_yet(cast: Cast, pages: Pages, code: QrCode) -> None:
    more = Worksite.objects.create(customer=cast.bjorken, name="Lillgatan 2")
    both = [cast.storgatan, more]
    assert codes.without_code(both, pages["deviation"]) == {more.pk}
    assert codes.without_code(both, pages["order"]) == {cast.storgatan.pk, more.pk}
    codes.revoke(code)
    assert codes.without_code(both, pages["deviation"]) == {cast.storgatan.pk, more.pk}


def test_revoking_twice_is_once(code: QrCode) -> None:
    assert codes.revoke(code) and not codes.revoke(code)
    assert code.is_revoked


def test_a_replacement_hangs_in_the_same_place(cast: Cast, code: QrCode) -> None:
    QrCode.objects.update(label_text="Ring inte, skriv", shows_contact=False)
    code.refresh_from_db()
    new = codes.replace(code, by=cast.dora)
    code.refresh_from_db()
    assert new is not None and code.is_revoked and code.replaced_by == new
    assert (new.worksite, new.equipment, new.label_text, new.shows_contact) == (
        code.worksite,
        code.equipment,
        "Ring inte, skriv",
        False,
    )
    assert new.token != code.token and codes.replace(code, by=cast.dora) is None


def test_only_a_revoked_code_is_replaced(code: QrCode, cast: Cast) -> None:
    other = QrCode.objects.create(page=code.page, worksite=cast.storgatan)
    with pytest.raises(IntegrityError), transaction.atomic():
        QrCode.objects.filter(pk=code.pk).update(replaced_by=other)


def test_a_label_is_in_the_company_s_language(code: QrCode) -> None:
    with translation.override("en"):
        [label] = codes.labels_of([code])
    assert (label.title, label.company, label.short_number) == (
        "Något fel? Säg till här.",
        "Norrhiss Service",
        code.short_number,
    )
    assert label.url == code.url and label.lines == ["Hiss A", "Storgatan 1, 111 22 Stockholm"]


def test_a_label_hides_what_the_page_hides(code: QrCode) -> None:
    code.shows_address = code.shows_equipment = False
    assert codes.lines_of(code) == ["Storgatan 1"]


def test_what_hangs_together_belongs_together(cast: Cast, code: QrCode) -> None:
    code.worksite = cast.kanalgatan
    code.schedule = Schedule.objects.create(title="Tillsyn", customer=cast.bjorken)
    code.case = cast.opens_case()
    with pytest.raises(ValidationError) as refused:
        code.clean()
    assert set(refused.value.error_dict) == {"equipment", "schedule", "case"}
