"""Reads pages and pictures of strangers; runs in a worker process that may crash without harm."""

import codecs
import re
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from PIL import Image, UnidentifiedImageError

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

Json = dict[str, Any]

TEXT_MOST = 300  # characters of a title or description
CUT = "[...]"
IMAGES_MOST = 5
FRAMES_MOST = 10_000
ORIENTATION, ROTATED = 0x0112, frozenset({5, 6, 7, 8})
SVG = "image/svg+xml"

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_SIZES = ("width", "height")

Image.MAX_IMAGE_PIXELS = None  # only the head of a picture is read


def read_page(body: bytes, charset: str, url: str) -> Json | None:
    """What a page says of itself (OpenGraph, else Twitter's cards, else title and description); None if nothing."""
    from selectolax.lexbor import LexborHTMLParser  # not in the processes that only ask for this

    told, images = _told(LexborHTMLParser(_text(body, charset)))
    found = {name: _cut(told.get(f"og:{name}") or told.get(name, "")) for name in ("title", "description", "site_name")}
    kind = told.get("og:type", "")
    if not (found["title"] or kind or told.get("og:url")):
        return None
    shown = [each for image in images if (each := _absolute(image, url)) is not None]
    return {
        "type": kind,
        "title": found["title"],
        "description": found["description"],
        "determiner": "",
        "site_name": found["site_name"],
        "locale": "",
        "locales_alternate": None,
        "images": shown[:IMAGES_MOST] or None,
        "audios": None,
        "videos": None,
    }


def read_image(body: bytes) -> Json | None:
    """Size and format of a picture, as it is shown; None when it is none."""
    try:
        with Image.open(BytesIO(body)) as image:
            width, height = image.size
            if image.format in ("JPEG", "MPO", "TIFF") and image.getexif().get(ORIENTATION) in ROTATED:
                width, height = height, width
            name = "jpeg" if image.format == "MPO" else (image.format or "").lower()
            frames = _frames(image) if name == "gif" else 0
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, MemoryError):
        return None
    return {"width": width, "height": height, "format": name, "frame_count": frames}


def _frames(image: Image.Image) -> int:
    """As many as there are in what was read."""
    count = 1
    try:
        while count < FRAMES_MOST:
            image.seek(count)
            count += 1
    except (EOFError, OSError, SyntaxError, ValueError):
        pass
    return count


def _text(body: bytes, charset: str) -> str:
    """The page as text: by the header, else by its own word, else UTF-8."""
    if not charset and (told := _CHARSET.search(body, 0, 4096)):
        charset = told[1].decode("ascii")
    try:
        codecs.lookup(charset or "utf-8")
    except LookupError:
        charset = "utf-8"
    try:
        return body.decode(charset or "utf-8", "replace")
    except (UnicodeError, ValueError):
        return body.decode("utf-8", "replace")


def _told(page: "LexborHTMLParser") -> tuple[dict[str, str], list[Json]]:
    """Properties by name, the first one wins, and the pictures in order."""
    told: dict[str, str] = {}
    images: list[Json] = []
    for node in page.css("meta"):
        given = node.attributes
        name = (given.get("property") or given.get("name") or "").strip().lower()
        value = unescape((given.get("content") or "").strip()).replace("\0", "")
        if not name or not value:
            continue
        if name.startswith("og:image"):
            _take_image(images, name.removeprefix("og:image").lstrip(":"), value)
        else:
            told.setdefault(name, value)
    title = page.css_first("title")
    told.setdefault("title", told.get("twitter:title") or (_plain(title.text()) if title else ""))
    if twitter := told.get("twitter:description"):
        told["description"] = twitter
    if not images and (picture := told.get("twitter:image") or told.get("twitter:image:src")):
        _take_image(images, "", picture)
    return told, images


def _take_image(images: list[Json], field: str, value: str) -> None:
    """`og:image` begins a picture, `og:image:...` tells more of the last one."""
    is_next = field == "" or (field == "url" and (not images or images[-1]["url"]))
    if is_next or not images:
        images.append({"url": "", "secure_url": "", "type": "", "width": 0, "height": 0})
    last = images[-1]
    if field in ("", "url"):
        last["url"] = value
    elif field in ("secure_url", "type"):
        last[field] = value
    elif field in _SIZES and value.isascii() and value.isdigit() and len(value) <= 9:
        last[field] = int(value)


def _absolute(image: Json, page_url: str) -> Json | None:
    """The picture with whole addresses; None for what has none, and for SVG, which may hold anything."""
    try:
        addresses = {name: urljoin(page_url, image[name]) if image[name] else "" for name in ("url", "secure_url")}
        parts = [urlsplit(each) for each in addresses.values() if each]
    except ValueError:
        return None
    if not parts or any(each.scheme not in ("http", "https") for each in parts):
        return None
    if image["type"] == SVG or any(each.path.lower().endswith(".svg") for each in parts):
        return None
    return {**image, **addresses}


def _plain(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


def _cut(text: str) -> str:
    return text if len(text) <= TEXT_MOST else text[:TEXT_MOST] + CUT
