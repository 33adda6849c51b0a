import re

import pytest
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from portal.forms import FollowUpForm
from tests.cast import Cast
from tests.pictures import upload
from workflows.uploads import MOST_FILES
from workflows.writing import MessageForm, Opened, new_key


def posted(*files: object, **data: str) -> MessageForm:
    return MessageForm(data, MultiValueDict({"files": list(files)}))


def test_it_takes_words_or_files() -> None:
    assert posted(body="Hej").is_valid() and posted(upload(), body="").is_valid()


@pytest.mark.parametrize("body", ["", "   \n ", "x\x00y", "x" * 5001])
def test_it_refuses_nothing_and_nonsense(body: str) -> None:
    form = posted(body=body)
    assert not form.is_valid() and "body" in form.errors


def test_it_names_the_file_that_it_refuses() -> None:
    form = posted(upload(), upload("virus.exe", b"MZ"), body="Hej")
    assert not form.is_valid() and "virus.exe" in form.errors["files"][0]


def test_it_refuses_too_many_files() -> None:
    assert "files" in posted(*[upload() for _ in range(MOST_FILES + 1)], body="Hej").errors


def test_it_keeps_a_good_key_and_replaces_a_bad_one(cast: Cast) -> None:
    case, key = cast.opens_case(), new_key()
    good, bad = posted(body="Hej", key=key), posted(body="Hej", key="' OR 1=1 \x00")
    assert good.is_valid() and good.key_for(case, "m") == f"{case.pk}.m.{key}"
    assert bad.is_valid() and bad.key_for(case, "m") != f"{case.pk}.m."


def test_it_makes_another_key_for_each_page() -> None:
    assert MessageForm()["key"].value() != MessageForm()["key"].value()


def test_it_opens_with_a_key_of_its_own_and_the_rest_drawn_once() -> None:
    first, second = Opened(FollowUpForm, "message_%s"), Opened(FollowUpForm, "message_%s")
    one, other = str(first), str(second)
    assert one != other and without_key(one) == without_key(other)


def test_it_is_drawn_as_if_it_were_drawn_each_time() -> None:
    once, anew = str(Opened(FollowUpForm, "message_%s")), str(FollowUpForm(auto_id="message_%s"))
    assert without_key(once) == without_key(anew)


def without_key(drawn: str) -> str:
    return re.sub(r'value="[0-9a-f]{32}"', "", "".join(drawn.split()))


def test_it_shows_what_was_typed_to_nobody_else() -> None:
    assert "Hemligt" in str(FollowUpForm({"body": "Hemligt"}))
    assert "Hemligt" not in str(Opened(FollowUpForm, "%s"))


def test_it_speaks_the_reader_s_language() -> None:
    str(Opened(FollowUpForm, "%s"))
    with translation.override("en"):
        assert "Your message" in str(Opened(FollowUpForm, "%s"))
