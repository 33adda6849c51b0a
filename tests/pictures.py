"""Pictures for tests, made here."""

import io

from PIL import Image


def jpeg(width: int = 60, height: int = 40, colour: str = "#336699") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG")
    return out.getvalue()
