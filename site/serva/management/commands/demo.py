import random
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from forms.models import QrCode
from forms.ready_forms import make_ready_forms
from reports.actions.make_erp_order import make_erp_order
from serva.demo import texts
from serva.demo.bells import ring_bells
from serva.demo.company import PASSWORD, World, make_company
from serva.demo.history import Teller, tell_stories, write_stories
from serva.demo.photos import hang_photos
from serva.demo.steering import answer_checklists, make_rules_of_work, put_in_stages
from serva.progress import Progress
from workflows.actions.open_due_cases import open_due_cases
from workflows.models import Case, Company, Customer, Errand, Status

CASES, DAYS, CODES, WITH_PHOTOS = 600, 365, 60, 90
CAST = {
    "Dora, office": "dora@norrhiss.example",
    "Adam, administrator": "adam@norrhiss.example",
    "Edda, economy": "edda@norrhiss.example",
    "Lena, team leader": "lena@norrhiss.example",
    "Tea, technician": "tea@norrhiss.example",
}


class Command(BaseCommand):
    help = (
        "Makes the demo company with a year of cases. The same seed makes the same company; other data is left alone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, seed: int, **options: Any) -> None:
        if Customer.objects.exists() or Case.objects.exists():
            if Company.load().name != texts.COMPANY:
                raise CommandError("This database has data that is not the demo's. The demo wants an empty one.")
            self.stdout.write("The demo company is here already: its data is kept.")
        else:
            make_demo(seed, self.stdout)
        self.tell()

    def tell(self) -> None:
        base = settings.BASE_URL.rstrip("/")
        self.stdout.write(f"\n  Serva        {base}/\n  For staff    {base}/admin/\n  In the field {base}/field/\n")
        for who, address in CAST.items():
            self.stdout.write(f"  {who:<22} {address:<28} {PASSWORD}")
        self.stdout.write(
            f"  {'Anna, customer':<22} {'anna@bjorken.example':<28} a code by mail: see {base}/admin/demo-mail/"
        )
        code = QrCode.objects.filter(revoked_at=None).order_by("pk").first()
        if code is not None:
            self.stdout.write(f"\n  Scan a code  {base}/q/{code.token}/\n")


def make_demo(seed: int, out: Any) -> None:
    rng = random.Random(seed)  # noqa: S311 (the same company each time, no secret)
    with transaction.atomic():
        world = make_company(rng)
        home = Site.objects.get(is_default_site=True).root_page
        pages = make_ready_forms(home)
        make_codes(world, pages["deviation"])
        make_rules_of_work(world)
    stories = list(tell_stories(Teller(world, rng, timezone.now()), CASES, DAYS))
    with Progress(out, "cases", CASES) as progress:
        for start in range(0, CASES, 100):
            write_stories(stories[start : start + 100])
            progress.add(100)
    cases = [story.case for story in stories]
    put_in_stages(cases, rng)
    answer_checklists(cases, rng)
    hang_photos([*cases[-WITH_PHOTOS // 2 :], *rng.sample(cases[: -WITH_PHOTOS // 2], WITH_PHOTOS // 2)], rng)
    open_due_cases()
    order_what_was_closed(cases)
    ring_bells(timezone.now())
    Errand.objects.filter(kind__in=["notify", "deliver"]).delete()  # nobody is mailed about the demo's past


def make_codes(world: World, page: Any) -> None:
    places = [*world.worksites, *world.worksites[: CODES - len(world.worksites)]]
    for number, worksite in enumerate(places):
        things = world.equipment[worksite.pk]
        equipment = things[0] if number >= len(world.worksites) and things else None
        QrCode.objects.create(page=page, worksite=worksite, equipment=equipment)


def order_what_was_closed(cases: list[Case]) -> None:
    """The last closed cases' orders, as closing them would have made."""
    closed = [case for case in cases if case.status == Status.CLOSED][-40:]
    for case in closed:
        make_erp_order(case.events.get(kind="closed").pk)
