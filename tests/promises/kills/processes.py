"""Processes that are killed with SIGKILL and replaced. Each is forked from a thread without a connection."""

import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.db import Error, connections

from tests.threads import in_thread
from workflows import errands


def end(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


@dataclass
class Workers:
    """Do what is due."""

    pids: list[int] = field(default_factory=list)
    killed: int = 0
    lock: Any = field(default_factory=threading.Lock)

    def start(self) -> None:
        pid = os.fork()
        if pid == 0:
            try:
                work()
            finally:
                os._exit(1)
        self.pids.append(pid)

    def kill_one(self) -> None:
        with self.lock:
            end(self.pids.pop(0))
            self.killed += 1
            self.start()

    def end_all(self) -> None:
        with self.lock:
            for pid in self.pids:
                end(pid)


def work() -> None:
    """As the real worker it outlives a database that goes away."""
    while True:
        try:
            errands.perform_due()
        except Error:
            connections.close_all()
        time.sleep(0.01)


@dataclass
class Server:
    """Answers one number after another with what `answer` makes of it: a web process, seen from its clients."""

    answer: Callable[[int], str]
    pid: int = 0
    ask: Any = None
    answers: Any = None
    killed: int = 0
    lock: Any = field(default_factory=threading.Lock)

    def start(self) -> None:
        asked, ask = os.pipe()
        answers, answered = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                self.serve(asked, answered)
            finally:
                os._exit(1)
        os.close(asked)
        os.close(answered)
        self.pid, self.ask, self.answers = pid, os.fdopen(ask, "w"), os.fdopen(answers)

    def serve(self, asked: int, answered: int) -> None:
        with os.fdopen(asked) as questions, os.fdopen(answered, "w") as says:
            for line in questions:
                try:
                    said = self.answer(int(line))
                except Error:
                    connections.close_all()
                    said = "error"
                says.write(f"{said}\n")
                says.flush()

    def get(self, number: int) -> str:
        """The answer, or nothing where the process was killed meanwhile; then there is a new one."""
        with suppress(OSError):
            self.ask.write(f"{number}\n")
            self.ask.flush()
            if said := self.answers.readline().strip():
                return str(said)
        with self.lock:
            os.waitpid(self.pid, 0)
            in_thread(self.start)
        return ""

    def kill(self) -> None:
        """At whatever it is doing."""
        with self.lock:
            os.kill(self.pid, signal.SIGKILL)
            self.killed += 1

    def end(self) -> None:
        end(self.pid)
