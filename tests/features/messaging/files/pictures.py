"""Pictures as cameras and phones write them, made on the spot."""

import struct
import zlib
from io import BytesIO

from PIL import Image, TiffImagePlugin
from PIL.Image import Exif

LATITUDE = (52.0, 31.0, 12.0)


def exif(*, orientation: int = 1, with_place: bool = False) -> Exif:
    found = Exif()
    found[0x010F] = "Camera maker"
    found[0x0112] = orientation
    if with_place:
        place = found.get_ifd(0x8825)
        place[1] = "N"
        place[2] = tuple(TiffImagePlugin.IFDRational(round(part * 1000), 1000) for part in LATITUDE)
    return found


def picture(
    form: str = "JPEG", size: tuple[int, int] = (300, 200), *, mode: str = "RGB", info: Exif | None = None
) -> bytes:
    """One picture with a visible gradient."""
    gradient = Image.linear_gradient("L").resize(size)  # pyright: ignore[reportUnknownMemberType] - NumPy overloads
    out = BytesIO()
    image = gradient.convert(mode)
    if info is None:
        image.save(out, form)
    else:
        image.save(out, form, exif=info)
    return out.getvalue()


def animation(size: tuple[int, int] = (300, 200), frames: int = 3) -> bytes:
    out = BytesIO()
    drawn = [Image.new("RGB", size, (40 * number, 10, 90)) for number in range(frames)]
    drawn[0].save(out, "GIF", save_all=True, append_images=drawn[1:], duration=[50, 60, 70], loop=0)
    return out.getvalue()


def bomb(side: int) -> bytes:
    """A tiny PNG that claims `side` x `side` pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
