import re
from io import BytesIO

import pypdf
from django.core.files.uploadedfile import SimpleUploadedFile

from reports.pdf.work_order import work_order
from tests.cast import Cast
from tests.pictures import jpeg
from tests.reports.made import done_case
from workflows.actions.add_attachments import add_attachments
from workflows.actions.answer_checklist import answer_checklist
from workflows.actions.publish_checklist import publish_checklist
from workflows.actions.write_message import write_message
from workflows.actor import Actor
from workflows.models import Case, ChecklistItem, ChecklistTemplate
from workflows.pictures import accept


def text_of(case: Case, *, language: str = "sv", money: bool = True) -> str:
    pages = pypdf.PdfReader(BytesIO(work_order(case, language=language, money=money))).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def test_it_says_who_where_and_what_in_swedish_letters(cast: Cast) -> None:
    case = done_case(cast, "2", title="Hissen står på Östra våningen", equipment=cast.lift)
    text = text_of(case)
    for words in [
        f"Arbetsorder {case.pk}",
        "Hissen står på Östra våningen",
        "Brf Björken (1001)",
        "Storgatan 1, 111 22 Stockholm",
        "Hiss A, H-100",
        "Anna Ström, 070-111 22 33",
        "Den stannade mellan plan 2 och 3.",
        "Namnförtydligande",
    ]:
        assert words in text


def test_it_has_the_articles_with_prices_for_those_who_may_see_money(cast: Cast) -> None:
    text = text_of(done_case(cast, "2", "0.5"))
    assert "A-10 Låskolv 2 st 249,50 499,00" in text
    assert "Summa 623,75" in text


def test_it_has_no_prices_for_others(cast: Cast) -> None:
    text = text_of(done_case(cast, "2"), money=False)
    assert "Låskolv 2 st" in text
    assert "249" not in text
    assert "499" not in text


def test_it_tells_what_the_customer_may_read_and_no_more(cast: Cast) -> None:
    case = done_case(cast, "1")
    tea = Actor.of(cast.tea, via="field")
    write_message(case, "Reservdelen är beställd.", by=tea)
    write_message(case, "Kunden är sur.", by=tea, internal=True)
    text = text_of(case)
    assert "Reservdelen är beställd." in text
    assert "Kunden är sur." not in text
    assert "4711" not in text.replace(f"Arbetsorder {case.pk}", "")


def test_it_speaks_english(cast: Cast) -> None:
    text = text_of(done_case(cast, "1"), language="en")
    assert "Work order" in text
    assert "Signature" in text
    assert "Lift" in text


def test_it_shows_public_photos_alone(cast: Cast) -> None:
    case = done_case(cast, "1")
    picture = accept(SimpleUploadedFile("a.jpg", jpeg(), "image/jpeg"))
    add_attachments(case, [picture], by=Actor.of(cast.tea, via="field"))
    pages = pypdf.PdfReader(BytesIO(work_order(case, language="sv", money=False))).pages
    assert sum(len(page.images) for page in pages) == 1
    case.attachments.update(is_public=False)
    assert "Foton" not in text_of(case)


def test_it_bears_a_photo_whose_file_is_gone(cast: Cast) -> None:
    case = done_case(cast, "1")
    add_attachments(
        case, [accept(SimpleUploadedFile("a.jpg", jpeg(), "image/jpeg"))], by=Actor.of(cast.tea, via="field")
    )
    case.attachments.get().thumbnail.delete(save=False)
    case.attachments.update(thumbnail="case/xx/gone.jpg")
    assert "Foton" not in text_of(case)


def test_it_prints_hostile_text_as_text(cast: Cast) -> None:
    hostile = "<b>fet</b> & <font color=red> %s {{ x }}"
    case = done_case(cast, "1", title=hostile, description=hostile * 200)
    assert "<b>fet</b> & <font color=red>" in text_of(case)


def test_it_prints_a_bare_case(cast: Cast) -> None:
    case = cast.opens_case(worksite=None, category=None, reporter=None, place="Torget", description="")
    assert "Torget" in text_of(case)


def test_it_has_the_checklists_that_are_done(cast: Cast) -> None:
    case = done_case(cast)
    template = ChecklistTemplate.objects.create(name_sv="Egenkontroll hiss")
    key = str(ChecklistItem.objects.create(template=template, label_sv="Nödstopp provat").pk)
    publish_checklist(template)
    tea = Actor.of(cast.tea, via="field")
    answer_checklist(case, template, {key: ("not_ok", "")}, by=tea, revision=0, complete=False)
    assert "Nödstopp provat" not in text_of(case)
    answer_checklist(case, template, {key: ("not_ok", "Glappar")}, by=tea, revision=1, complete=True)
    assert "Nödstopp provat Inte OK (avvikelse) Glappar" in text_of(case)
