"""What a program sent: JSON, or a multipart post with files. Anything else is said in a sentence, never a fault."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from forms.fields import QuestionType, question_type
from forms.form import IntakeForm
from forms.taking import WELL_FORMED

MOST_ANSWERS = 500


class Unreadable(Exception):
    """`str()` is a sentence for who wrote the program."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True)
class Sent:
    key: str
    answers: dict[str, Any]
    files: MultiValueDict[str, UploadedFile] = field(default_factory=MultiValueDict)


def read(request: HttpRequest) -> Sent:
    """Raises Unreadable."""
    try:
        return from_multipart(request) if request.content_type == "multipart/form-data" else from_json(request)
    except SuspiciousOperation:  # more bytes, fields or files than Django reads
        raise Unreadable(_("That is more than goes at a time."), 413) from None
    except (MultiPartParserError, OSError):
        raise Unreadable(_("The body could not be read.")) from None


def from_json(request: HttpRequest) -> Sent:
    if request.content_type != "application/json":
        raise Unreadable(_("Send application/json or multipart/form-data."), 415)
    body = loaded(request.body)
    if not isinstance(body, dict):
        raise Unreadable(_("The body has to be an object with “key” and “answers”."), 422)
    return Sent(key_in(body.get("key")), answers_in(body.get("answers")))


def from_multipart(request: HttpRequest) -> Sent:
    answers = answers_in(loaded(request.POST.get("answers", "{}").encode(errors="surrogatepass")))
    return Sent(key_in(request.POST.get("key")), answers, request.FILES)


def loaded(text: bytes) -> Any:
    """Numbers as they were written: an answer is a text, and 1.10 is not 1.1."""
    try:
        found = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
        json.dumps(found, ensure_ascii=False).encode()  # half of a pair of surrogates is no letter
    except (ValueError, RecursionError):
        raise Unreadable(_("This is not JSON as it should be.")) from None
    return found


def key_in(value: Any) -> str:
    if not isinstance(value, str) or not WELL_FORMED.fullmatch(value):
        raise Unreadable(_("“key” has to be the key of the opened form: 32 of 0–9 and a–f."), 422)
    return value


def answers_in(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or len(value) > MOST_ANSWERS:
        raise Unreadable(_("“answers” has to be an object: {name of the question: answer}."), 422)
    return value


def posted(form: IntakeForm, sent: Sent) -> tuple[QueryDict, dict[str, list[str]]]:
    """As a browser would have posted the answers to these questions; and what is wrong with them before that."""
    data, errors = QueryDict(mutable=True), {}
    for name, value in sent.answers.items():
        if name not in form.fields:
            errors[name] = [_("The form has no such question.")]
            continue
        kind = question_type(form.questions[name].field_type)
        try:
            for part, texts in kind.posted(name, value, form.fields[name]).items():
                data.setlist(part, texts)
        except ValueError:
            errors[name] = [misshapen(kind)]
    for name in sent.files:
        if name not in form.fields:
            errors[name] = [_("The form has no such question.")]
        elif not form.fields[name].widget.needs_multipart_form:
            errors[name] = [misshapen(question_type(form.questions[name].field_type))]
    return data, errors


def misshapen(kind: QuestionType) -> str:
    if "examples" not in kind.shape:
        return _("Files are sent as multipart/form-data, in fields named like the question.")
    example = json.dumps(kind.shape["examples"][0], ensure_ascii=False)
    return _("An answer of this kind is written as in this example: %(example)s") % {"example": example}
