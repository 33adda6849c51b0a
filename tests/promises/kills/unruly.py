"""A mail server that refuses, drops, delays, and closes after DATA, in turn; now and then it has the worker killed."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from email import message_from_bytes
from itertools import count
from socketserver import StreamRequestHandler, ThreadingTCPServer

SAID = {b"EHLO": b"250 hej", b"HELO": b"250 hej", b"MAIL": b"250 ja", b"RCPT": b"250 ja", b"RSET": b"250 ja"}
WHIMS = ("take", "refuse", "drop", "delay", "take", "take and close", "take")


class UnrulyServer(ThreadingTCPServer):
    """`got`: how often each (receiver, Message-ID) was taken. At each `kill_every`-th mail it calls `kill`."""

    daemon_threads = True
    request_queue_size = 50

    def __init__(self, kill: Callable[[], None], kill_every: int, kills: int, whims: tuple[str, ...] = WHIMS) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.kill, self.kill_every, self.kills, self.whims = kill, kill_every, kills, whims
        self.got: Counter[tuple[str, str]] = Counter()
        self.numbers, self.lock = count(1), threading.Lock()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def next_whim(self) -> str:
        with self.lock:
            number = next(self.numbers)
            if self.kills and number % self.kill_every == 0:
                self.kills -= 1
                return "kill"
            return self.whims[number % len(self.whims)]


class Session(StreamRequestHandler):
    server: UnrulyServer

    def say(self, words: bytes) -> None:
        self.wfile.write(words + b"\r\n")

    def handle(self) -> None:
        try:
            self.talk()
        except ConnectionError:  # the worker was killed
            return

    def talk(self) -> None:
        self.say(b"220 hej")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"QUIT":
                return
            if word != b"DATA":
                self.say(SAID.get(word, b"502 vad"))
            elif not self.take(self.server.next_whim()):
                return

    def take(self, whim: str) -> bool:
        """Whether the session goes on."""
        if whim == "refuse":
            self.say(b"451 senare")
            return True
        self.say(b"354 ja")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if whim in ("drop", "kill"):
            if whim == "kill":
                self.server.kill()
            return False
        if whim == "delay":
            time.sleep(0.05)
        mail = message_from_bytes(b"".join(lines))
        self.server.got[(str(mail["To"]), str(mail["Message-ID"]))] += 1
        if whim == "take and close":
            return False
        self.say(b"250 ja")
        return True
