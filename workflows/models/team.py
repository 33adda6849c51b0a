from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.models.time_fields import AllowedField, allowed_text

if TYPE_CHECKING:
    from workflows.models.case import Case


IDS_OF = """
    SELECT team_id FROM workflows_team_members WHERE user_id = %s
    UNION SELECT id FROM workflows_team WHERE leader_id = %s
"""


class TeamQuerySet(models.QuerySet["Team"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def of(self, user: User) -> Self:
        """Teams in which the user works or which she leads."""
        return self.filter(models.Q(members=user) | models.Q(leader=user)).distinct()

    def ids_of(self, user: User) -> list[int]:
        """The same teams, asked for in SQL and once as long as the `user` lives, as her rights are.

        With the question in the question SQLite reads every open case.
        """
        if "_team_ids" not in user.__dict__:
            with connection.cursor() as cursor:
                cursor.execute(IDS_OF, [user.pk, user.pk])
                user.__dict__["_team_ids"] = [pk for (pk,) in cursor.fetchall()]
        found: list[int] = user.__dict__["_team_ids"]
        return found

    def around(self, case: "Case") -> Self:
        """The case's own, else those in use in which who answers for it works."""
        if case.team_id is not None:
            return self.filter(pk=case.team_id)
        return self.active().filter(members=case.responsible_id).order_by("pk")

    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("workflows.view_team") else self.none()


class Team(models.Model):
    """People who share cases; any of them takes one by acknowledging it.

    `untouched_from`: since when its rule stands as it does; no case has waited longer than that in its eyes.
    """

    class Then(models.TextChoices):
        RETURN = "return", _("back to the team, and from there to the leader")
        GO_UP = "go_up", _("to the team's leader at once")

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
    untouched_minutes = AllowedField(
        _("untouched for at most"),
        help_text=_("Working time that a case may lie without anybody acknowledging it. Empty: as long as it likes."),
    )
    untouched_then = models.CharField(
        _("then it goes"),
        max_length=8,
        choices=Then,
        default=Then.RETURN,
        help_text=_("Without a leader who is there, it goes to the catch-all, else the office is told."),
    )
    untouched_from = models.DateTimeField(default=timezone.now, editable=False)
    is_active = models.BooleanField(_("active"), default=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        rule = ("untouched_minutes", "untouched_then")
        kept = Team.objects.filter(pk=self.pk).values_list(*rule).first() if self.pk else None
        if kept is not None and kept != tuple(getattr(self, name) for name in rule):
            self.untouched_from = timezone.now()
        super().save(*args, **kwargs)

    def rule_in_words(self) -> str:
        """Empty where a case may lie as long as it likes."""
        if self.untouched_minutes is None:
            return ""
        words = {"time": allowed_text(self.untouched_minutes)}
        if self.untouched_then == self.Then.RETURN:
            return gettext("After %(time)s back to the team, then to the leader") % words
        return gettext("After %(time)s to the leader") % words

    def has(self, person: User) -> bool:
        return self.is_active and self.members.filter(pk=person.pk).exists()
