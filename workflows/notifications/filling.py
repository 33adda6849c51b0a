"""Words with names in braces, filled. One pass with a closed list: what is filled in is never read again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from workflows.models.notification_template import NAME

QUOTED = "{text}"
Values = Mapping[str, str]


@dataclass(frozen=True)
class Paragraph:
    """`is_quote`: what somebody wrote, shown as theirs."""

    text: str
    html: SafeString
    is_quote: bool = False


def fill(words: str, values: Values) -> str:
    return NAME.sub(lambda found: values.get(found[1], ""), words)


def fill_html(words: str, values: Values) -> SafeString:
    parts = NAME.split(words)
    filled = [
        format_html("{}", part) if place % 2 == 0 else as_html(part, values.get(part, ""))
        for place, part in enumerate(parts)
    ]
    return mark_safe("".join(filled).replace("\n", "<br>"))  # noqa: S308 (each part is escaped)


def as_html(name: str, value: str) -> SafeString:
    if name == "link":
        return format_html('<a href="{0}" style="color:#0f6a73">{0}</a>', value)
    return format_html("{}", value)


def one_line(words: str, values: Values, longest: int) -> str:
    line = " ".join(fill(words, values).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def paragraphs(words: str, values: Values) -> Iterator[Paragraph]:
    for part in words.replace("\r\n", "\n").split("\n\n"):
        if not (part := part.strip()):
            continue
        if part != QUOTED:
            yield Paragraph(fill(part, values), fill_html(part, values))
        elif values.get("text", ""):
            yield Paragraph(values["text"], format_html("{}", values["text"]), is_quote=True)
