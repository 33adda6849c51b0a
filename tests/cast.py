"""The named cast. Everything of the other customer carries CANARY, so that a leak can be looked for as text."""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group

from accounts import roles
from accounts.models import User
from workflows.actions.open_case import open_case
from workflows.actor import Actor
from workflows.models import (
    Article,
    Case,
    Category,
    Company,
    Contact,
    Customer,
    Equipment,
    Responsibility,
    Team,
    Worksite,
)

CANARY = "Kanariefågel"
PASSWORD = "en-lång-lösenfras-1"


@dataclass
class Cast:
    """Björken is Anna's housing association, Åsen is Otto's. Tea works in the lift team, Nils in another."""

    anna: User
    otto: User
    tea: User
    nils: User
    lena: User
    dora: User
    edda: User
    adam: User
    bjorken: Customer
    asen: Customer
    storgatan: Worksite
    kanalgatan: Worksite
    lift: Equipment
    lifts: Team
    doors: Team
    lift_category: Category
    door_category: Category
    article: Article

    def opens_case(self, **fields: object) -> Case:
        """A case of Anna's at Storgatan; the catch-all (the lift team) answers unless `fields` say other."""
        given = {
            "title": "Hissen står still",
            "description": "Den stannade mellan plan 2 och 3.",
            "source": Case.Source.FORM,
            "worksite": self.storgatan,
            "category": self.lift_category,
            "reporter": self.anna.contact,
        }
        return open_case(Case(**{**given, **fields}), by=Actor.of(self.anna, via="form"))

    def foreign_case(self, **fields: object) -> Case:
        """Otto's case, answered for by Nils: nothing of it is for Anna or Tea."""
        given = {
            "title": f"{CANARY} dörr",
            "description": f"{CANARY} beskrivning",
            "source": Case.Source.FORM,
            "worksite": self.kanalgatan,
            "category": self.door_category,
            "reporter": self.otto.contact,
        }
        return open_case(Case(**{**given, **fields}), by=Actor.of(self.otto, via="form"))


def person(email: str, first: str, last: str, role: str | None = None) -> User:
    user = User.objects.create_user(email, PASSWORD, first_name=first, last_name=last, is_staff=role is not None)
    if role is not None:
        user.groups.add(Group.objects.get(name=role))
    return user


def build() -> Cast:
    company = Company.load()
    company.name, company.phone, company.email = (
        "Norrhiss Service",
        "08-123 45 60",
        "kontoret@norrhiss.example",
    )
    company.save()
    tea = person("tea@norrhiss.example", "Tea", "Lind", roles.TECHNICIAN)
    nils = person("nils@norrhiss.example", "Nils", "Berg", roles.TECHNICIAN)
    lena = person("lena@norrhiss.example", "Lena", "Ek", roles.LEADER)
    lifts = Team.objects.create(name="Hissgruppen", leader=lena)
    lifts.members.add(tea)
    doors = Team.objects.create(name="Dörrgruppen")
    doors.members.add(nils)
    bjorken = Customer.objects.create(number="1001", name="Brf Björken", buyer_reference="Ref 77")
    asen = Customer.objects.create(number="1002", name=f"{CANARY} Åsen AB", note=f"{CANARY} anteckning")
    anna, otto = person("anna@bjorken.example", "Anna", "Ström"), person("otto@asen.example", "Otto", CANARY)
    anna_contact = Contact.objects.create(
        customer=bjorken,
        user=anna,
        name="Anna Ström",
        email=anna.email,
        phone="070-111 22 33",
        scope=Contact.Scope.ALL,
    )
    otto_contact = Contact.objects.create(
        customer=asen, user=otto, name=f"Otto {CANARY}", email=otto.email, scope=Contact.Scope.ALL
    )
    storgatan = Worksite.objects.create(
        customer=bjorken, name="Storgatan 1", street="Storgatan 1", postal_code="111 22", city="Stockholm",
        contact=anna_contact, access_notes="Portkod 4711",
    )  # fmt: skip
    kanalgatan = Worksite.objects.create(
        customer=asen, name=f"{CANARY}gatan 9", street=f"{CANARY}gatan 9", city="Uppsala", contact=otto_contact,
        access_notes=f"{CANARY} nyckel",
    )  # fmt: skip
    lift_category = Category.objects.create(name_sv="Hiss", name_en="Lift")
    door_category = Category.objects.create(name_sv="Dörr", name_en="Door")
    Responsibility.objects.create(team=lifts)
    Responsibility.objects.create(customer=asen, person=nils)
    return Cast(
        anna=anna, otto=otto, tea=tea, nils=nils, lena=lena,
        dora=person("dora@norrhiss.example", "Dora", "Falk", roles.DISPATCHER),
        edda=person("edda@norrhiss.example", "Edda", "Holm", roles.ECONOMY),
        adam=person("adam@norrhiss.example", "Adam", "Nyman", roles.ADMINISTRATOR),
        bjorken=bjorken, asen=asen, storgatan=storgatan, kanalgatan=kanalgatan,
        lift=Equipment.objects.create(worksite=storgatan, name="Hiss A", number="H-100"),
        lifts=lifts, doors=doors, lift_category=lift_category, door_category=door_category,
        article=Article.objects.create(number="A-10", name_sv="Låskolv", name_en="Bolt", price="249.50"),
    )  # fmt: skip


@pytest.fixture
def cast(db: None) -> Cast:
    return build()
