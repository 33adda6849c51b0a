import pytest
from bs4 import BeautifulSoup, Tag
from django import forms


class Report(forms.Form):
    title = forms.CharField(help_text="Kort")
    note = forms.CharField(required=False)
    kind = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")])
    agree = forms.BooleanField()
    key = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> None:
        if self.data.get("note") == "no":
            raise forms.ValidationError("Hela formuläret är fel.")


def drawn(data: dict[str, str] | None = None) -> BeautifulSoup:
    return BeautifulSoup(str(Report(data)), "html.parser")


def one(soup: BeautifulSoup, selector: str) -> Tag:
    found = soup.select_one(selector)
    assert found is not None, selector
    return found


def test_it_puts_the_error_beside_the_field_and_ties_it_to_it() -> None:
    soup = drawn({"title": ""})
    field = one(soup, "[name=title]")
    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"] == "id_title_helptext id_title_error"
    assert "obligatoriskt" in one(soup, "#id_title_error").text
    assert one(soup, "#id_title_helptext").text == "Kort"


def test_it_sums_up_what_is_wrong_with_links_to_the_fields() -> None:
    summary = one(drawn({"title": "", "note": "no"}), ".error-summary")
    targets = {link["href"] for link in summary.select("a")}
    assert targets == {"#id_title", "#id_kind_0", "#id_agree"}
    assert "Hela formuläret är fel." in summary.text


def test_every_link_of_the_summary_leads_to_something() -> None:
    soup = drawn({"title": ""})
    for link in soup.select(".error-summary a"):
        assert soup.select(str(link["href"]))


def test_it_is_silent_while_nothing_is_wrong() -> None:
    soup = drawn()
    assert not soup.select(".error-summary, .field__error, [aria-invalid]")


def test_it_keeps_what_was_typed() -> None:
    assert one(drawn({"title": "Hissen & dörren"}), "[name=title]")["value"] == "Hissen & dörren"


@pytest.mark.parametrize("by_browser", [True, False])
def test_a_required_field_says_so_in_words_when_the_browser_does_not(by_browser: bool) -> None:
    form = Report()
    form.use_required_attribute = by_browser
    label = one(BeautifulSoup(str(form), "html.parser"), "label[for=id_title]")
    assert ("(obligatoriskt)" in label.text) is not by_browser


@pytest.mark.parametrize("name", ["title", "note", "agree"])
def test_every_field_has_its_label(name: str) -> None:
    soup = drawn()
    field = one(soup, f"[name={name}]")
    assert soup.select(f"label[for={field['id']}]") or field.find_parent("label")


def test_choices_stand_in_a_fieldset_with_a_legend() -> None:
    group = one(drawn({"title": ""}), "fieldset")
    assert len(group.select("input[type=radio]")) == 2
    assert "obligatoriskt" in one(BeautifulSoup(str(group), "html.parser"), "legend").text
    assert group["aria-describedby"] == "id_kind_error"


def test_hidden_fields_are_there_once() -> None:
    assert len(drawn().select("[name=key]")) == 1
