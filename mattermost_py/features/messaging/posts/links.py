"""Links and pictures in a message: what gets a preview, which post a permalink leads to, and pictures by our proxy."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qs, quote_plus, urlsplit

from mattermost_py.features.messaging.previews.domains import is_allowed

_LINK = re.compile(r"(?:https?://|(?<![\w./@-])www\.)[^\s<>\"`]{1,4000}", re.IGNORECASE)
_TRAILING = ".,;:!?'\"*_~"
_POST = r"/[a-z0-9][a-z0-9\-_]*/pl/([a-z0-9]{26})/?"

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_CODE_OR_IMAGE = re.compile(
    r"(?P<ticks>(?<!`)`+(?!`)).+?(?<!`)(?P=ticks)(?!`)"
    r"|(?P<before>!\[[^\]\n]{0,500}\]\(\s{0,9})"
    r"(?:<(?P<angled>[^<>\n]{0,4000})>|(?P<plain>[^()\s<>]{1,4000}(?:\([^()\s]{0,1000}\)[^()\s]{0,1000}){0,9}))"
    r"(?=[\s)])",
    re.DOTALL,
)
_PROXY = "/api/v4/image?url="


class Found(NamedTuple):
    """The addresses in a message, in order and without code."""

    links: tuple[str, ...] = ()
    images: tuple[str, ...] = ()


_NOTHING = Found()


@lru_cache(maxsize=512)  # the same posts are drawn again and again
def found_in(message: str) -> Found:
    """The links and pictures of a Markdown text."""
    if "://" not in message and "www." not in message:
        return _NOTHING
    images = list[str]()

    def take(image: str) -> str:
        images.append(image)
        return ""

    text = _without_code(message, take)
    links = (_whole(_trimmed(each[0])) for each in _LINK.finditer(text))
    return Found(tuple(dict.fromkeys(links)), tuple(dict.fromkeys(images)))


def first_link(message: str, restricted: str = "") -> str:
    """The first link that may be previewed; '' when there is none."""
    return next((each for each in found_in(message).links if is_allowed(each, restricted)), "")


def linked_post_id(link: str, site_url: str) -> str:
    """The post a permalink of this site leads to, else ''."""
    if not link or not site_url:
        return ""
    found = _permalink(site_url.rstrip("/")).fullmatch(link)
    return found[1] if found else ""


# --- pictures through this site -------------------------------------------------------------------------------------


def proxied(image: str, site_url: str) -> str:
    """The address under which this site brings the picture; pictures of the site itself stay where they are."""
    site = site_url.rstrip("/")
    if not image or not site or image.startswith(("/", f"{site}/")):
        return image
    return f"{site}{_PROXY}{quote_plus(image)}"


def original(image: str, site_url: str) -> str:
    """The address of a picture that comes through this site."""
    if not image.startswith(_start(site_url)):
        return image
    return parse_qs(urlsplit(image).query).get("url", [image])[0]


def with_proxy(message: str, site_url: str) -> str:
    """The message with all pictures coming through this site."""
    return message if "![" not in message else _rewritten(message, lambda image: proxied(image, site_url))


def without_proxy(message: str, site_url: str) -> str:
    """The message as it was before `with_proxy`."""
    if _start(site_url) not in message:
        return message
    return _rewritten(message, lambda image: original(image, site_url))


def _start(site_url: str) -> str:
    return f"{site_url.rstrip('/')}{_PROXY}"


# --- Markdown -------------------------------------------------------------------------------------------------------


def _rewritten(message: str, change: Callable[[str], str]) -> str:
    """The message with other addresses of its pictures; code stays as it is."""

    def replaced(match: re.Match[str]) -> str:
        if match["ticks"]:
            return match[0]
        image = match["angled"] or match["plain"] or ""
        changed = change(image)
        if changed == image:
            return match[0]
        return f"{match['before']}<{changed}>" if " " in changed else f"{match['before']}{changed}"

    return "".join(text if is_code else _CODE_OR_IMAGE.sub(replaced, text) for text, is_code in _blocks(message))


def _without_code(message: str, take: Callable[[str], str]) -> str:
    """The text with pictures handed to `take` and code left out."""

    def taken(match: re.Match[str]) -> str:
        return " " if match["ticks"] else f" {take(match['angled'] or match['plain'] or '')}"

    return "\n".join(_CODE_OR_IMAGE.sub(taken, text) for text, is_code in _blocks(message) if not is_code)


def _blocks(markdown: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces that make it up again, each with whether it is a block of code."""
    held, held_is_code = list[str](), False
    for line, is_code in _lines(markdown):
        if is_code is not held_is_code and held:
            yield "".join(held), held_is_code
            held = []
        held_is_code = is_code
        held.append(line)
    if held:
        yield "".join(held), held_is_code


def _lines(markdown: str) -> Iterator[tuple[str, bool]]:
    """Lines with whether they belong to a fence, or are indented as code."""
    fence, after_blank, is_indented = "", True, False
    for line in markdown.splitlines(keepends=True):
        opening = _FENCE.match(line)
        if fence:
            if opening and opening[1].startswith(fence) and not opening[2].strip():
                fence = ""
            yield line, True
            continue
        if opening and not (opening[1][0] == "`" and "`" in opening[2]):
            fence = opening[1]
            yield line, True
            continue
        is_blank = not line.strip()
        is_indented = not is_blank and (after_blank or is_indented) and line.startswith(("    ", "\t"))
        after_blank = is_blank
        yield line, is_indented


@lru_cache(maxsize=8)
def _permalink(site_url: str) -> re.Pattern[str]:
    return re.compile(re.escape(site_url) + _POST)


def _whole(link: str) -> str:
    return link if "://" in link else f"http://{link}"


def _trimmed(link: str) -> str:
    """`(see https://a.b/c).` links to https://a.b/c, but https://a.b/c_(d) keeps its bracket."""
    while link and (link[-1] in _TRAILING or _closes_nothing(link)):
        link = link[:-1]
    return link


def _closes_nothing(link: str) -> bool:
    """Whether it ends with a bracket that was opened before the link."""
    opening = {")": "(", "]": "["}.get(link[-1])
    return opening is not None and link.count(link[-1]) > link.count(opening)
