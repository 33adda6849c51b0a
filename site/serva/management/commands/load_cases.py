import random
from argparse import ArgumentParser
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from serva.demo.company import World
from serva.demo.history import Teller, tell_stories, write_stories
from serva.progress import Progress
from workflows.models import Article, Category, Equipment, Team, Worksite

BATCH = 2000
DAYS = 3 * 365


class Command(BaseCommand):
    help = "Adds cases with events and articles, spread over three years, to the demo company: for trying big tables."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cases", type=int, default=10_000)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, cases: int, seed: int, **options: Any) -> None:
        if cases < 1:
            raise CommandError("--cases must be at least 1.")
        world = world_from_database()
        stories = tell_stories(Teller(world, random.Random(seed), timezone.now()), cases, DAYS)  # noqa: S311
        with Progress(self.stdout, "cases", cases) as progress:
            while batch := list(islice(stories, BATCH)):
                write_stories(batch)
                progress.add(len(batch))


def world_from_database() -> World:
    """The registers that are there; raises CommandError where the demo company's are not."""
    world = World(
        staff=list(User.objects.filter(is_staff=True, is_active=True)),
        teams={team.name: team for team in Team.objects.prefetch_related("members")},
        worksites=list(Worksite.objects.select_related("customer", "contact")),
        categories={category.name_sv: category for category in Category.objects.select_related("parent")},
        articles=list(Article.objects.order_by("number")),
    )
    for equipment in Equipment.objects.all():
        world.equipment.setdefault(equipment.worksite_id, []).append(equipment)
    if not (world.worksites and world.articles and "Driftstopp" in world.categories):
        raise CommandError("The demo company is not here. Run first: manage.py demo")
    return world
