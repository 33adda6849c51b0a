"""The history of a case as people read it. The customer's is the staff's without what is internal."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from workflows import gates
from workflows.actor import Actor
from workflows.ladder_words import because
from workflows.models import Attachment, Case, CaseEvent, EventKind, Priority
from workflows.models.case_event import CaseEventQuerySet
from workflows.prepared import Prepared

LONGEST = 200
TOLD = [
    *("case_id", "kind", "at", "user_id", "contact_id", "by_name", "via", "data"),
    *("message__body", "message__visibility"),
]
LINKED = ["case_id", "message_id", "name", "thumbnail", "added_at"]
CUSTOMERS_WAYS = {"form", "portal", "link"}
ESCALATED = {
    "remind": _("%(name)s reminded %(receiver)s"),
    "tell_leader": _("%(name)s told %(receiver)s, who leads the team"),
    "tell_office": _("%(name)s told the office"),
    "raise_priority": _("%(name)s raised the priority to %(priority)s"),
}
HAPPENED = {
    EventKind.OPENED: _("%(name)s registered the case"),
    EventKind.ASSIGNED: _("The case went to %(receiver)s"),
    EventKind.ACKNOWLEDGED: _("%(name)s took on the case"),
    EventKind.STARTED: _("%(name)s started the work"),
    EventKind.PAUSED: _("%(name)s paused the work"),
    EventKind.RESUMED: _("%(name)s went on with the work"),
    EventKind.FINISHED: _("%(name)s finished the work"),
    EventKind.CLOSED: _("%(name)s closed the case"),
    EventKind.REOPENED: _("%(name)s reopened the case"),
    EventKind.CANCELLED: _("%(name)s cancelled the case"),
    EventKind.STAGE_SET: _("%(name)s put the case in “%(stage)s”"),
    EventKind.EDITED: _("%(name)s changed the details"),
    EventKind.ATTACHED: _("%(name)s added files"),
    EventKind.ARTICLE_USED: _("%(name)s used %(what)s"),
    EventKind.ARTICLE_REMOVED: _("%(name)s took back %(what)s"),
    EventKind.NOTHING_USED: _("%(name)s said that nothing was used"),
    EventKind.CHECKLIST: _("%(name)s answered the checklist “%(what)s”"),
    EventKind.PRESENT: _("%(name)s was at the worksite"),
    EventKind.APPROVED: _("%(name)s approved the work"),
}
OUT_OF_STAGE = _("%(name)s took the case out of “%(stage)s”")
BY_CUSTOMER = {
    EventKind.OPENED: _("%(name)s reported this"),
    EventKind.CLOSED: _("%(name)s approved the work"),
}


@dataclass(frozen=True)
class Reader:
    """Who reads: `address` gives the URL of a file or, with True, of its thumbnail, for this reader.

    `internal`: staff. `discreet`: other people at the customer stay unnamed (the holder of a one-case link).
    """

    actor: Actor
    address: Callable[[Attachment, bool], str]
    internal: bool = False
    discreet: bool = False


@dataclass(frozen=True)
class Shown:
    """A file as a page links it."""

    url: str
    thumbnail: str
    name: str
    alt: str


@dataclass
class Files:
    pictures: list[Shown] = field(default_factory=list)
    documents: list[Shown] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.pictures or self.documents)

    def add(self, attachment: Attachment, reader: Reader) -> None:
        day = date_format(timezone.localtime(attachment.added_at), "DATE_FORMAT")
        if attachment.is_picture:
            alt = gettext("Photo %(number)d, %(day)s") % {"number": len(self.pictures) + 1, "day": day}
            thumbnail = reader.address(attachment, True)
            self.pictures.append(Shown(reader.address(attachment, False), thumbnail, attachment.name, alt))
        else:
            name = attachment.name or gettext("Document")
            self.documents.append(Shown(reader.address(attachment, False), "", name, ""))


@dataclass
class Entry:
    """`look` is customer, staff or internal (`text` is what they wrote) or event (`text` says what happened)."""

    look: str
    kind: str
    who: str
    at: datetime
    text: str
    why: str = ""
    files: Files = field(default_factory=Files)


@dataclass
class Story:
    """`files` came with the case itself."""

    entries: list[Entry]
    files: Files


def newest(events: CaseEventQuerySet) -> CaseEventQuerySet:
    return events.select_related("message").only(*TOLD).order_by("-sequence")[:LONGEST]


all_events = Prepared(lambda case: newest(CaseEvent.objects.filter(case=case)), -1)
public_events = Prepared(lambda case: newest(CaseEvent.objects.filter(case=case).public()), -1)
all_files = Prepared(lambda case: Attachment.objects.filter(case=case).only(*LINKED), -1)
public_files = Prepared(lambda case: Attachment.objects.filter(case=case).public().only(*LINKED), -1)


def story(case: Case, reader: Reader) -> Story:
    """The newest LONGEST entries, newest first, and the files. Two queries, however long the history."""
    events, attachments = (all_events, all_files) if reader.internal else (public_events, public_files)
    rows = events(case.pk)
    entries = {event.pk: entry(event, reader) for event in rows}
    place = {event.message_id: entries[event.pk] for event in rows if event.message_id}
    told = {pk: entries[event.pk] for event in rows for pk in event.data.get("files", [])}
    own = Files()
    for attachment in attachments(case.pk):
        holder = place.get(attachment.message_id or 0) or told.get(attachment.pk)
        if holder is not None:
            holder.files.add(attachment, reader)
        elif attachment.message_id is None:
            own.add(attachment, reader)
    return Story(list(entries.values()), own)


def entry(event: CaseEvent, reader: Reader) -> Entry:
    who = name_of(event, reader)
    if event.message is not None:
        look = "internal" if event.message.is_internal else "customer" if is_customers(event) else "staff"
        return Entry(look, event.kind, who, event.at, event.message.body)
    return Entry("event", event.kind, who, event.at, what(event, who, reader), why(event, reader))


def is_customers(event: CaseEvent) -> bool:
    return event.contact_id is not None or event.via in CUSTOMERS_WAYS


def name_of(event: CaseEvent, reader: Reader) -> str:
    if is_own(event, reader.actor):
        return gettext("You")
    if is_customers(event) and (reader.discreet or not event.by_name):
        return gettext("The customer")
    return event.by_name


def is_own(event: CaseEvent, me: Actor) -> bool:
    if me.contact is not None and event.contact_id == me.contact.pk:
        return True
    if me.user is not None:
        return event.user_id == me.user.pk
    if me.contact is not None or event.contact_id is not None:
        return False
    return event.via in {"link", "form"} and event.by_name == me.name


def what(event: CaseEvent, who: str, reader: Reader) -> str:
    kind, stage = EventKind(event.kind), stage_in_words(event, reader)
    pattern = (is_customers(event) and BY_CUSTOMER.get(kind)) or HAPPENED.get(kind) or kind.label
    if kind == EventKind.STAGE_SET:
        if not reader.internal:
            return stage
        if not stage:
            pattern, stage = OUT_OF_STAGE, in_own_language(event.data.get("left", {}))
    if kind == EventKind.ESCALATED:
        pattern = ESCALATED.get(event.data["what"], pattern)
    named = {
        "name": who,
        "receiver": event.data.get("who", ""),
        "what": said(event.data.get("what", "")),
        "stage": stage,
        "priority": Priority(event.data["to"]).label if "to" in event.data else "",
    }
    told = str(pattern) % named
    return f"{told}: {stage}" if stage and kind != EventKind.STAGE_SET and reader.internal else told


def said(what: str | dict[str, str]) -> str:
    return in_own_language(what) if isinstance(what, dict) else what


def stage_in_words(event: CaseEvent, reader: Reader) -> str:
    return in_own_language(event.data.get("stage" if reader.internal else "stage_for_customer", {}))


def in_own_language(words: dict[str, str]) -> str:
    language = "en" if (get_language() or "").startswith("en") else "sv"
    return words.get(language, "")


def why(event: CaseEvent, reader: Reader) -> str:
    """Why the rules chose somebody concerns staff; a reason given for the customer is shown to both."""
    reason = str(event.data.get("reason", ""))
    match event.kind:
        case EventKind.OPENED:
            goes_to = gettext("It went to %(receiver)s.") % {"receiver": event.data.get("who", "")}
            return f"{goes_to} {reason}".strip() if reader.internal else goes_to
        case EventKind.ASSIGNED | EventKind.ESCALATED if reader.internal and "due" in event.data:
            return "\n".join([because(event.data), *changes(event.data.get("changes", {}))])
        case EventKind.ASSIGNED:
            return reason if reader.internal else ""
        case EventKind.EDITED:
            return "\n".join(changes(event.data.get("changes", {})))
        case EventKind.FINISHED | EventKind.CLOSED if reader.internal and event.data.get("overridden"):
            past = gates.told(event.data["overridden"], in_own_language)
            return "\n".join(filter(None, [reason, past, str(event.data.get("override_reason", ""))]))
        case EventKind.CHECKLIST:
            count = event.data.get("deviations", 0)
            return ngettext("%(count)d deviation", "%(count)d deviations", count) % {"count": count} if count else ""
        case EventKind.PRESENT if event.data.get("scanned"):
            return gettext("Scanned the label %(number)s there.") % {"number": event.data["scanned"]}
        case _:
            return reason


def changes(told: dict[str, list[str]]) -> Iterable[str]:
    for name, (before, after) in told.items():
        label = str(getattr(Case._meta.get_field(name), "verbose_name", name)).capitalize()
        yield f"{label}: {before or '–'} → {after or '–'}"
