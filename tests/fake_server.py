"""Another system on this machine: it answers what it is told to, and keeps what it was sent."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


@dataclass
class Got:
    path: str
    headers: Message
    body: bytes


@dataclass
class FakeServer:
    """`answers` are given in turn, the last again and again."""

    url: str = ""
    answers: list[int] = field(default_factory=lambda: [200])
    got: list[Got] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)

    def answer(self) -> int:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def handler(fake: FakeServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            fake.got.append(Got(self.path, self.headers, body))
            self.send_response(fake.answer())
            for name, value in fake.headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None: ...

    return Handler


@pytest.fixture
def fake() -> Iterator[FakeServer]:
    known = FakeServer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(known))
    known.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield known
    server.shutdown()
    server.server_close()
    thread.join()
