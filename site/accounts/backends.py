from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.db.models import Model, Q

from accounts.models import User


class Backend(AuthenticationBackend):
    """allauth's, with a person's own rights and those of her groups in one query: still asked anew by each request."""

    def get_all_permissions(self, user_obj: User | AnonymousUser, obj: Model | None = None) -> set[str]:
        if not isinstance(user_obj, User) or not user_obj.is_active or obj is not None or user_obj.is_superuser:
            return super().get_all_permissions(user_obj, obj)
        if "_perm_cache" not in user_obj.__dict__:  # where Django's own backend keeps them
            user_obj.__dict__["_perm_cache"] = rights_of(user_obj)
        rights: set[str] = user_obj.__dict__["_perm_cache"]
        return rights


def rights_of(user: User) -> set[str]:
    own = User.user_permissions.through.objects.filter(user=user.pk).values("permission")
    of_groups = Group.permissions.through.objects.filter(group__user=user.pk).values("permission")
    rights = Permission.objects.filter(Q(pk__in=own) | Q(pk__in=of_groups)).order_by()
    return {f"{app}.{name}" for app, name in rights.values_list("content_type__app_label", "codename")}
