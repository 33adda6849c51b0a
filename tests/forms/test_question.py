from typing import Any

import pytest
from django.core.exceptions import ValidationError

from forms.models import Question


def question(**values: Any) -> Question:
    return Question(**{"label_sv": "Fråga", "field_type": "short_text", **values})


@pytest.mark.parametrize(
    ("label", "name"), [("Vad gäller det?", "vad_galler_det"), ("???", "question"), ("  ", "question"), ("Ö", "o")]
)
def test_its_name_is_safe(label: str, name: str) -> None:
    assert question(label_sv=label).get_field_clean_name() == name


def test_photos_and_worksite_follow_from_the_kind() -> None:
    for kind in ("photos", "worksite"):
        one = question(field_type=kind, maps_to="title")
        one.clean()
        assert one.maps_to == kind


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"field_type": "date", "maps_to": "title"}, "maps_to"),
        ({"field_type": "short_text", "maps_to": "photos"}, "maps_to"),
        ({"field_type": "choice", "choices_sv": "Bara en"}, "choices_sv"),
        ({"field_type": "choice", "choices_sv": "A\nA"}, "choices_sv"),
        ({"field_type": "choice", "choices_sv": "A\nB", "choices_en": "A"}, "choices_en"),
    ],
)
def test_it_says_what_does_not_fit(values: dict[str, Any], place: str) -> None:
    with pytest.raises(ValidationError) as refused:
        question(**values).clean()
    assert list(refused.value.error_dict) == [place]
