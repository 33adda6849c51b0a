"""The demo's mails, read in the browser by staff. Exists in the demo only: elsewhere it is 404."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

SHOWN = 100
NAME = re.compile(r"\d{20}-[0-9a-f]{8}")


@dataclass(frozen=True)
class Mail:
    name: str
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message.get("Subject", ""))

    @property
    def to(self) -> str:
        return str(self.message.get("To", ""))

    @property
    def sender(self) -> str:
        return str(self.message.get("From", ""))

    @property
    def reply_to(self) -> str:
        return str(self.message.get("Reply-To", ""))

    @property
    def sent(self) -> datetime | None:
        """Mail's "-0000" is UTC without a zone: read as such, and shown in ours."""
        try:
            sent = parsedate_to_datetime(str(self.message.get("Date", "")))
        except ValueError:
            return None
        return sent if sent.tzinfo else sent.replace(tzinfo=UTC)

    @property
    def text(self) -> str:
        return self._body("plain")

    @property
    def html(self) -> str:
        """Links open in a tab of their own: the frame that shows this may go nowhere."""
        return self._body("html").replace("<head>", '<head><base target="_blank">', 1)

    @property
    def files(self) -> list[str]:
        return [part.get_filename() or part.get_content_type() for part in self.message.iter_attachments()]

    def _body(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return str(part.get_content()) if part is not None else ""


def read(path: Path) -> Mail:
    return Mail(path.stem, message_from_bytes(path.read_bytes(), policy=policy.default))  # type: ignore[arg-type]


def newest() -> list[Mail]:
    folder = Path(settings.MAIL_FOLDER)
    if not folder.is_dir():
        return []
    return [read(path) for path in islice(sorted(folder.glob("[0-9]*.eml"), reverse=True), SHOWN)]


@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    _only_in_the_demo()
    return render(request, "serva/demo_mail/list.html", {"mails": newest(), "shown": SHOWN})


@require_safe
def mail(request: HttpRequest, name: str) -> HttpResponse:
    _only_in_the_demo()
    path = Path(settings.MAIL_FOLDER) / f"{name}.eml"
    if not NAME.fullmatch(name) or not path.is_file():
        raise Http404
    return render(request, "serva/demo_mail/mail.html", {"mail": read(path)})


def _only_in_the_demo() -> None:
    if not settings.DEMO:
        raise Http404
