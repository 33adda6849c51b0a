"""A form as a file that another installation reads."""

import json
from typing import Any

from django.db import models

from forms.models import IntakeFormPage
from forms.portable.columns import ALWAYS, FORMAT, VERSION, columns, written


def document_of(page: IntakeFormPage) -> dict[str, Any]:
    """What is as it is from the start is left out."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "form": {
            **values_of(page),
            "questions": [values_of(one) for one in page.questions.all()],
            "outcomes": [values_of(one) for one in page.outcomes.all()],
        },
    }


def values_of(thing: models.Model) -> dict[str, Any]:
    found = {}
    for name, field in columns(type(thing)).items():
        value = getattr(thing, name)
        if value != field.get_default() or (value and name in ALWAYS):
            found[name] = written(field, value)
    return found


def as_file(page: IntakeFormPage) -> bytes:
    return (json.dumps(document_of(page), ensure_ascii=False, indent=2) + "\n").encode()
