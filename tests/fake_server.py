"""Another system on this machine: it answers what it is told to, and keeps what it was sent."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID


@dataclass
class Got:
    path: str
    headers: Message
    body: bytes


@dataclass
class FakeServer:
    """`answers` are given in turn, the last again and again. `drips`: its answer takes a second and a half to say."""

    url: str = ""
    answers: list[int] = field(default_factory=lambda: [200])
    got: list[Got] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    drips: bool = False

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
            for _ in range(30 if fake.drips else 0):
                with suppress(OSError):
                    self.wfile.write(b".")
                time.sleep(0.05)

        def log_message(self, format: str, *args: object) -> None: ...

    return Handler


@contextmanager
def serving(wrap: Callable[[socket.socket], socket.socket] | None = None) -> Iterator[FakeServer]:
    known = FakeServer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(known))
    if wrap is not None:
        server.socket = wrap(server.socket)
    known.url = f"{'http' if wrap is None else 'https'}://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield known
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def fake() -> Iterator[FakeServer]:
    with serving() as known:
        known.url = known.url.replace("localhost", "127.0.0.1")
        yield known


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[tuple[FakeServer, Path]]:
    """Speaks TLS as localhost. The file of its certificate, which nobody vouches for."""
    path, key = tmp_path / "localhost.pem", ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    plain = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM) + key.private_bytes(*plain))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    with serving(lambda one: context.wrap_socket(one, server_side=True)) as known:
        yield known, path
