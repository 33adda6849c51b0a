import pytest
from django.core.exceptions import ValidationError

from workflows.models.origins import only_origins, origin_of, origins_in


@pytest.mark.parametrize(
    ("line", "origin"),
    [
        ("https://www.firma.example", "https://www.firma.example"),
        ("https://WWW.Firma.example/", "https://www.firma.example"),
        ("https://firma.example:443", "https://firma.example"),
        ("https://firma.example:8443", "https://firma.example:8443"),
        ("https://blåbär.example", "https://xn--blbr-noae.example"),
    ],
)
def test_it_writes_an_origin_as_browsers_do(line: str, origin: str) -> None:
    assert origin_of(line) == origin


@pytest.mark.parametrize(
    "line",
    [
        "http://firma.example",
        "firma.example",
        "https://firma.example/sida",
        "https://firma.example?a",
        "https://anna@firma.example",
        "https://*.firma.example",
        "https://firma.example;script-src",
        "https://firma.example:99999",
        "https://firma",
        "https://..example",
        "https://[::1",
        "https://" + "a" * 70 + ".example",
        "*",
    ],
)
def test_it_refuses_what_is_no_origin_with_a_sentence(line: str) -> None:
    with pytest.raises(ValidationError, match=r"https://www\.example\.se"):
        only_origins(f"https://www.firma.example\n{line}\n")
    assert origins_in(line) == []


def test_it_knows_each_origin_once() -> None:
    text = "https://b.example\r\n\r\n https://a.example \nhttps://b.example/"
    only_origins(text)
    assert origins_in(text) == ["https://b.example", "https://a.example"]
