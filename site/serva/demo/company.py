"""The demo company's registers: customers, worksites, staff, categories, articles, rules, schedules."""

import random
from dataclasses import dataclass, field
from datetime import time, timedelta
from decimal import Decimal

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.models import User
from serva.demo import texts
from workflows.models import (
    Absence,
    Article,
    Category,
    Company,
    Contact,
    Customer,
    Equipment,
    EscalationStep,
    Priority,
    Responsibility,
    Schedule,
    ServiceLevel,
    Team,
    What,
    Worksite,
)

PASSWORD = "norrhiss-demo"  # noqa: S105 (printed for everybody to read; the demo is no secret)
EVENINGS, WEEKEND = 0b0011111, 0b1100000  # Monday to Friday, Saturday and Sunday
ACCENTS = str.maketrans("åäöéÅÄÖ", "aaoeAAO")
TOLD = (What.REMIND, What.TELL_LEADER, What.TELL_OFFICE)  # steps that change nothing of the case itself
URGENT = {"Instängd person": Priority.URGENT, "Driftstopp": Priority.HIGH, "Tillsyn": Priority.LOW}


@dataclass
class World:
    """What the history is drawn from. Equipment and contacts by worksite id; categories by Swedish name."""

    staff: list[User] = field(default_factory=list)
    teams: dict[str, Team] = field(default_factory=dict)
    levels: dict[str, ServiceLevel] = field(default_factory=dict)
    worksites: list[Worksite] = field(default_factory=list)
    equipment: dict[int, list[Equipment]] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    articles: list[Article] = field(default_factory=list)


def make_company(rng: random.Random) -> World:
    company = Company.load()
    company.name = texts.COMPANY
    company.organisation_number = "556677-8899"
    company.phone, company.email = "08-123 45 60", "kontoret@norrhiss.example"
    company.address = "Hissvägen 3\n113 52 Stockholm"
    company.save()
    world = World()
    make_staff(world)
    make_levels(world)
    make_categories(world)
    make_customers(world, rng)
    make_articles(world)
    make_rules(world)
    make_absences(world)
    make_schedules(world, rng)
    return world


def address_of(name: str, host: str) -> str:
    return f"{name.split()[0].lower().translate(ACCENTS)}@{host}"


def make_staff(world: World) -> None:
    world.teams = {name: Team.objects.create(name=name) for name in texts.TEAMS}
    password = make_password(PASSWORD)  # it is everybody's, and takes a quarter of a second
    for number, (first, last, role, team) in enumerate(texts.STAFF):
        user = User.objects.create(
            email=address_of(first, "norrhiss.example"),
            password=password,
            first_name=first,
            last_name=last,
            phone=f"070-555 {number:02d} {number * 7 % 100:02d}",
            is_staff=True,
        )
        user.groups.add(Group.objects.get(name=role))
        world.staff.append(user)
        if team is not None:
            world.teams[team].members.add(user)
        if team is not None and role == "Arbetsledare":
            Team.objects.filter(name=team).update(leader=user)
    for name, (minutes, then) in texts.UNTOUCHED.items():
        Team.objects.filter(name=name).update(untouched_minutes=minutes, untouched_then=then)


def make_levels(world: World) -> None:
    for fields in texts.LEVELS:
        world.levels[fields["name_sv"]] = level = ServiceLevel.objects.create(**fields)
        make_ladder(level)


def make_ladder(level: ServiceLevel) -> None:
    """What tells people has done so for long, what hands cases on is new: the past was made up without it."""
    now = timezone.now()
    for due, minutes, what in texts.LADDERS[level.name_sv]:
        since = now - timedelta(days=400) if what in TOLD else now
        side = "before" if minutes < 0 else "after"
        EscalationStep.objects.create(level=level, due=due, side=side, minutes=abs(minutes), what=what, since=since)


def make_categories(world: World) -> None:
    for order, (names, children) in enumerate(texts.CATEGORIES.items()):
        parent = Category.objects.create(
            name_sv=names[0], name_en=names[1], order=order * 10, service_level=world.levels["Kontorstid"]
        )
        world.categories[names[0]] = parent
        for place, (swedish, english) in enumerate(children):
            world.categories[swedish] = Category.objects.create(
                parent=parent,
                name_sv=swedish,
                name_en=english,
                order=place,
                priority=URGENT.get(swedish, Priority.NORMAL),
                service_level=world.levels["Jour dygnet runt"] if swedish == "Instängd person" else None,
            )


