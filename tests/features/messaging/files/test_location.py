"""Where a picture was taken leaves the file; nothing else does."""

from io import BytesIO

import pytest
from PIL import Image

from mattermost_py.features.messaging.files.location import remove_location
from tests.features.messaging.files.pictures import exif, picture


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_the_place_is_removed_and_the_rest_stays(form: str) -> None:
    original = picture(form, info=exif(orientation=6, with_place=True))
    content = bytearray(original)
    assert remove_location(content)
    assert len(content) == len(original)
    with Image.open(BytesIO(bytes(content))) as cleaned, Image.open(BytesIO(original)) as before:
        assert before.getexif().get_ifd(0x8825)
        assert not cleaned.getexif().get_ifd(0x8825)
        assert cleaned.getexif()[0x0112] == 6
        assert cleaned.getexif()[0x010F] == "Camera maker"
        assert cleaned.tobytes() == before.tobytes()
    assert not remove_location(content)


def test_a_tiff_file_is_such_a_structure_itself() -> None:
    content = bytearray(exif(with_place=True).tobytes().removeprefix(b"Exif\0\0"))
    assert remove_location(content)
    cleaned = Image.Exif()
    cleaned.load(bytes(content))
    assert not cleaned.get_ifd(0x8825)
    assert cleaned[0x010F] == "Camera maker"


def test_xmp_repeats_of_the_place_are_blanked() -> None:
    content = bytearray(
        b'<x exif:GPSLatitude="52,31.2N" dc:title="Berlin"><exif:GPSLongitude>13,24E</exif:GPSLongitude>'
    )
    assert remove_location(content)
    assert b"52" not in content
    assert b"13,24" not in content
    assert b'dc:title="Berlin"' in content


@pytest.mark.parametrize(
    "content", [b"", b"Exif\0\0II*\0", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff\x88\x25", b"II*\0\xff\xff\xff\xff"]
)
def test_damaged_files_are_left_alone(content: bytes) -> None:
    assert not remove_location(bytearray(content))
