"""The delivery of R1: forms with photos, sent again with the same key when no answer comes, while web processes and
workers are killed. Each becomes one case with its own photo, and whoever answers for it is told once.
"""

import os
import random
import signal
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from wagtail.models import Site

from forms import limits, submit
from forms.ready_forms import make_ready_forms
from tests import cast as the_cast
from tests.forms.sender import DEVIATION
from tests.pictures import jpeg, upload
from tests.promises.kills.processes import Server, Workers
from tests.promises.kills.test_notices import PATIENCE, quick
from tests.promises.kills.unruly import UnrulyServer
from tests.promises.races.test_form_post import unkeyed
from tests.threads import in_thread
from workflows.models import Attachment, Case, Channel, Delivery, Errand, NotificationRule, Occasion, Receiver

__all__ = ["quick"]
SERVERS, WORKERS = 2, 2
pytestmark = pytest.mark.usefixtures("own_database")


@dataclass(frozen=True)
class Outcome:
    """`told`: mails with an id of their own. `wrong`: cases without exactly their own photo. `retried`: posts."""

    cases: int
    lost: int
    doubled: int
    wrong: int
    told: int
    untold: int
    retried: int
    kills: int

    def __str__(self) -> str:
        names = [field.name for field in fields(self)]
        return "\n".join([("{:>9}" * len(names)).format(*names), ("{:>9}" * len(names)).format(*astuple(self))])


def set_up() -> str:
    the_cast.build()
    told = {"event": Occasion.OPENED, "receiver": Receiver.ANSWERER, "channel": Channel.EMAIL}
    NotificationRule.objects.exclude(**told).delete()
    return str(make_ready_forms(Site.objects.get(is_default_site=True).root_page)["deviation"].url)


def size_of(number: int) -> tuple[int, int]:
    """No two photos of a run are alike."""
    return 40 + number % 101, 40 + number // 101


def post(url: str, number: int) -> str:
    photo = upload(f"{number}.jpg", jpeg(*size_of(number)))
    data = DEVIATION | {"submission-key": f"{number:032x}", "var_ar_det": str(number), "foton": photo}
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    with patch.object(limits, "PER_FORM", (10**6, 3600)):  # these are no strangers' flood
        return str(Client(REMOTE_ADDR=address).post(url, data).status_code)


class Senders:
    """Each keeps one web process busy, and sends again what was not answered."""

    def __init__(self, count: int, answer: Callable[[int], str]) -> None:
        self.left: SimpleQueue[int] = SimpleQueue()
        for number in range(count):
            self.left.put(number)
        self.sent, self.retried = 0, 0
        self.servers = [Server(answer) for _place in range(SERVERS)]
        for server in self.servers:
            in_thread(server.start)
        self.threads = [threading.Thread(target=self.send, args=[server]) for server in self.servers]

    def send(self, server: Server) -> None:
        while True:
            try:
                number = self.left.get_nowait()
            except Empty:
                return
            while server.get(number) != "302":
                self.retried += 1
                time.sleep(0.01)
            self.sent += 1

    def kill_all_along(self, workers: Workers, count: int, kills: int) -> None:
        """By turns a web process and a worker, spread over the whole run, wherever they are just then."""
        chance = random.Random(1)
        for nth in range(kills):
            while self.sent < count * nth // (kills + 1) and any(thread.is_alive() for thread in self.threads):
                time.sleep(0.005)
            time.sleep(chance.random() * 0.03)
            if nth % 2:
                in_thread(workers.kill_one)
            else:
                chance.choice(self.servers).kill()


def wait_until_told() -> None:
    left, since = -1, time.monotonic()
    while (now := Errand.objects.waiting().filter(kind__in=("notify", "deliver")).count()) and (
        time.monotonic() - since < PATIENCE
    ):
        if now != left:
            left, since = now, time.monotonic()
        time.sleep(0.05)


def run(settings: Any, count: int, kills: int, answer: Callable[[str, int], str] = post) -> Outcome:
    url = in_thread(set_up)
    workers = Workers()
    with UnrulyServer(lambda: None, kill_every=1, kills=0) as mail:
        settings.EMAIL_BACKEND, settings.EMAIL_TIMEOUT = "django.core.mail.backends.smtp.EmailBackend", 5
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail.port
        senders = Senders(count, lambda number: answer(url, number))
        in_thread(lambda: [workers.start() for _place in range(WORKERS)])
        for thread in senders.threads:
            thread.start()
        try:
            senders.kill_all_along(workers, count, kills)
            for thread in senders.threads:
                thread.join()
            in_thread(wait_until_told)
        finally:
            workers.end_all()
            for server in senders.servers:
                server.end()
        mail.shutdown()
        ids = {message_id.strip("<>").partition("@")[0] for _to, message_id in mail.got}
        killed = workers.killed + sum(server.killed for server in senders.servers)
        return in_thread(lambda: outcome(count, ids, senders.retried, killed))


def outcome(count: int, ids: set[str], retried: int, kills: int) -> Outcome:
    numbers = {case_id: int(key, 16) for case_id, key in Case.objects.values_list("pk", "submission_key") if key}
    photos: dict[int, list[Any]] = defaultdict(list)
    for case_id, *photo in Attachment.objects.values_list("case_id", "name", "width", "height"):
        photos[case_id].append(tuple(photo))
    told = Delivery.objects.filter(event__kind="opened", channel=Channel.EMAIL)
    rows = told.values_list("event__case_id", "message_id")
    reached = Counter(case_id for case_id, message_id in rows if message_id in ids)
    return Outcome(
        cases=Case.objects.count(),
        lost=count - len(set(numbers.values())),
        doubled=Case.objects.count() - len(set(numbers.values())),
        wrong=sum(photos[case_id] != [(f"{n}.jpg", *size_of(n))] for case_id, n in numbers.items()),
        told=len(ids),
        untold=sum(reached[case_id] != 1 for case_id in numbers),
        retried=retried,
        kills=kills,
    )


def test_each_form_is_one_case_that_somebody_is_told_of(settings: Any) -> None:
    found = run(settings, count=12, kills=4)
    assert (found.cases, found.lost, found.doubled, found.wrong, found.untold) == (12, 0, 0, 0, 0)
    assert (found.told, found.kills) == (12, 4)


def dying(folder: Path) -> Callable[[str, int], str]:
    """Each form is taken, and the process is gone before the answer has left: once."""

    def answer(url: str, number: int) -> str:
        said = post(url, number)
        if not (there := folder / f"answered-{number}").exists():
            there.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return said

    return answer


def test_a_form_whose_answer_is_lost_comes_again_and_is_the_same_case(settings: Any, tmp_path: Path) -> None:
    found = run(settings, count=4, kills=0, answer=dying(tmp_path))
    assert (found.cases, found.doubled, found.retried) == (4, 0, 4)


def test_it_would_be_another_case_without_the_key(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafted = submit.draft_of
    monkeypatch.setattr(submit, "draft_of", lambda form: unkeyed(drafted(form)))
    found = run(settings, count=4, kills=0, answer=dying(tmp_path))
    assert (found.cases, found.doubled) == (8, 8)


@pytest.mark.slow
def test_each_of_many_forms_is_one_case(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    found = run(settings, count=10_000, kills=200)
    with capsys.disabled():
        print(f"\nForms that become cases\n{found}")
    assert (found.cases, found.lost, found.doubled, found.wrong, found.untold) == (10_000, 0, 0, 0, 0)
    assert (found.told, found.kills) == (10_000, 200)
