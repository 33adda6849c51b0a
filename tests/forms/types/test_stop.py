import pytest

from forms.types.stop import to_call
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Ring 112 och sedan oss.", ["112"]),
        ("Fara för liv? 112. Annars 1177 eller 114 14.", ["112", "1177", "114 14"]),
        ("Jouren: 070-123 45 67, +46 8 123 45 60", ["070-123 45 67", "+46 8 123 45 60"]),
        ("Rum 1121, plan 3, order 4711-112", []),
        ("Ring 08-123 45 60", []),
    ],
)
def test_it_finds_whom_to_call_and_then_the_company(cast: Cast, text: str, numbers: list[str]) -> None:
    assert to_call(text) == [*numbers, "08-123 45 60"]
