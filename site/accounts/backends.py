from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Model

from accounts.models import User

RIGHTS = """
    SELECT kind.app_label, permission.codename
    FROM "auth_permission" permission JOIN "django_content_type" kind ON kind.id = permission.content_type_id
    WHERE permission.id IN (
        SELECT permission_id FROM "accounts_user_user_permissions" WHERE user_id = %s
        UNION
        SELECT given.permission_id
        FROM "auth_group_permissions" given JOIN "accounts_user_groups" member ON member.group_id = given.group_id
        WHERE member.user_id = %s
    )
"""


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
    """Asked by each request of staff, hence in SQL: as a queryset it takes 0.7 ms to be written and 0.1 ms to run."""
    with connection.cursor() as cursor:
        cursor.execute(RIGHTS, [user.pk, user.pk])
        return {f"{app}.{name}" for app, name in cursor.fetchall()}
