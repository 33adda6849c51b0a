"""Builds the world, through the same verbs as everybody uses."""

from datetime import timedelta
from itertools import product
from typing import Any

from django.test import override_settings
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Site

from accounts.models import User
from forms.models import IntakeFormPage, QrCode
from forms.ready_forms import make_ready_forms
from tests.cast import CANARY, Cast, build, person
from tests.promises.matrix.belongings import a_checklist, paper, picture, shared_things, ways_out
from tests.promises.matrix.marks import MARKS
from tests.promises.matrix.world import Side, World
from workflows.actions.close_case import close_case
from workflows.actions.finish_case import finish_case
from workflows.actions.open_due_cases import open_due_cases
from workflows.actions.pause_case import pause_case
from workflows.actions.start_case import start_case
from workflows.actions.use_article import use_article
from workflows.actions.write_message import write_message
from workflows.actor import Actor
from workflows.models import (
    Absence,
    Article,
    Case,
    CaseEvent,
    Channel,
    Contact,
    Customer,
    Equipment,
    Errand,
    NotificationRule,
    Occasion,
    PlannedArticle,
    PushSubscription,
    Receiver,
    Responsibility,
    Schedule,
    WebhookEndpoint,
    Worksite,
)
from workflows.models.notification_rule import CUSTOMERS, IN_THE_HOUSE, TOLD_KINDS
from workflows.notifications.deliver import plan

PUSH_KEY = "Ye00llYdaz1_-sdUBYc_yV9jtuwBQWhrLItLTOeN24M"  # made by make_push_key, signs nothing real


def build_world() -> World:
    cast = build()
    cast.article.delete()
    cast.article = Article.objects.create(number="A-10", name_sv="Låskolv", name_en="Bolt", price="7345.61")
    name_secrets(cast)
    pages = make_ready_forms(Site.objects.get().root_page)
    sides = {
        "bjorken": Side("bjorken", cast.anna.contact, cast.tea, cast.storgatan),
        "asen": Side("asen", cast.otto.contact, cast.nils, cast.kanalgatan),
    }
    for side in sides.values():
        fill(side, cast, pages["deviation"])
    Responsibility.objects.create(person=cast.dora)  # a second catch-all, so that who is of the first may leave
    for side in sides.values():
        side.things["absence"] = absence_of(side, cast)
    log_all(cast)
    event = sides["asen"].cases["case"].events.first()
    Errand.objects.create(kind="notify", key="x", subject_id=event.pk, gave_up_at=timezone.now(), last_error="Nej")
    tell(sides)
    return World(cast, berit(cast), sides, shared_things(cast, pages["deviation"]))


def tell(sides: dict[str, Side]) -> None:
    """All that happened, as it is told when nobody has changed the rules; and of some cases, of which everything
    happened, by every rule that there can be: on phones, to other systems, to the worksite's contact.
    """
    for event in CaseEvent.objects.filter(kind__in=TOLD_KINDS):
        plan(event.pk)
    some = [side.cases[name].pk for side in sides.values() for name in ("case", "closed")]
    WebhookEndpoint.objects.create(name="Ekonomi", url="https://lyssnar.example/")
    for user in User.objects.all():
        PushSubscription.objects.create(user=user, endpoint=f"https://push.example/{user.pk}", p256dh="x", auth="x")
    rules = [
        NotificationRule(event=event, receiver=receiver, channel=channel)
        for event, receiver, channel in product(Occasion.values, Receiver.values, Channel.values)
        if receiver not in CUSTOMERS or event not in IN_THE_HOUSE
        if (receiver == Receiver.SYSTEMS) == (channel == Channel.WEBHOOK)
    ]
    own = list(NotificationRule.objects.values_list("pk", flat=True))
    NotificationRule.objects.bulk_create(rules, ignore_conflicts=True)
    with override_settings(SMS_USER="u1", PUSH_KEY=PUSH_KEY):
        for event in CaseEvent.objects.filter(case__in=some, kind__in=TOLD_KINDS):
            plan(event.pk)
    NotificationRule.objects.exclude(pk__in=own).delete()


def berit(cast: Cast) -> User:
    """Of Anna's customer, but she sees what she reported herself, and that is nothing."""
    user = person("berit@bjorken.example", "Berit", "Alm")
    Contact.objects.create(customer=cast.bjorken, user=user, name="Berit Alm", email=user.email)
    return user


