"""A link at a time, and what was found there."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from mattermost_py.kernel.clock import HOUR_MS

Json = dict[str, Any]

URL_MOST = 2048  # what the column holds

OPENGRAPH, IMAGE, NONE = "opengraph", "image", "none"


class Link(NamedTuple):
    """An address and the hour of the message that links to it: pages change, so each hour has its own finding."""

    url: str
    hour_ms: int  # start of the hour, ms since epoch, UTC

    @property
    def hash(self) -> int:
        """The row's key: FNV-1 of 32 bits over the time (8 bytes, little endian) and the address."""
        found = 0x811C9DC5
        for byte in self.hour_ms.to_bytes(8, "little") + self.url.encode():
            found = (found * 0x01000193 & 0xFFFFFFFF) ^ byte
        return found

    @staticmethod
    def of(url: str, at_ms: int) -> "Link":
        return Link(url, at_ms // HOUR_MS * HOUR_MS)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is behind a link.

    type: opengraph (data: the page's own description), image (data: its size), or none.
    """

    type: str
    data: Json | None = None

    @property
    def page(self) -> Json | None:
        return self.data if self.type == OPENGRAPH else None

    @property
    def image(self) -> Json | None:
        return self.data if self.type == IMAGE else None

    def image_urls(self) -> list[str]:
        """The pictures a page shows of itself."""
        return [url for each in (self.page or {}).get("images") or () if (url := image_url(each))]


def image_url(image: Json) -> str:
    """Where a page's picture is; rows of old may lack fields."""
    return image.get("secure_url") or image.get("url") or ""


NOTHING = Finding(NONE)