def make_customers(world: World, rng: random.Random) -> None:
    for number, (name, person, city, places) in enumerate(texts.CUSTOMERS):
        host = f"{name.split()[-1 if name.startswith('Brf') else 0].lower().translate(ACCENTS)}.example"
        customer = Customer.objects.create(
            number=str(1001 + number),
            name=name,
            organisation_number=f"5560{number}2-{1234 + number * 111}",
            invoice_address=f"{name}\nBox {100 + number}\n{texts.POSTAL_CODES[city]} {city}",
            invoice_email=f"faktura@{host}",
            buyer_reference=f"REF {7000 + number}",
            service_level=world.levels["Avtal Guld"] if name in texts.GOLD else None,
        )
        first, last = person.split(" ", 1)
        user = User.objects.create_user(address_of(person, host), first_name=first, last_name=last)
        contact = Contact.objects.create(
            customer=customer,
            user=user,
            name=person,
            email=user.email,
            phone=f"070-222 {number:02d} 40",
            scope=Contact.Scope.ALL,
        )
        for place in places:
            make_worksite(world, rng, customer, contact, place, city)


def make_worksite(
    world: World, rng: random.Random, customer: Customer, contact: Contact, place: str, city: str
) -> None:
    street = place.split(", ")[-1].removeprefix("Butik ").removeprefix("Lager ")
    worksite = Worksite.objects.create(
        customer=customer,
        name=place,
        street=street,
        postal_code=texts.POSTAL_CODES[city],
        city=city,
        contact=contact,
        access_notes=f"Portkod {rng.randint(1000, 9999)}. Nyckel till maskinrum i skåp {rng.randint(1, 40)}.",
    )
    world.worksites.append(worksite)
    kinds = [f"Hiss {letter}" for letter in "AB"[: rng.randint(1, 2)]] + ["Entrédörr"] * rng.randint(0, 1)
    world.equipment[worksite.pk] = [
        Equipment.objects.create(worksite=worksite, name=kind, number=f"{kind[0]}-{rng.randint(10000, 99999)}")
        for kind in kinds
    ]


def make_articles(world: World) -> None:
    world.articles = Article.objects.bulk_create(
        Article(
            number=f"{100 + place}",
            name_sv=swedish,
            name_en=english,
            kind=kind,
            unit=unit,
            price=Decimal(price),
            is_orderable=kind == Article.Kind.MATERIAL and place % 3 == 0,
        )
        for place, (swedish, english, kind, unit, price) in enumerate(texts.ARTICLES)
    )


def make_rules(world: World) -> None:
    """On weekdays the call lasts from 16 to 7, at weekends and on holidays from 7 to 7."""
    people = {user.first_name: user for user in world.staff}
    by_name = {worksite.name: worksite for worksite in world.worksites}
    rules: list[dict[str, object]] = [
        {"category": world.categories["Hiss"], "team": world.teams["Hissgruppen"]},
        {"category": world.categories["Dörr"], "team": world.teams["Dörrgruppen"]},
        {"category": world.categories["Port"], "team": world.teams["Dörrgruppen"]},
        {"category": world.categories["Instängd person"], "team": world.teams["Fastighetsjouren"]},
        {"worksite": by_name["Hagagatan 14"], "category": world.categories["Hiss"], "person": people["Tea"]},
        {"worksite": by_name["Hagagatan 16"], "category": world.categories["Hiss"], "person": people["Tea"]},
        {
            "customer": world.worksites[12].customer,
            "category": world.categories["Hiss"],
            "person": people["Samir"],
        },
        {"customer": world.worksites[12].customer, "person": people["Mira"]},
        {"equipment": world.equipment[by_name["Hagagatan 14"].pk][0], "person": people["Nils"]},
        {"team": world.teams["Fastighetsjouren"], "weekdays": EVENINGS, "from_time": time(16), "until_time": time(7)}
        | {"on_call": True, "holidays": "not"},
        {"team": world.teams["Fastighetsjouren"], "weekdays": WEEKEND, "from_time": time(7), "until_time": time(7)}
        | {"on_call": True, "holidays": "also"},
        {"team": world.teams["Fastighetsjouren"]},
    ]
    for order, rule in enumerate(rules):
        Responsibility.objects.create(order=order, **rule)


def make_absences(world: World) -> None:
    """Mira is away and Olle stands in; Samir goes next week."""
    people = {user.first_name: user for user in world.staff}
    today = timezone.localdate()
    for name, first, last, deputy, note in texts.ABSENCES:
        days = {"first_day": today + timedelta(days=first), "last_day": today + timedelta(days=last)}
        Absence.objects.create(person=people[name], deputy=people[deputy], note=note, entered_by=people["Dora"], **days)


def make_schedules(world: World, rng: random.Random) -> None:
    today = timezone.localdate()
    for number, (title, category, unit, every, count) in enumerate(texts.SCHEDULES):
        customer = world.worksites[number * 3 % len(world.worksites)].customer
        places = [worksite for worksite in world.worksites if worksite.customer_id == customer.pk]
        schedule = Schedule.objects.create(
            title=title,
            description="Enligt avtal. Anteckna avvikelser i ärendet.",
            customer=customer,
            category=world.categories[category],
            repeats=unit,
            interval=every,
            starts_on=today - timedelta(days=300 - rng.randint(0, 60)),
            lead_days=7,
        )
        schedule.worksites.set(places[:count])
