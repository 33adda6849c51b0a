"""Wagtail's words whose Swedish is missing, wrong, or clashes with ours. Our catalogue is read before theirs.

Nothing imports this: it is here so that the words are collected. Wagtail's groups are our roles (ours are teams).
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

MISSING = [
    _("account"),
    _("created"),
    _("Side panels"),
    _("Side panel width"),
    _("Date updated"),
    _("Exploring"),
    _("Actions (footer)"),
    _("Saved"),
    _("Autosave is paused"),
    _("Autosave is <span>paused</span>"),
    _("View latest version"),
    _("A network error occurred"),
    _(
        "Troubleshoot your connection to the site before proceeding. "
        "Open the editor in a separate tab to view the last saved version."
    ),
    _("Minimap"),
    _("Show issue"),
    _("Anyone"),
    _("Anyone with editing permissions can create schedules"),
    _("But only those with publishing permissions can make them effective."),
    _("To be created by %(user)s"),
    _("%(model)s permissions"),
    _("There are no %(model_name)s to display."),
    _("Locked by"),
    _("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s"),
    _("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s across entire site."),
    _(
        "%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s in "
        "'<span class=\"w-title-ellipsis\">%(title)s</span>'."
    ),
]
OTHERWISE = [
    _("Go to Wagtail admin"),
    _("Site history"),
    _("log entry"),
    _("log entries"),
    _("model log entry"),
    _("model log entries"),
    _("page log entry"),
    _("page log entries"),
    _("Locale"),
    _("Promote"),
    _("The page title as you'd like it to be seen by the public"),
    _("Form data"),
    _("Collection management permissions"),
    _("Object permissions"),
    _("Custom permissions"),
    _("Can access Wagtail admin"),
    _("Leave blank if not changing."),
    _("Save your changes before leaving"),
    _("The %(model_name)s could not be created due to errors."),
    _("The %(model_name)s could not be saved due to errors."),
    _("%(model_name)s '%(object)s' created."),
    _("%(model_name)s '%(object)s' updated."),
]
ROLES = [
    _("group"),
    _("groups"),
    _("Group"),
    _("Groups"),
    _("Add a group"),
    _("Add group"),
    _("Search groups"),
    _("View users in this group"),
    _("Are you sure you want to delete this group?"),
    _("Delete group"),
    _("Deleting this group will revoke this group's permissions from all member users."),
    _("Please select at least one group."),
    _("A group with that name already exists."),
    _("Group '%(object)s' created."),
    _("Group '%(object)s' updated."),
    _("Group '%(object)s' deleted."),
    _("The group could not be saved due to errors."),
    _("The groups this user belongs to. A user will get all permissions granted to each of their groups."),
    ngettext_lazy(
        "The group '%(group_name)s' has <strong>%(group_user_count)s</strong> member.",
        "The group '%(group_name)s' has <strong>%(group_user_count)s</strong> members.",
        1,
    ),
]