def name_secrets(cast: Cast) -> None:
    for customer, worksite, name in (
        (cast.bjorken, cast.storgatan, "bjorken"),
        (cast.asen, cast.kanalgatan, "asen"),
    ):
        customer.note = MARKS[name]["office"]
        customer.save()
        worksite.access_notes = MARKS[name]["staff"]
        worksite.save()
    assert CANARY.startswith(MARKS["asen"]["register"])


def log_all(cast: Cast) -> None:
    """Wagtail's log of who changed what, with the names of the things."""
    for model in (Customer, Contact, Worksite, Equipment, Schedule, Responsibility, QrCode, Case, User, Absence):
        for thing in model.objects.all():
            log(thing, "wagtail.edit", user=cast.dora)


def fill(side: Side, cast: Cast, page: IntakeFormPage) -> None:
    by = Actor.of(side.worker, via="field")
    for name in ("case", "started", "waiting", "done", "closed", "closed_too"):
        side.cases[name] = told_case(side, cast)
    for name in ("started", "waiting", "done", "closed", "closed_too"):
        start_case(side.cases[name], by=by)
    pause_case(side.cases["waiting"], by=by, reason=MARKS[side.name]["case"])
    for name in ("done", "closed", "closed_too"):
        finish_case(side.cases[name], by=by)
    for name in ("closed", "closed_too"):
        close_case(side.cases[name], by=Actor.of(side.contact.user, via="portal"))
    for name, case in side.cases.items():
        side.cases[name] = Case.objects.get(pk=case.pk)
        side.things[name] = case.pk
    case = side.cases["case"]
    side.things |= {
        "contact": side.contact.pk,
        "customer": side.worksite.customer_id,
        "worksite": side.worksite.pk,
        "user": side.contact.user.pk,
        "token": case.links.get().token,
        "receipt": case.links.get().token,
        "done_token": side.cases["done"].links.get().token,
        "file": case.attachments.filter(is_public=True).first().pk,
        "note_file": case.attachments.filter(is_public=False).first().pk,
        "used": case.used_articles.get().pk,
        "planned": case.planned_articles.get().pk,
        **registers_of(side, page),
        **ways_out(side, cast),
    }


def absence_of(side: Side, cast: Cast) -> int:
    """Of who works for the side, today; she alone and the office read why."""
    today, hidden = timezone.localdate(), MARKS[side.name]["note"]
    return Absence.objects.create(person=side.worker, last_day=today, deputy=cast.lena, note=f"{hidden} resa").pk


def told_case(side: Side, cast: Cast) -> Case:
    """With the mark of its customer in everything that somebody wrote."""
    mark, hidden = MARKS[side.name]["case"], MARKS[side.name]["note"]
    fields = {
        "title": f"{mark} står still",
        "description": f"{mark} mellan plan 2 och 3",
        "answers": [["Vad har hänt?", f"{mark} svar"]],
        "order_number": f"{mark}-1",
    }
    case = cast.opens_case(**fields) if side.name == "bjorken" else cast.foreign_case(**fields)
    customer, worker = Actor.of(side.contact.user, via="portal"), Actor.of(side.worker, via="field")
    write_message(case, f"{mark} sade", by=customer, files=[picture(f"{mark}.jpg"), paper(f"{mark}.pdf")])
    write_message(case, f"{mark} svar", by=worker)
    write_message(case, f"{hidden} anteckning", by=worker, internal=True, files=[picture(f"{hidden}.jpg")])
    use_article(case, cast.article, 2, by=worker, note=f"{hidden} skåp")
    PlannedArticle.objects.create(case=case, article=cast.article, name=f"{mark} kolv", unit="st", quantity=3)
    return case


def registers_of(side: Side, page: IntakeFormPage) -> dict[str, Any]:
    """In the registers of one customer: texts that name it."""
    name = MARKS[side.name]["register"]
    thing = Equipment.objects.create(worksite=side.worksite, name=f"{name} hiss", number="H-100")
    code = QrCode.objects.create(page=page, worksite=side.worksite, equipment=thing)
    schedule = Schedule.objects.create(
        title=f"{name} tillsyn", customer=side.worksite.customer, category=side.cases["case"].category,
        starts_on=timezone.localdate() + timedelta(days=2),
    )  # fmt: skip
    schedule.worksites.add(side.worksite)
    assert open_due_cases() == 1
    rule = Responsibility.objects.create(worksite=side.worksite, person=side.worker, order=9)
    return {
        "equipment": thing.pk,
        "code": code.pk,
        "code_token": code.token,
        "schedule": schedule.pk,
        "responsibility": rule.pk,
        "own_checklist": a_checklist(f"Egenkontroll {side.name}", side.cases["case"].category).pk,
        "scheduled": schedule.occurrences.get().cases.get().pk,
    }
