"""What follows by itself when a person is saved: one language everywhere, and staff is whoever is in a group."""

from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.db.models.signals import m2m_changed, post_save
from django.dispatch import receiver
from wagtail.users.models import UserProfile

from accounts.models import User


@receiver(post_save, sender=UserProfile)
def take_language(instance: UserProfile, created: bool, **kwargs: Any) -> None:
    """A new profile takes the person's language; a later choice there is the person's. Emptied, it is the company's."""
    if created and not instance.preferred_language:
        instance.preferred_language = instance.user.language
        UserProfile.objects.filter(pk=instance.pk).update(preferred_language=instance.preferred_language)
        return
    language = instance.preferred_language or settings.LANGUAGE_CODE
    User.objects.filter(pk=instance.user_id).exclude(language=language).update(language=language)


@receiver(post_save, sender=User)
def give_language(instance: User, created: bool, **kwargs: Any) -> None:
    if not created:
        UserProfile.objects.filter(user=instance).update(preferred_language=instance.language)


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
