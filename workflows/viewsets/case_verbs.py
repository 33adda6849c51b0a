"""The closed list of what can be done to a case in the admin: name, words, form, and the action that does it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.add_attachments import add_attachments
from workflows.actions.assign_case import assign_case
from workflows.actions.cancel_case import cancel_case
from workflows.actions.close_case import close_case
from workflows.actions.declare_nothing_used import declare_nothing_used
from workflows.actions.edit_case import edit_case
from workflows.actions.finish_case import finish_case
from workflows.actions.pause_case import pause_case
from workflows.actions.remove_used_article import remove_used_article
from workflows.actions.renew_case_link import renew_case_link
from workflows.actions.reopen_case import reopen_case
from workflows.actions.resume_case import resume_case
from workflows.actions.revoke_case_links import revoke_case_links
from workflows.actions.set_stage import set_stage
from workflows.actions.start_case import start_case
from workflows.actions.use_article import use_article
from workflows.actions.use_planned_article import use_planned_article
from workflows.actions.write_message import write_message
from workflows.actor import Actor
from workflows.models import Case, PlannedArticle, Status, Team, UsedArticle
from workflows.viewsets.case_forms import (
    ArticleForm,
    AssignForm,
    CancelForm,
    CloseForm,
    FilesForm,
    FinishForm,
    LinkForm,
    NoteForm,
    PauseForm,
    PlannedForm,
    ReopenForm,
    StageForm,
    StepForm,
    TakeBackForm,
    VerbForm,
    WriteForm,
)
from workflows.viewsets.edit_form import EditForm


@dataclass(frozen=True)
class Verb:
    """`label` is the button, `done` what is said afterwards, `then` where on the page one comes back to."""

    act: Callable[..., Any]
    form: type[VerbForm]
    label: str | Promise
    done: str | Promise
    icon: str
    explained: str | Promise = ""
    then: str = ""
    is_grave: bool = False


def take_back(case: Case, *, by: Actor, used: UsedArticle) -> UsedArticle:
    return remove_used_article(used, by=by)


def use_ordered(case: Case, *, by: Actor, planned: PlannedArticle) -> UsedArticle:
    return use_planned_article(planned, by=by)


VERBS: dict[str, Verb] = {
    "acknowledge_case": Verb(
        acknowledge_case,
        StepForm,
        _("Acknowledge"),
        _("The case is yours now."),
        "check",
        _("You have seen it and answer for it from now on."),
    ),
    "start_case": Verb(start_case, StepForm, _("Start the work"), _("The work has started."), "work"),
    "resume_case": Verb(resume_case, StepForm, _("Go on with the work"), _("The work goes on."), "start"),
    "pause_case": Verb(
        pause_case,
        PauseForm,
        _("Put on hold"),
        _("The case waits."),
        "wait",
        _("The work waits for something: a spare part, an answer, a key."),
    ),
    "set_stage": Verb(
        set_stage,
        StageForm,
        _("Change the stage"),
        _("The stage is changed."),
        "stage",
        _("Where the case stands, more exactly than its status says."),
    ),
    "finish_case": Verb(
        finish_case,
        FinishForm,
        _("Mark as done"),
        _("The work is done. The customer may approve or reopen."),
        "done",
        _("The customer is told and may approve or reopen."),
    ),
    "close_case": Verb(
        close_case,
        CloseForm,
        _("Close the case"),
        _("The case is closed."),
        "done",
        _("Everything is in place. What was used can be invoiced."),
    ),
    "reopen_case": Verb(
        reopen_case,
        ReopenForm,
        _("Reopen"),
        _("The case is open again."),
        "reopen",
        _("It goes back to whoever answered for it."),
    ),
    "assign_case": Verb(
        assign_case,
        AssignForm,
        _("Hand over"),
        _("Handed over."),
        "person",
        _("They are told at once, and the case waits for them to acknowledge it."),
    ),
    "edit_case": Verb(edit_case, EditForm, _("Change the details"), _("Saved."), "edit"),
    "cancel_case": Verb(
        cancel_case,
        CancelForm,
        _("Cancel the case"),
        _("The case is cancelled."),
        "close",
        _("No more work is done on it. Everybody concerned is told."),
        is_grave=True,
    ),
    "write_message": Verb(write_message, WriteForm, _("Send to the customer"), _("Sent."), "send", then="history"),
    "write_note": Verb(
        write_message, NoteForm, _("Save the note"), _("The note is saved."), "internal", then="history"
    ),
    "add_attachments": Verb(
        add_attachments, FilesForm, _("Add files"), _("The files are added."), "file", then="history"
    ),
    "use_article": Verb(
        use_article, ArticleForm, _("Add article"), _("The article is booked."), "article", then="articles"
    ),
    "remove_used_article": Verb(
        take_back, TakeBackForm, _("Take back"), _("The article is taken back."), "close", then="articles"
    ),
    "use_planned_article": Verb(
        use_ordered, PlannedForm, _("Register as used"), _("The article is booked."), "check", then="articles"
    ),
    "declare_nothing_used": Verb(
        declare_nothing_used, LinkForm, _("Nothing used"), _("Noted: nothing was used."), "check", then="articles"
    ),
    "renew_case_link": Verb(
        renew_case_link,
        LinkForm,
        _("New link"),
        _("There is a new link. The old one no longer opens the case."),
        "reopen",
        _("The old link stops working, also in mails already sent."),
        then="link",
    ),
    "revoke_case_links": Verb(
        revoke_case_links,
        LinkForm,
        _("Revoke the link"),
        _("The link no longer opens the case."),
        "close",
        _("The link stops working, also in mails already sent. The next mail to the customer carries a new one."),
        then="link",
        is_grave=True,
    ),
}

STEPS = [
    "acknowledge_case", "start_case", "resume_case", "finish_case", "close_case", "assign_case", "pause_case",
    "set_stage", "edit_case", "reopen_case", "cancel_case",
]  # fmt: skip
NEXT = {
    Status.ACKNOWLEDGED: "start_case",
    Status.IN_PROGRESS: "finish_case",
    Status.WAITING: "resume_case",
    Status.DONE: "close_case",
}


def next_step(case: Case, user: User, verbs: set[str]) -> str:
    """The one thing to do here. A case that nobody has acknowledged is acknowledged by whom it went to, and by
    anybody else handed over. "" when nothing is."""
    if case.status == Status.ASSIGNED:
        own = case.responsible_id == user.pk or (
            case.team_id and Team.objects.of(user).filter(pk=case.team_id).exists()
        )
        step = "acknowledge_case" if own or "assign_case" not in verbs else "assign_case"
    else:
        step = NEXT.get(Status(case.status), "")
    return step if step in verbs else ""
