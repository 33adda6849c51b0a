"""Photos as a phone's camera gives them: one at a time. Nothing that was taken may be lost on the way."""

from typing import Any

import pytest
from wagtail.models import Site

from forms.ready_forms import make_ready_forms
from tests import cast as the_cast
from tests.pictures import jpeg
from tests.threads import in_thread
from workflows.models import Case

pytestmark = pytest.mark.browser
BOX = "input[type=file][data-photos]"


def photo(name: str, width: int = 3000) -> dict[str, Any]:
    return {"name": name, "mimeType": "image/jpeg", "buffer": jpeg(width, 2000)}


def set_up() -> None:
    the_cast.build()
    make_ready_forms(Site.objects.get(is_default_site=True).root_page)


def names(page: Any) -> list[str]:
    return page.eval_on_selector(BOX, "box => [...box.files].map((file) => file.name)")


def sizes() -> list[tuple[int, int]]:
    return [(one.width, one.height) for one in Case.objects.get().attachments.order_by("pk")]


@pytest.fixture
def form(site: str, phone: Any) -> Any:
    in_thread(set_up)
    phone.goto(f"{site}/avvikelse/")
    return phone


def test_what_is_taken_later_is_added_and_what_is_taken_away_stays_behind(form: Any) -> None:
    form.set_input_files(BOX, files=[photo("ett.jpg")])
    form.set_input_files(BOX, files=[photo("två.jpg"), photo("tre.jpg", 2500)])
    form.wait_for_selector(".chosen li:nth-child(3) img")
    form.get_by_role("button", name="Ta bort två.jpg").click()
    assert names(form) == ["ett.jpg", "tre.jpg"]
    form.fill("textarea[name=vad_har_du_sett]", "Glas på golvet")
    form.fill("input[name=var_ar_det]", "Storgatan 1")
    form.locator("input[name=kan_nagon_skadas]").first.check()
    form.click("main form button.button--primary")
    form.wait_for_url("**/receipt/**")
    assert in_thread(sizes) == [(2048, 1365), (2048, 1638)]


def test_the_same_photo_twice_is_one(form: Any) -> None:
    for _ in range(2):
        form.eval_on_selector(
            BOX,
            """box => {
                const files = new DataTransfer();
                files.items.add(new File(["x"], "ett.jpg", { type: "image/jpeg", lastModified: 1 }));
                box.files = files.files;
                box.dispatchEvent(new Event("change", { bubbles: true }));
            }""",
        )
    assert names(form) == ["ett.jpg"]
