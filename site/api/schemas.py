"""The shapes of the answers: checked before they leave, and described on the page for developers."""

from datetime import date
from typing import Any, Literal

from ninja import Field, Schema


class Texts(Schema):
    sv: str = Field(description="In Swedish.")
    en: str = Field(description="In English; in Swedish where nobody has translated it.")


class Choice(Schema):
    value: str = Field(description="What to send.")
    sv: str
    en: str


class Condition(Schema):
    question: str = Field(description="The name of another question of this form.")
    operator: str = Field(description="is, is_not, contains, answered, not_answered …")
    value: str


class Conditions(Schema):
    match: Literal["all", "any"] = Field(description="Whether all of them have to hold, or one.")
    of: list[Condition] = Field(description="Empty: it always counts.")


class Question(Schema):
    name: str = Field(description="The key of its answer in “answers”, and of its files in a multipart post.")
    type: str = Field(description="The kind of answer; see the kinds of answers.")
    asks: bool = Field(
        description="False for what is only read: a heading; a section, which begins a step, whose conditions govern "
        "all up to the next; a stop, which where it counts is shown instead of sending.",
    )
    required: bool = Field(description="Must be answered, where it counts.")
    label: Texts
    help: Texts
    answer: dict[str, Any] = Field(description="The shape of an answer, as JSON Schema with examples.")
    unit: Texts = Field(description="Of a number: kg, m², hours.")
    as_list: bool = Field(description="Of a choice: there are many, so that the page shows them as a list to open.")
    conditions: Conditions = Field(description="When it counts. What does not count is not asked, and not kept.")
    choices: list[Choice]
    limits: dict[str, Any] = Field(description="What an answer must keep to: max_length, max_files, max_bytes …")


class Submit(Schema):
    method: Literal["POST"]
    url: str
    content_types: list[str]


class Form(Schema):
    slug: str
    page: str | None = Field(description="The same form as a page for people.")
    kind: str = Field(description="request, deviation or order.")
    languages: list[str]
    title: Texts
    introduction: Texts = Field(description="HTML.")
    closed: Texts = Field(description="HTML: what to say in place of the form when it answers 404 later on.")
    opens_on: date | None
    closes_on: date | None
    place_is_known: bool = Field(description="True at a code: the place is not asked for.")
    key: str = Field(
        description="Of this opened form: 128 random bits in hexadecimal. Send it with the answers. However often they "
        "are sent with it, they become one case. Open the form anew for the next case.",
    )
    questions: list[Question]
    submit: Submit


class Received(Schema):
    number: str = Field(description="The case number.")
    link: str | None = Field(description="Where the case can be followed, without logging in: for the sender alone.")
    receipt: str | None = Field(description="The receipt as a page.")


class Wrong(Schema):
    error: str = Field(description="A sentence for people, in the language that was asked for.")


class WrongAnswers(Wrong):
    errors: dict[str, list[str]] = Field(description="By question: what has to be corrected.")
