"""The protected state field, mended for threads, deferred loading and full_clean.

As django-fsm-2 comes, reading a row again switches the protection off for the whole process for a moment, and
`full_clean` cannot put back the value it just read (both measured). Here the instance itself says that it is loading.
"""

from typing import Any

from django.db import models
from django_fsm import FSMField, FSMFieldDescriptor

from workflows.models.standing import Status

LOADING = "_loading_from_db"


class StatusDescriptor(FSMFieldDescriptor):
    def __set__(self, instance: models.Model, value: Any) -> None:
        held = instance.__dict__.get(self.field.name, value)
        if instance.__dict__.get(LOADING) or held == value:
            self.field.set_state(instance, value)
            return
        super().__set__(instance, value)


class StatusField(FSMField):
    descriptor_class = StatusDescriptor


@StatusField.register_lookup
class Among(models.Lookup):
    """As `in`, with the words in the statement itself: only so SQLite finds by an index of some statuses alone."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        column, values = self.process_lhs(compiler, connection)
        words = [f"'{Status(word).value}'" for word in self.rhs]
        return f"{column} IN ({', '.join(words)})", values


class LoadsStatus(models.Model):
    """Lets `refresh_from_db` and deferred loading set the protected status of this one instance."""

    class Meta:
        abstract = True

    def refresh_from_db(self, using: str | None = None, fields: Any = None, from_queryset: Any = None) -> None:
        self.__dict__[LOADING] = True
        try:
            super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)
        finally:
            del self.__dict__[LOADING]
