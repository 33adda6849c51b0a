from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class TeamQuerySet(models.QuerySet["Team"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def of(self, user: User) -> Self:
        """Teams in which the user works or which she leads."""
        return self.filter(models.Q(members=user) | models.Q(leader=user)).distinct()

    def ids_of(self, user: User) -> list[int]:
        """The same teams, asked for once as long as the `user` lives, as Django does with her rights.

        With the question in the question SQLite reads every open case.
        """
        if "_team_ids" not in user.__dict__:
            user.__dict__["_team_ids"] = list(self.of(user).order_by().values_list("pk", flat=True))
        found: list[int] = user.__dict__["_team_ids"]
        return found

    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("workflows.view_team") else self.none()


class Team(models.Model):
    """People who share cases; any of them takes one by acknowledging it."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="leads_teams",
        verbose_name=_("team leader"),
    )
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="teams", verbose_name=_("members")
    )
    is_active = models.BooleanField(_("active"), default=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
