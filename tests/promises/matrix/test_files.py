"""Files are private (S6): every stored file × the cast × every way somebody might ask for it."""

from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings

from tests.promises.matrix.answers import content_of
from tests.promises.matrix.asking import Asker
from tests.promises.matrix.cells import IS_WHOLE
from tests.promises.matrix.marks import FIELD, OFFICE, SIDE_OF
from tests.promises.matrix.world import SIDES
from workflows.models import Attachment, Case

pytestmark = pytest.mark.django_db

EVERYBODY = ("anonymous", "anna", "berit", "otto", "tea", "nils", "lena", "dora", "edda", "adam")
PEOPLE = EVERYBODY if IS_WHOLE else ("anonymous", "anna", "otto", "nils", "edda")
TRIES_PATHS = ("anonymous", "otto", "adam") if IS_WHOLE else ("adam",)  # each day who comes furthest
PREFIXES = (
    "/", "/media/", "/files/", "/static/", "/var/files/", "/documents/", "/media/images/", "/media/avatar_images/",
    "/documents/1/", "/admin/", "/portal/", "/q/", "/private_root/", "/media/private_root/",
)  # fmt: skip
ALL_CLIMBS = (
    "../", "%2e%2e/", "..%2f..%2f", "../../", "../../../", "%252e%252e/%252e%252e/", "..\\..\\", ".//../", "images/../",
    "/", "%00/",
)  # fmt: skip
CLIMBS = ALL_CLIMBS if IS_WHOLE else ALL_CLIMBS[:3]
OTHERS_FILE = ("/portal/{0}/files/{1}/", "/field/{0}/files/{1}/", "/admin/cases/{0}/files/{1}/", "/c/{2}/files/{1}/")
DOORS = {
    "portal": "/portal/{case}/files/{file}/",
    "field": "/field/{case}/files/{file}/",
    "admin": "/admin/cases/{case}/files/{file}/",
    **{f"link of {side}": f"/c/{{{side}}}/files/{{file}}/" for side in SIDES},
}
SMALL = {"admin": "small/"}


def test_it_opens_a_file_to_those_of_its_case_and_nobody_else(asker: Asker) -> None:
    wrong = []
    for side in SIDES:
        for attachment in Attachment.objects.filter(case=asker.world.sides[side].cases["case"]):
            for door, address in DOORS.items():
                for path in addresses(asker, door, address, attachment):
                    for person in PEOPLE:
                        status = asker.ask(person, "GET", path).answer.status_code
                        if (status == 200) != may_open(person, door, side, attachment):
                            wrong.append(
                                f"{person} GET {path}: {status} ({door}, {side}, public={attachment.is_public})"
                            )
    assert wrong == []


def addresses(asker: Asker, door: str, address: str, attachment: Attachment) -> list[str]:
    tokens = {side: asker.world.sides[side].things["token"] for side in SIDES}
    path = address.format(case=attachment.case_id, file=attachment.pk, **tokens)
    return [path, path + SMALL.get(door, "thumbnail/")] if attachment.thumbnail else [path]


def may_open(person: str, door: str, side: str, attachment: Attachment) -> bool:
    if door.startswith("link"):
        return door.endswith(side) and attachment.is_public
    if person in OFFICE:
        return door == "admin" or (door == "field" and person != "edda")
    if SIDE_OF.get(person) != side:
        return False
    if person in FIELD:
        return door in {"field", "admin"}
    return door == "portal" and attachment.is_public


def test_it_opens_no_file_by_another_case(asker: Asker) -> None:
    """The case is hers, the file is not; also a file of another case of her own customer."""
    own, foreign = (asker.world.sides[side].cases for side in SIDES)
    files = Attachment.objects.filter(case__in=[foreign["case"], own["started"]])
    token = asker.world.sides["bjorken"].things["token"]
    for attachment in files:
        for path in OTHERS_FILE:
            asked = path.format(own["case"].pk, attachment.pk, token)
            for person in PEOPLE:
                assert asker.ask(person, "GET", asked).answer.status_code != 200, f"{person} GET {asked}"


def test_it_closes_a_link_when_it_is_revoked(asker: Asker) -> None:
    case: Case = asker.world.sides["bjorken"].cases["case"]
    link, attachment = case.links.get(), case.attachments.filter(is_public=True).first()
    path = f"/c/{link.token}/files/{attachment.pk}/"
    link.revoked_at = link.created_at
    link.save()
    try:
        for person in PEOPLE:
            assert asker.ask(person, "GET", path).answer.status_code in (404, 410)
    finally:
        link.revoked_at = None
        link.save()


@pytest.mark.parametrize("prefix", PREFIXES)
def test_it_gives_no_file_by_its_path(asker: Asker, prefix: str) -> None:
    root = Path(settings.PRIVATE_ROOT)
    stored = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert len(stored) > 10
    one_of_each = {path.relative_to(root).parts[0]: path for path in stored}  # case, export, job, import
    assert {"case", "export", "job", "import"} <= one_of_each.keys()
    for path in one_of_each.values():
        name = path.relative_to(root).as_posix()
        for tail in [name, *(f"{climb}{root.name}/{name}" for climb in CLIMBS), str(path), quote(str(path), safe="")]:
            for person in TRIES_PATHS:
                answer = asker.ask(person, "GET", prefix + tail).answer
                assert answer.status_code != 200 or content_of(answer) != stored[path], f"{person} GET {prefix}{tail}"
                assert answer.status_code < 500, f"{person} GET {prefix}{tail}"


def test_it_lists_no_folder(asker: Asker) -> None:
    for person in ("anonymous", "anna", "tea", "adam"):
        for path in ("/media/", "/media/images/", "/media/avatar_images/", "/files/", "/static/", "/documents/"):
            assert asker.ask(person, "GET", path).answer.status_code in (301, 302, 403, 404), f"{person} GET {path}"
