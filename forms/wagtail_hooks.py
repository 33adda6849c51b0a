from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from accounts.models import User
from forms.viewsets.form_page import keep_used_forms
from forms.viewsets.make_codes import MakeCodes
from forms.viewsets.menu import IntakeGroup
from forms.viewsets.print_labels import PrintLabels
from forms.viewsets.submissions import no_deletion, readable_forms
from forms.warnings import warn_of

hooks.register("register_bulk_action", PrintLabels)
hooks.register("register_bulk_action", MakeCodes)


@hooks.register("register_admin_viewset")
def intake_group() -> IntakeGroup:
    return IntakeGroup()


@hooks.register("register_admin_urls", order=-1)
def submissions_stay() -> list[URLPattern]:
    return [path("forms/submissions/<int:page_id>/delete/", no_deletion)]


@hooks.register("register_permissions")
def right_to_read_submissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="intake", codename="view_formsubmission")


@hooks.register("filter_form_submissions_for_user")
def who_reads_submissions(user: User, editable: QuerySet[Page]) -> QuerySet[Page]:
    return readable_forms(user, editable)


@hooks.register("construct_main_menu")
def without_wagtails_forms(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name != "forms"]


@hooks.register("before_delete_page")
def keep_used_form(request: HttpRequest, page: Page) -> HttpResponse | None:
    return keep_used_forms(request, [page])


@hooks.register("before_bulk_action")
def keep_used_forms_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    if action_type != "delete":
        return None
    return keep_used_forms(request, [page for page in objects if isinstance(page, Page)])


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_what_strangers_see(request: HttpRequest, page: Page) -> None:
    warn_of(request, page)


@hooks.register("register_log_actions")
def code_actions(actions: LogActionRegistry) -> None:
    actions.register_action("intake.revoke", _("Revoke"), _("Revoked"))
    actions.register_action("intake.replace", _("Replace"), _("Replaced"))
