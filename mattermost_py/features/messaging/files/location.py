"""Removes where a picture was taken from its file, in place and without touching a pixel. Pure; used in workers.

EXIF sits in JPEG, PNG, WebP, TIFF and HEIC as the same TIFF structure, so one search finds it in all of them: the
pointer to the GPS directory goes, and the directory's bytes are blanked. XMP repeats the position as text.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from mmap import mmap

Buffer = bytearray | mmap

_HEADER = re.compile(rb"II\*\x00|MM\x00\*")
_EXIF = re.compile(rb"(?:Exif\x00\x00|eXIf|EXIF....)(?=II\*\x00|MM\x00\*)", re.DOTALL)
_XMP_PLACE = re.compile(
    rb"(?:exif:GPS\w+|Iptc4xmpCore:Location|photoshop:(?:City|State|Country))"
    rb"(?:\s*=\s*\"([^\"]*)\"|\s*=\s*'([^']*)'|(?:\s[^>]*)?>([^<]*)<)"
)
_GPS_POINTER = 0x8825
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_PNG = b"\x89PNG\r\n\x1a\n"


def remove_location(image: Buffer) -> bool:
    """Blanks every position in the file. Returns: whether there was one."""
    starts = [match.end() for match in _EXIF.finditer(image)]
    if _HEADER.match(image):
        starts.append(0)
    found = [_blank_gps(image, start) for start in starts]
    found += [_blank_xmp(image, match) for match in _XMP_PLACE.finditer(image)]
    if any(found) and image[: len(_PNG)] == _PNG:
        _renew_checksums(image)
    return any(found)


def _blank_xmp(image: Buffer, match: "re.Match[bytes]") -> bool:
    start, end = match.span(match.lastindex or 0)
    if start == end or not image[start:end].strip():
        return False
    image[start:end] = b" " * (end - start)
    return True


@dataclass(frozen=True, slots=True)
class _Tiff:
    """A TIFF structure that begins somewhere in a file; offsets inside it count from there."""

    image: Buffer
    start: int
    order: str  # of bytes, as struct writes it

    def number(self, form: str, offset: int) -> int:
        return struct.unpack_from(self.order + form, self.image, self.start + offset)[0]

    def blank(self, offset: int, size: int) -> None:
        begin = self.start + offset
        end = min(begin + size, len(self.image))
        if 0 <= begin < end:
            self.image[begin:end] = bytes(end - begin)

    def entries(self, directory: int) -> Iterator[int]:
        """Offsets of a directory's entries, 12 bytes each."""
        return iter(range(directory + 2, directory + 2 + 12 * self.number("H", directory), 12))


def _blank_gps(image: Buffer, start: int) -> bool:
    tiff = _Tiff(image, start, "<" if image[start : start + 2] == b"II" else ">")
    try:
        directory = tiff.number("I", 4)
        for entry in tiff.entries(directory):
            if tiff.number("H", entry) == _GPS_POINTER:
                _blank_directory(tiff, tiff.number("I", entry + 8))
                _remove_entry(tiff, directory, entry)
                return True
    except struct.error:  # the file ends in the middle of it
        return False
    return False


def _blank_directory(tiff: _Tiff, directory: int) -> None:
    """Zeroes a directory and the values it points to."""
    for entry in tiff.entries(directory):
        size = _SIZES.get(tiff.number("H", entry + 2), 1) * tiff.number("I", entry + 4)
        if size > 4:
            tiff.blank(tiff.number("I", entry + 8), size)
    tiff.blank(directory, 2 + 12 * tiff.number("H", directory) + 4)


def _remove_entry(tiff: _Tiff, directory: int, entry: int) -> None:
    """Takes one entry out; those behind it, and the pointer to the next directory, move up."""
    count = tiff.number("H", directory)
    begin, end = tiff.start + entry, tiff.start + directory + 2 + 12 * count + 4
    tiff.image[begin:end] = tiff.image[begin + 12 : end] + bytes(12)
    struct.pack_into(tiff.order + "H", tiff.image, tiff.start + directory, count - 1)


def _renew_checksums(image: Buffer) -> None:
    """PNG guards every chunk with a CRC."""
    offset = len(_PNG)
    while offset + 12 <= len(image):
        size = struct.unpack_from(">I", image, offset)[0]
        end = offset + 8 + size
        if end + 4 > len(image):
            return
        if image[offset + 4 : offset + 8] in (b"eXIf", b"iTXt", b"tEXt"):
            struct.pack_into(">I", image, end, zlib.crc32(image[offset + 4 : end]))
        offset = end + 4
