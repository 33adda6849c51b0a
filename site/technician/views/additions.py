"""What only adds to a case, and so never loses to anybody."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from technician import case_page
from technician.forms import NoteForm, PhotosForm, ReplyForm
from technician.gate import for_verb, posts_only, user_of
from workflows.actions.add_attachments import add_attachments
from workflows.actions.write_message import write_message
from workflows.actor import Actor
from workflows.models import Case
from workflows.writing import OnceForm


@for_verb("write_message")
@posts_only
def message(request: HttpRequest, case: Case) -> HttpResponse:
    form = ReplyForm(request.POST, request.FILES, auto_id="message_%s")
    if not form.is_valid():
        return case_page.show(request, case, status=422, message=form)
    write_message(case, by=me(request), key=form.key_for(case, "m"), **words(form))
    return to_history(request, case, _("Sent to the customer."))


@for_verb("write_note")
@posts_only
def note(request: HttpRequest, case: Case) -> HttpResponse:
    form = NoteForm(request.POST, request.FILES, auto_id="note_%s")
    if not form.is_valid():
        return case_page.show(request, case, status=422, note=form)
    write_message(case, by=me(request), key=form.key_for(case, "n"), internal=True, **words(form))
    return to_history(request, case, _("Your note is saved. The customer does not see it."))


@for_verb("add_attachments")
@posts_only
def photos(request: HttpRequest, case: Case) -> HttpResponse:
    form = PhotosForm(request.POST, request.FILES, auto_id="photos_%s")
    if not form.is_valid():
        return case_page.show(request, case, status=422, photos=form)
    internal, key = not form.cleaned_data["is_public"], form.key_for(case, "p")
    add_attachments(case, form.cleaned_data["files"], by=me(request), internal=internal, key=key)
    return to_history(request, case, _("The photos are saved."))


def words(form: OnceForm) -> dict[str, Any]:
    return {"body": form.cleaned_data["body"], "files": form.cleaned_data["files"]}


def me(request: HttpRequest) -> Actor:
    return Actor.of(user_of(request), via="field")


def to_history(request: HttpRequest, case: Case, done: str) -> HttpResponse:
    messages.success(request, done)
    return redirect(reverse("technician:case", args=[case.pk]) + "?sent=1#history")
