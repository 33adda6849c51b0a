"""What staff do with codes: make them for many places, revoke, replace, and say what stands on a label."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from forms.labels import Label
from forms.models import IntakeFormPage, QrCode
from workflows.models import Case, Company, Equipment, Schedule, Worksite


@dataclass(frozen=True)
class Place:
    """Where a code hangs, and what a report through it is about besides."""

    worksite: Worksite
    equipment: Equipment | None = None
    schedule: Schedule | None = None
    case: Case | None = None

    def __str__(self) -> str:
        about = f"{self.case.number} {self.case.title}" if self.case else ""
        return ", ".join(str(part) for part in (self.worksite, self.equipment, self.schedule, about) if part)


LOOKS = ("label_text", "shows_address", "shows_equipment", "shows_contact")


def make_codes(
    page: IntakeFormPage, worksites: Sequence[Worksite], *, by: User, each_thing: bool = False, **looks: Any
) -> list[QrCode]:
    """One code a worksite, or one for each thing there that is in use. Four queries, however many."""
    places = [Place(worksite) for worksite in worksites]
    if each_thing:
        things = Equipment.objects.filter(worksite__in=worksites, is_active=True)
        places = places_of(Equipment, things)
    return make_codes_at(page, places, by=by, **looks)


def make_codes_at(page: IntakeFormPage, places: Sequence[Place], *, by: User, **looks: Any) -> list[QrCode]:
    codes = [
        QrCode(
            page=page,
            worksite=place.worksite,
            equipment=place.equipment,
            schedule=place.schedule,
            case=place.case,
            created_by=by,
            **looks,
        )
        for place in places
    ]
    return QrCode.objects.bulk_create(codes)


def places_of(model: type[Model], rows: QuerySet) -> list[Place]:
    """What a code of each is about. A schedule has one for each of its worksites. At most two queries."""
    if model is Equipment:
        return [Place(one.worksite, one) for one in rows.select_related("worksite")]
    if model is Case:
        cases = rows.select_related("worksite", "equipment")
        return [Place(one.worksite, one.equipment, case=one) for one in cases if one.worksite is not None]
    if model is Schedule:
        schedules = rows.select_related("equipment").prefetch_related("worksites")
        return [
            Place(site, one.equipment if one.equipment and one.equipment.worksite_id == site.pk else None, one)
            for one in schedules
            for site in one.worksites.all()
        ]
    return [Place(one) for one in rows]


def without_code(worksites: Iterable[Worksite], page: IntakeFormPage) -> set[int]:
    """Ids of the worksites where no code in use opens this form."""
    ids = [worksite.pk for worksite in worksites]
    having = QrCode.objects.valid().filter(page=page, worksite__in=ids).values_list("worksite", flat=True)
    return set(ids) - set(having)


def revoke(code: QrCode) -> bool:
    """For good: what hangs on a wall cannot be called back. False when it was revoked already."""
    changed = QrCode.objects.valid().filter(pk=code.pk).update(revoked_at=timezone.now())
    code.refresh_from_db(fields=["revoked_at"])
    return bool(changed)


@transaction.atomic
def replace(code: QrCode, *, by: User) -> QrCode | None:
    """A new code for the same place; the old one is revoked. None when it was revoked already."""
    if not revoke(code):
        return None
    looks = {name: getattr(code, name) for name in LOOKS}
    new = QrCode.objects.create(
        page_id=code.page_id,
        worksite_id=code.worksite_id,
        equipment_id=code.equipment_id,
        schedule_id=code.schedule_id,
        case_id=code.case_id,
        created_by=by,
        **looks,
    )
    QrCode.objects.filter(pk=code.pk).update(replaced_by=new)
    return new


def labels_of(codes: Iterable[QrCode]) -> list[Label]:
    """In the company's language: a label is read by everybody."""
    company = Company.load().name
    with translation.override(settings.LANGUAGE_CODE):
        ask = _("Something wrong? Tell us here.")
        return [Label(code.url, code.label_text or ask, lines_of(code), code.short_number, company) for code in codes]


def lines_of(code: QrCode) -> list[str]:
    address = code.worksite.address if code.shows_address else ""
    thing = str(code.equipment) if code.shows_equipment and code.equipment else ""
    name = "" if address.startswith(code.worksite.name) else code.worksite.name
    return [line for line in (thing, name, address) if line]
