"""Wagtail's pages for users, with our fields. Superusers are made by command, and only superusers edit them."""

from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import usage
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views import users as wagtail_users

from accounts.leaving import settled_at
from accounts.models import User

FIELDS = ["email", "first_name", "last_name", "phone", "language", "groups"]


class StaffCreationForm(UserCreationForm):
    """Whoever is in a group works here. Without a password the person logs in with a code by mail."""

    is_superuser = None
    password_required = False

    class Meta(UserCreationForm.Meta):
        model = User
        fields = FIELDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _("Leave empty: the person logs in with a code by mail.")
        self.instance.set_unusable_password()


class StaffEditForm(UserEditForm):
    is_superuser = None
    remove_second_step = forms.BooleanField(
        label=_("Remove the second step"),
        help_text=_("For a lost phone: the person sets it up again at the next log-in."),
        required=False,
    )

    class Meta(UserEditForm.Meta):
        model = User
        fields = [*FIELDS, "is_active"]

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if editing_self:
            for name in ("is_active", "groups", "remove_second_step"):
                del self.fields[name]

    def save(self, commit: bool = True) -> User:
        user = super().save(commit)
        if self.cleaned_data.get("remove_second_step"):
            Authenticator.objects.filter(user=user).delete()
        return user


def roles_of(user: User) -> str:
    return ", ".join(group.name for group in user.groups.all())


class NotAboveOneself:
    """Superusers exist for superusers only: for others their pages are 404, as all are for who keeps no users."""

    request: HttpRequest

    def get_object(self, *args: Any, **kwargs: Any) -> User:
        if not self.request.user.has_perm("accounts.change_user"):  # asked first, or a number would tell of its user
            raise Http404
        user: User = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if user.is_superuser and not self.request.user.is_superuser:
            raise Http404
        return user


class IndexView(NotAboveOneself, wagtail_users.IndexView):
    @cached_property
    def columns(self) -> list[Column]:
        """Wagtail's, with the address under its own name and the roles instead of superusers."""
        by_name = {column.name: column for column in super().columns}
        by_name["email"] = Column("email", label=_("E-mail address"), sort_key="email", classname="username")
        by_name["is_superuser"] = Column("roles", label=_("Roles"), accessor=roles_of)
        return list(by_name.values())

    def get_base_queryset(self) -> QuerySet[User]:
        users: QuerySet[User] = super().get_base_queryset().prefetch_related("groups")
        return users if self.request.user.is_superuser else users.filter(is_superuser=False)

    def get_delete_url(self, instance: User) -> None:
        return None


class EditView(NotAboveOneself, wagtail_users.EditView):
    def form_valid(self, form: Any) -> HttpResponse:
        """All but her becoming inactive is saved, where something must be settled first; that page comes then."""
        url = ""
        if not form.cleaned_data.get("is_active", True):
            was = User.objects.get(pk=form.instance.pk)
            url = settled_at(was) if was.is_active else ""
        if url:
            form.instance.is_active = True
        response: HttpResponse = super().form_valid(form)
        return redirect(url) if url else response

    def get_delete_url(self) -> None:
        return None


class DeleteView(wagtail_users.DeleteView):
    """People are made inactive, never deleted: the history of cases names them."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404


class HistoryView(NotAboveOneself, wagtail_users.HistoryView):
    pass


class UsageView(NotAboveOneself, usage.UsageView):
    pass


class StaffUserViewSet(wagtail_users.UserViewSet):
    index_view_class = IndexView
    edit_view_class = EditView
    delete_view_class = DeleteView
    history_view_class = HistoryView
    usage_view_class = UsageView
    create_template_name = "accounts/user_form.html"
    edit_template_name = "accounts/user_edit.html"
    inspect_view_enabled = False
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return StaffEditForm if for_update else StaffCreationForm
