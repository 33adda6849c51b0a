"""A mail server on this machine: it says of each receiver what it is told to, and keeps what it was sent."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from socketserver import StreamRequestHandler, ThreadingTCPServer

import pytest

SAID = {b"EHLO": b"250 hej", b"HELO": b"250 hej", b"MAIL": b"250 ja", b"RSET": b"250 ja", b"QUIT": b"221 adjo"}


@dataclass
class FakeSmtp:
    """`receivers`: its answers to RCPT in turn, the last again and again; `data`: to the whole mail."""

    port: int = 0
    receivers: list[bytes] = field(default_factory=lambda: [b"250 ja"])
    data: bytes = b"250 ja"
    got: list[EmailMessage] = field(default_factory=list)

    def answer(self) -> bytes:
        return self.receivers.pop(0) if len(self.receivers) > 1 else self.receivers[0]


def handler(fake: FakeSmtp) -> type[StreamRequestHandler]:
    class Handler(StreamRequestHandler):
        def say(self, words: bytes) -> None:
            self.wfile.write(words + b"\r\n")

        def handle(self) -> None:
            self.say(b"220 hej")
            while line := self.rfile.readline():
                word = line[:4].upper()
                if word == b"DATA":
                    self.take()
                else:
                    self.say(fake.answer() if word == b"RCPT" else SAID.get(word, b"502 vad"))
                if word == b"QUIT":
                    return

        def take(self) -> None:
            self.say(b"354 ja")
            lines = []
            while (line := self.rfile.readline()) != b".\r\n":
                lines.append(line.removeprefix(b"."))
            fake.got.append(message_from_bytes(b"".join(lines), policy=policy.default))  # type: ignore[arg-type]
            self.say(fake.data)

    return Handler


@pytest.fixture
def smtp(settings: pytest.FixtureRequest) -> Iterator[FakeSmtp]:
    known = FakeSmtp()
    with ThreadingTCPServer(("127.0.0.1", 0), handler(known)) as server:
        known.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", known.port  # type: ignore[attr-defined]
        yield known
        server.shutdown()
        thread.join()
