from tests.cast import Cast
from tests.pictures import upload
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.add_attachments import add_attachments
from workflows.actions.assign_case import assign_case
from workflows.actions.edit_case import edit_case
from workflows.actions.open_case import open_case
from workflows.actions.pause_case import pause_case
from workflows.actions.use_article import use_article
from workflows.actions.write_message import write_message
from workflows.actor import SYSTEM, Actor
from workflows.models import Attachment, Case
from workflows.pictures import accept
from workflows.timeline import Reader, Story, story


def address(attachment: Attachment, thumbnail: bool) -> str:
    return f"/{attachment.pk}/{thumbnail}"


def read(case: Case, me: Actor, **rights: bool) -> Story:
    return story(case, Reader(me, address, **rights))


def words(told: Story) -> str:
    return "\n".join(f"{entry.who} {entry.text} {entry.why}" for entry in told.entries)


def everything(cast: Cast) -> Case:
    case = cast.opens_case()
    tea = Actor.of(cast.tea, via="field")
    acknowledge_case(case, by=tea)
    write_message(case, "hemligt", by=tea, internal=True, files=[accept(upload())])
    write_message(case, "Vi kommer.", by=tea)
    use_article(case, cast.article, 2, by=tea)
    edit_case(case, by=Actor.of(cast.dora, via="admin"), title="Ny rubrik")
    return case


def test_it_tells_a_customer_nothing_internal(cast: Cast) -> None:
    told = read(everything(cast), Actor.of(cast.anna, via="portal"))
    assert "hemligt" not in words(told) and "Låskolv" not in words(told) and "Ny rubrik" not in words(told)


def test_it_keeps_the_files_of_a_note_from_a_customer(cast: Cast) -> None:
    told = read(everything(cast), Actor.of(cast.anna, via="portal"))
    assert not told.files.pictures and not any(entry.files.pictures for entry in told.entries)


def test_it_tells_staff_everything(cast: Cast) -> None:
    told = words(read(everything(cast), Actor.of(cast.tea, via="field"), internal=True))
    assert "hemligt" in told and "2 st Låskolv" in told and "Hissen står still → Ny rubrik" in told


def test_it_tells_the_newest_first(cast: Cast) -> None:
    told = read(everything(cast), Actor.of(cast.anna, via="portal"))
    assert [entry.kind for entry in told.entries] == ["message", "acknowledged", "opened"]


def test_it_keeps_the_rules_reason_from_a_customer(cast: Cast) -> None:
    case = cast.opens_case()
    assign_case(case, by=Actor.of(cast.dora, via="admin"), person=cast.tea, reason="Nils orkar inte")
    assert "orkar" not in words(read(case, Actor.of(cast.anna, via="portal")))
    assert "orkar" in words(read(case, Actor.of(cast.tea, via="field"), internal=True))


def test_it_tells_a_customer_what_the_work_waits_for(cast: Cast) -> None:
    case = acknowledge_case(cast.opens_case(), by=Actor.of(cast.tea, via="field"))
    pause_case(case, by=Actor.of(cast.tea, via="field"), reason="Väntar på en reservdel.")
    assert "reservdel" in words(read(case, Actor.of(cast.anna, via="portal")))


def test_it_says_you_to_the_one_who_did_it(cast: Cast) -> None:
    case = cast.opens_case()
    assert read(case, Actor.of(cast.anna, via="portal")).entries[0].who == "Du"
    assert read(case, Actor.holder(case.links.get()), discreet=True).entries[0].who == "Du"
    assert read(case, Actor.of(cast.tea, via="field"), internal=True).entries[0].who == "Anna Ström"


def test_it_names_no_other_customers_people_to_the_holder_of_a_link(cast: Cast) -> None:
    case = open_case(
        Case(
            title="Trasigt", source="code", worksite=cast.storgatan, reporter_name="Bo", reporter_email="bo@bo.example"
        ),
        by=Actor(None, None, "Bo", "form"),
    )
    write_message(case, "Är ni på väg?", by=Actor.of(cast.anna, via="portal"))
    told = read(case, Actor.holder(case.links.get()), discreet=True)
    assert "Anna" not in words(told) and "Är ni på väg?" in words(told) and told.entries[-1].who == "Du"


def test_it_puts_files_where_they_came(cast: Cast) -> None:
    by = Actor.of(cast.anna, via="form")
    draft = Case(title="Trasigt", source="form", worksite=cast.storgatan, reporter=cast.anna.contact)
    case = open_case(draft, by=by, files=[accept(upload())])
    write_message(case, "", by=by, files=[accept(upload()), accept(upload())])
    add_attachments(case, [accept(upload())], by=SYSTEM)
    told = read(case, by)
    assert [len(entry.files.pictures) for entry in told.entries] == [1, 2, 0] and len(told.files.pictures) == 1


def test_it_asks_the_database_as_often_for_a_long_history(cast: Cast, django_assert_num_queries: object) -> None:
    case = cast.opens_case()
    for number in range(40):
        write_message(case, f"Rad {number}", by=SYSTEM, files=[accept(upload())] if number % 10 == 0 else ())
    tea = Actor.of(cast.tea, via="field")
    with django_assert_num_queries(2):  # type: ignore[operator]
        read(case, tea, internal=True)
