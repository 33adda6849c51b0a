"""What follows by itself when a person is saved: one language everywhere, and staff is whoever is in a group."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.signals import m2m_changed, post_save
from django.dispatch import receiver
from wagtail.users.models import UserProfile

from accounts.models import User


@receiver(post_save, sender=UserProfile)
def take_language(instance: UserProfile, **kwargs: Any) -> None:
    if instance.preferred_language:
        User.objects.filter(pk=instance.user_id).exclude(language=instance.preferred_language).update(
            language=instance.preferred_language
        )


@receiver(post_save, sender=User)
def give_language(instance: User, created: bool, **kwargs: Any) -> None:
    if not created:
        UserProfile.objects.filter(user=instance).exclude(preferred_language="").update(
            preferred_language=instance.language
        )


@receiver(m2m_changed, sender=User.groups.through)
def follow_groups(instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any) -> None:
    """Keeps `is_staff` true for exactly those who are in a role or superusers."""
    if not action.startswith("post_"):
        return
    users = User.objects.all()
    if not reverse:
        users = users.filter(pk=instance.pk)
    elif pk_set is not None:
        users = users.filter(pk__in=pk_set)
    in_a_group = Exists(User.groups.through.objects.filter(user_id=OuterRef("pk")))
    users.filter(Q(is_superuser=True) | in_a_group, is_staff=False).update(is_staff=True)
    users.filter(~in_a_group, is_superuser=False, is_staff=True).update(is_staff=False)
    if not reverse:
        instance.refresh_from_db(fields=["is_staff"])
