"""Where in the admin something of a register is opened."""

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from workflows.models import (
    Absence,
    Article,
    Case,
    Category,
    ChecklistTemplate,
    Contact,
    Customer,
    Equipment,
    Gate,
    NotificationRule,
    NotificationTemplate,
    Responsibility,
    Schedule,
    ServiceLevel,
    Stage,
    Team,
    WebhookEndpoint,
    Worksite,
)


class StaffRequest(HttpRequest):
    """What reaches a view of the admin: Wagtail let the person in before."""

    user: User  # type: ignore[assignment]


def user_of(request: HttpRequest) -> User:
    """For views whose base is Django's own, where `request` keeps Django's type."""
    return request.user  # type: ignore[return-value]


NAMESPACES: dict[type[Model], str] = {
    Absence: "absences",
    Article: "articles",
    Category: "categories",
    ChecklistTemplate: "checklists",
    Contact: "contacts",
    Customer: "customers",
    Equipment: "equipment",
    Gate: "gates",
    NotificationRule: "notification_rules",
    NotificationTemplate: "notification_templates",
    Responsibility: "responsibilities",
    Schedule: "schedules",
    ServiceLevel: "service_levels",
    Stage: "stages",
    Team: "teams",
    WebhookEndpoint: "webhook_endpoints",
    Worksite: "worksites",
}


def allowed(user: User, verb: str, model: type[Model]) -> bool:
    """Whether the person has the model permission, "view" following from "change" as in Wagtail."""
    names = {verb, "change"} if verb == "view" else {verb}
    return any(user.has_perm(f"{model._meta.app_label}.{name}_{model._meta.model_name}") for name in names)


def address_of(thing: Model, user: User) -> str:
    """The page where the person changes it, else where she reads it, else nothing."""
    model = type(thing)
    if isinstance(thing, Case):
        return reverse("cases:room", args=[thing.pk]) if user.has_perm("workflows.see_all_cases") else ""
    if model not in NAMESPACES or not allowed(user, "view", model):
        return ""
    page = "edit" if allowed(user, "change", model) else "inspect"
    return reverse(f"{NAMESPACES[model]}:{page}", args=[thing.pk])


def as_id(text: str) -> int | None:
    """The number of a row that somebody wrote in an address, or nothing."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else None
