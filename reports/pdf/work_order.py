"""The work order of a case: what the customer may read, on paper, with a line to sign on."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from django.utils import timezone, translation
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak

from reports.pdf.parts import lines_to_sign, small_pictures
from workflows.actor import SYSTEM
from workflows.checklists import Told, told
from workflows.models import Case, Company
from workflows.paper import Document
from workflows.timeline import Reader, story

MOST_PICTURES = 24


def work_order(case: Case, *, language: str, money: bool) -> bytes:
    """An A4 PDF. `money`: with prices. Internal notes and access notes are never on it."""
    with translation.override(language):
        paper = Document(_("Work order %(number)s") % {"number": case.number}, Company.load().name, language)
        paper.heading(paper.title)
        paper.paragraph(case.title)
        paper.facts(facts(case))
        if case.description or case.answers:
            paper.heading(_("Description"), 2)
            paper.paragraph(case.description)
            paper.facts((label, text) for label, text in case.answers)
        add_ordered(paper, case)
        add_articles(paper, case, money=money)
        add_checklists(paper, case)
        add_history(paper, case)
        paper.story.append(lines_to_sign([_("Date"), _("Signature"), _("Name in block letters")]))
        add_pictures(paper, case)
        return paper.content()


def facts(case: Case) -> list[tuple[str, object]]:
    customer, equipment = case.customer, case.equipment
    reporter = [case.reporter_name, case.reporter_phone, case.reporter_email]
    return [
        (_("Customer"), f"{customer.name} ({customer.number})" if customer else ""),
        (_("Worksite"), case.where),
        (_("Equipment"), ", ".join(filter(None, [equipment.name, equipment.number])) if equipment else ""),
        (_("Category"), case.category.name if case.category else ""),
        (_("Reported by"), ", ".join(filter(None, reporter))),
        (_("Buyer's reference"), case.buyer_reference),
        (_("Customer's order number"), case.order_number),
        (_("Responsible"), str(case.answerer or "")),
        (_("Status"), capfirst(case.get_status_display())),
        (_("Opened"), moment(case.opened_at)),
        (_("Finish by"), moment(case.finish_by) if case.is_open else ""),
        (_("Finished"), moment(case.finished_at)),
    ]


def add_ordered(paper: Document, case: Case) -> None:
    rows = [[one.name, quantity(one.quantity), one.unit] for one in case.planned_articles.all()]
    if rows:
        paper.heading(_("Ordered articles"), 2)
        paper.table([_("Article"), _("Quantity"), _("Unit")], rows, widths=[76, 12, 12], right=[1])


def add_articles(paper: Document, case: Case, *, money: bool) -> None:
    used = list(case.used_articles.standing())
    if not used:
        return
    headers = [_("Number"), _("Article"), _("Quantity"), _("Unit")]
    rows = [[one.number, one.name, quantity(one.quantity), one.unit] for one in used]
    if money:
        headers += [_("Price"), _("Amount")]
        rows = [[*row, kronor(one.price), kronor(one.amount)] for row, one in zip(rows, used, strict=True)]
        rows.append(["", _("Total"), "", "", "", kronor(sum((one.amount for one in used), Decimal(0)))])
    paper.heading(_("Used articles"), 2)
    widths = [16, 42, 12, 10, 14, 16] if money else [16, 60, 12, 12]
    paper.table(headers, rows, widths=widths, right=[2, 4, 5])


def add_checklists(paper: Document, case: Case) -> None:
    """Those that are done; deviations say so in words, as paper has no colours to trust."""
    for filled in case.checklists.filter(is_complete=True):
        paper.heading(filled.name, 2)
        rows = [[one.label, answer(one), one.comment] for one in told(filled)]
        paper.table([_("Point"), _("Answer"), _("Comment")], rows, widths=[48, 24, 28])
        words = {"name": filled.by_name, "when": moment(filled.saved_at)}
        paper.paragraph(_("Answered by %(name)s, %(when)s.") % words)


def answer(one: Told) -> str:
    return _("%(answer)s (deviation)") % {"answer": one.answer} if one.deviates else one.answer


def add_history(paper: Document, case: Case) -> None:
    told = story(case, Reader(SYSTEM, lambda attachment, thumbnail: ""))
    rows = [
        [moment(entry.at), entry.who, "\n".join(filter(None, [entry.text, entry.why]))]
        for entry in reversed(told.entries)
    ]
    if rows:
        paper.heading(_("What happened"), 2)
        paper.table([_("When"), _("Who"), _("What")], rows, widths=[16, 20, 64])


def add_pictures(paper: Document, case: Case) -> None:
    table = small_pictures(pictures(case))
    if table is not None:
        paper.story.append(CondPageBreak(60 * mm))
        paper.heading(_("Photos"), 2)
        paper.story.append(table)


def pictures(case: Case) -> Iterator[tuple[bytes, str]]:
    """Thumbnails; one whose file is gone is left out rather than the whole paper."""
    for attachment in case.attachments.public().exclude(thumbnail="")[:MOST_PICTURES]:
        try:
            with attachment.thumbnail.open("rb") as file:
                yield file.read(), moment(attachment.added_at)
        except FileNotFoundError:
            continue


def moment(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""


def kronor(value: Decimal) -> str:
    return number_format(value, 2, use_l10n=True, force_grouping=True)


def quantity(value: Decimal) -> str:
    places = len(f"{value:f}".rstrip("0").partition(".")[2])
    return number_format(value, places, use_l10n=True)
