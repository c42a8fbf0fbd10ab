"""Images of people: the one we draw when nobody uploaded any, and uploads made to fit."""

import io
from functools import cache
from hashlib import sha256

from PIL import Image, ImageDraw, ImageFont, ImageOps

SIDE = 128
LETTER_SIZE = 68

# Calm colours on which white is readable (contrast 4.5 : 1 or more).
_COLOURS = (
    *("#1d6fb8", "#2e7d32", "#8e3ab5", "#b5462f", "#00796b", "#5c6bc0", "#ad1457", "#6d4c41"),
    *("#546e7a", "#a05a00", "#3949ab", "#00695c", "#c2185b", "#4e6b12", "#7b1fa2", "#0277a8"),
)


def drawn(user_id: str, name: str) -> bytes:
    """The image of somebody without one: the first letter on a colour of their own. PNG, 128 by 128."""
    colour = _COLOURS[sha256(user_id.encode()).digest()[0] % len(_COLOURS)]
    return _letter((name[:1] or "?").upper(), colour)


@cache
def _letter(letter: str, colour: str) -> bytes:
    """At most some 40 characters in 16 colours, about 1 kB each."""
    image = Image.new("RGB", (SIDE, SIDE), colour)
    font = ImageFont.load_default(LETTER_SIZE)  # the face that comes with Pillow
    ImageDraw.Draw(image).text((SIDE / 2, SIDE / 2), letter, font=font, fill="white", anchor="mm")
    return _png(image.quantize(32))


def fitted(upload: bytes, most_pixels: int) -> bytes:
    """An upload as a square PNG of 128 by 128: upright, its middle kept.

    Raises: ValueError for what is no image, or one with too many pixels.
    """
    try:
        image = Image.open(io.BytesIO(upload))
        if image.width * image.height > most_pixels:
            raise ValueError("too many pixels")
        image.draft("RGB", (SIDE * 2, SIDE * 2))
        upright = ImageOps.exif_transpose(image).convert("RGBA")
    except (OSError, SyntaxError, Image.DecompressionBombError) as exc:
        raise ValueError("no image") from exc
    return _png(ImageOps.fit(upright, (SIDE, SIDE), Image.Resampling.LANCZOS))


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
