"""Photos for the demo's cases, drawn here: a lift door, a gate, a lamp in plain shapes."""

import io
import random

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from workflows.actions.add_attachments import store_files
from workflows.actor import Actor
from workflows.models import Case
from workflows.pictures import accept

WALLS = ["#c9d3d6", "#d8cfc2", "#bfc9c0", "#cfcbd6"]
DOORS = ["#7b8c94", "#8a7a66", "#6f8577", "#9aa3a8"]


def draw_photo(rng: random.Random) -> bytes:
    """A JPEG of 800 × 600: a door in a wall, with a scratch or a sign that something is wrong."""
    image = Image.new("RGB", (800, 600), rng.choice(WALLS))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 500, 800, 600), fill="#8d8f8c")
    left, door = rng.randint(200, 320), rng.choice(DOORS)
    pen.rectangle((left - 14, 96, left + 294, 500), fill="#5b6468")
    pen.rectangle((left, 110, left + 138, 500), fill=door)
    pen.rectangle((left + 142 + rng.randint(0, 60), 110, left + 280, 500), fill=door)
    pen.rectangle((left + 320, 260, left + 356, 340), fill="#e8ecee", outline="#5b6468", width=3)
    pen.ellipse((left + 329, 272, left + 347, 290), fill=rng.choice(["#d9822b", "#c23030", "#3a7d44"]))
    for _ in range(rng.randint(2, 6)):
        x, y = rng.randint(left, left + 260), rng.randint(130, 470)
        pen.line((x, y, x + rng.randint(-50, 50), y + rng.randint(10, 60)), fill="#3d4447", width=rng.randint(2, 5))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


CUSTOMER = Actor(None, None, "", "form")


def hang_photos(cases: list[Case], rng: random.Random) -> int:
    """One to three for each case, through the same door as everybody's pictures."""
    count = 0
    for case in cases:
        names = [f"bild-{number}.jpg" for number in range(1, rng.randint(1, 3) + 1)]
        files = [accept(SimpleUploadedFile(name, draw_photo(rng), "image/jpeg")) for name in names]
        count += len(store_files(case, files, by=CUSTOMER, by_name=case.reporter_name))
    return count
