"""The named cast. Everything of the other customer carries CANARY, so that a leak can be looked for as text."""

import pickle
from dataclasses import dataclass

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction
from django.db.models.sql import InsertQuery
from psycopg import ClientCursor

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


PEOPLE = {
    "anna": ("anna@bjorken.example", "Anna", "Ström", None),
    "otto": ("otto@asen.example", "Otto", CANARY, None),
    "tea": ("tea@norrhiss.example", "Tea", "Lind", roles.TECHNICIAN),
    "nils": ("nils@norrhiss.example", "Nils", "Berg", roles.TECHNICIAN),
    "lena": ("lena@norrhiss.example", "Lena", "Ek", roles.LEADER),
    "dora": ("dora@norrhiss.example", "Dora", "Falk", roles.DISPATCHER),
    "edda": ("edda@norrhiss.example", "Edda", "Holm", roles.ECONOMY),
    "adam": ("adam@norrhiss.example", "Adam", "Nyman", roles.ADMINISTRATOR),
}


def people() -> dict[str, User]:
    """In bulk, as almost every test has them: what signals would do for one is done here."""
    password = make_password(PASSWORD)
    made = {
        name: User(email=email, first_name=first, last_name=last, is_staff=role is not None, password=password)
        for name, (email, first, last, role) in PEOPLE.items()
    }
    User.objects.bulk_create(made.values())
    groups = {group.name: group for group in Group.objects.all()}
    User.groups.through.objects.bulk_create(
        User.groups.through(user=made[name], group=groups[role])
        for name, (_email, _first, _last, role) in PEOPLE.items()
        if role is not None
    )
    return made


def build() -> Cast:
    company = Company.load()
    company.name, company.phone, company.email = "Norrhiss Service", "08-123 45 60", "kontoret@norrhiss.example"
    company.save()
    who = people()
    lifts, doors = Team.objects.bulk_create([Team(name="Hissgruppen", leader=who["lena"]), Team(name="Dörrgruppen")])
    Team.members.through.objects.bulk_create(
        [Team.members.through(team=lifts, user=who["tea"]), Team.members.through(team=doors, user=who["nils"])]
    )
    bjorken, asen = Customer.objects.bulk_create(
        [
            Customer(number="1001", name="Brf Björken", buyer_reference="Ref 77"),
            Customer(number="1002", name=f"{CANARY} Åsen AB", note=f"{CANARY} anteckning"),
        ]
    )
    anna, otto = Contact.objects.bulk_create(
        Contact(customer=customer, user=user, name=str(user), email=user.email, phone=phone, scope=Contact.Scope.ALL)
        for customer, user, phone in ((bjorken, who["anna"], "070-111 22 33"), (asen, who["otto"], ""))
    )
    storgatan, kanalgatan = Worksite.objects.bulk_create(
        [
            Worksite(customer=bjorken, name="Storgatan 1", street="Storgatan 1", postal_code="111 22", city="Stockholm",
                     contact=anna, access_notes="Portkod 4711"),
            Worksite(customer=asen, name=f"{CANARY}gatan 9", street=f"{CANARY}gatan 9", city="Uppsala", contact=otto,
                     access_notes=f"{CANARY} nyckel"),
        ]
    )  # fmt: skip
    lift_category, door_category = Category.objects.bulk_create(
        [Category(name_sv="Hiss", name_en="Lift"), Category(name_sv="Dörr", name_en="Door")]
    )
    Responsibility.objects.bulk_create([Responsibility(team=lifts), Responsibility(customer=asen, person=who["nils"])])
    return Cast(
        **who, bjorken=bjorken, asen=asen, storgatan=storgatan, kanalgatan=kanalgatan,
        lift=Equipment.objects.create(worksite=storgatan, name="Hiss A", number="H-100"),
        lifts=lifts, doors=doors, lift_category=lift_category, door_category=door_category,
        article=Article.objects.create(number="A-10", name_sv="Låskolv", name_en="Bolt", price="249.50"),
    )  # fmt: skip


# In the order in which one row may name another.
TABLES = (
    Company, User, User.groups.through, Team, Team.members.through, Customer, Contact, Worksite, Category,
    Responsibility, Equipment, Article,
)  # fmt: skip


@dataclass
class Recorded:
    """The cast as it was made the first time: rows as statements with their numbers, people and things as they were.

    PostgreSQL takes them in one, as nothing is left to fill in.
    """

    statements: list[tuple[str, tuple | None]]
    cast: bytes

    @classmethod
    def of(cls, cast: Cast) -> "Recorded":
        statements = []
        for model in TABLES:
            query = InsertQuery(model)
            query.insert_values(model._meta.concrete_fields, list(model._base_manager.order_by("pk")))
            statements += query.get_compiler("default").as_sql()
        if connection.vendor == "postgresql":
            cursor = ClientCursor(connection.connection)
            statements = [(";".join(cursor.mogrify(*statement) for statement in statements), None)]
        return cls(statements, pickle.dumps(cast))

    def again(self) -> Cast:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement, values in self.statements:
                cursor.execute(statement, values)
        made: Cast = pickle.loads(self.cast)
        return made


recorded: list[Recorded] = []


@pytest.fixture
def cast(db: None) -> Cast:
    """Made once by the ORM, then said again in SQL: almost every test has it, and the ORM takes five times as long."""
    if recorded:
        try:
            return recorded[0].again()
        except IntegrityError:  # somebody was here first
            return build()
    is_alone = not User.objects.exists()
    made = build()
    if is_alone:
        recorded.append(Recorded.of(made))
    return made
