"""Who may do which verb. That somebody sees the case at all is `Case.objects.visible_to`, asked before this."""

from django.contrib.auth.models import AnonymousUser, Permission
from django.db.models import Q, QuerySet
from django_fsm import can_proceed

from accounts.models import User
from workflows.models import Case

WORK = {
    "acknowledge_case",
    "start_case",
    "pause_case",
    "resume_case",
    "finish_case",
    "set_stage",
    "answer_checklist",
    "declare_nothing_used",
    "write_message",
    "write_note",
    "add_attachments",
    "note_presence",
    "use_article",
    "use_planned_article",
    "remove_used_article",
}
OFFICE = WORK | {"assign_case", "close_case", "reopen_case", "cancel_case", "edit_case"}
OFFICE |= {"renew_case_link", "revoke_case_links"}
CUSTOMER = {"write_message", "add_attachments", "close_case", "reopen_case"}
ARTICLES = {"use_article", "use_planned_article", "remove_used_article", "declare_nothing_used"}
TRANSITIONS = {
    "acknowledge_case": "acknowledge",
    "start_case": "start",
    "pause_case": "pause",
    "resume_case": "resume",
    "finish_case": "finish",
    "close_case": "close",
    "reopen_case": "reopen",
    "cancel_case": "cancel",
    "assign_case": "assign",
}


def may(user: User | AnonymousUser, verb: str, case: Case) -> bool:
    """Whether the person has the right to the verb on a case that she sees (not whether its status allows it)."""
    return verb in rights_of(user)


def rights_of(user: User | AnonymousUser) -> set[str]:
    """The verbs that she has the right to on cases that she sees."""
    if not user.is_authenticated or not user.is_active:
        return set()
    if user.has_perm("workflows.manage_cases"):
        return OFFICE
    more = {"assign_case"} if user.has_perm("workflows.reassign_cases") else set()
    if user.has_perm("workflows.work_cases"):
        return WORK | more
    return CUSTOMER | more if hasattr(user, "contact") else more


def may_override(user: User, case: Case) -> bool:
    """Whether she may go past a closed gate of a case that she sees: team leader, office."""
    return user.is_active and (user.has_perm("workflows.reassign_cases") or user.has_perm("workflows.manage_cases"))


def possible(case: Case, verb: str) -> bool:
    """Whether the case's status allows the verb."""
    if verb in ARTICLES | {"answer_checklist"}:
        return case.status not in {"closed", "cancelled"}
    if verb == "set_stage":
        return case.is_open
    name = TRANSITIONS.get(verb)
    return name is None or can_proceed(getattr(case, name))


def verbs_for(user: User | AnonymousUser, case: Case) -> set[str]:
    """What the person can do with the case right now: the buttons that a page draws."""
    return {verb for verb in rights_of(user) if possible(case, verb)}


def workers() -> QuerySet[User]:
    """Active people whose role works on cases. One query."""
    return staff_with("work_cases")


def office() -> QuerySet[User]:
    """Active people whose role manages all cases. One query."""
    return staff_with("manage_cases")


def staff_with(codename: str) -> QuerySet[User]:
    right = Permission.objects.filter(content_type__app_label="workflows", codename=codename).values("pk")
    may = Q(groups__permissions__in=right) | Q(user_permissions__in=right) | Q(is_superuser=True)
    return User.objects.filter(may, is_staff=True, is_active=True).distinct()
