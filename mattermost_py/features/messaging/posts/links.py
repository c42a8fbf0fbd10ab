"""Links in a message: the first one gets a preview; a permalink of this site shows the post it leads to."""

import re
from functools import lru_cache

from mattermost_py.features.messaging.mentions.words import without_code

_LINK = re.compile(r"https?://[^\s<>\"`]+", re.IGNORECASE)
_TRAILING = ".,;:!?'\"*_~"
_POST = r"/[a-z0-9][a-z0-9\-_]*/pl/([a-z0-9]{26})/?"


def first_link(message: str) -> str:
    """The first address outside code, without the punctuation of its sentence; '' when there is none."""
    if "://" not in message:
        return ""
    found = _LINK.search(without_code(message))
    return _trimmed(found[0]) if found else ""


def linked_post_id(link: str, site_url: str) -> str:
    """The post a permalink of this site leads to, else ''."""
    if not link or not site_url:
        return ""
    found = _permalink(site_url.rstrip("/")).fullmatch(link)
    return found[1] if found else ""


@lru_cache(maxsize=8)
def _permalink(site_url: str) -> re.Pattern[str]:
    return re.compile(re.escape(site_url) + _POST)


def _trimmed(link: str) -> str:
    """`(see https://a.b/c).` links to https://a.b/c, but https://a.b/c_(d) keeps its bracket."""
    while link and (link[-1] in _TRAILING or _closes_nothing(link)):
        link = link[:-1]
    return link


def _closes_nothing(link: str) -> bool:
    """Whether it ends with a bracket that was opened before the link."""
    opening = {")": "(", "]": "["}.get(link[-1])
    return opening is not None and link.count(link[-1]) > link.count(opening)
