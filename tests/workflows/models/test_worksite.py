import pytest

from workflows.models import Worksite


@pytest.mark.parametrize(
    ("name", "line"),
    [("Storgatan 1", "111 22 Stockholm"), ("Norra garaget", "Storgatan 1, 111 22 Stockholm")],
)
def test_the_line_below_the_name_says_no_street_twice(name: str, line: str) -> None:
    place = Worksite(name=name, street="Storgatan 1", postal_code="111 22", city="Stockholm")
    assert place.beyond_name == line
    assert Worksite(name=name).beyond_name == ""
