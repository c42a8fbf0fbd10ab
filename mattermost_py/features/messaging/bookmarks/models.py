"""A bookmark, what clients send to make or change one, and the rules of its fields."""

from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlsplit

from mattermost_py.features.messaging.files.models import FileInfo
from mattermost_py.kernel.errors import Invalid
from mattermost_py.kernel.ids import is_id
from mattermost_py.kernel.inputs import Input

LINK, FILE = "link", "file"
MOST = 50  # of one channel
NAME_MOST, LINK_MOST = 64, 1024  # characters


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A row of `channelbookmarks`."""

    id: str
    create_at: int  # ms since epoch, UTC
    update_at: int
    delete_at: int  # 0 = live
    channel_id: str
    owner_id: str
    file_id: str
    display_name: str
    sort_order: int
    link_url: str
    image_url: str
    emoji: str
    type: str  # link or file
    original_id: str  # of the bookmark somebody else changed into this one
    parent_id: str

    def check(self) -> None:
        """Raises: Invalid `model.channel_bookmark.is_valid.*` for a value that may not be stored."""
        is_link, is_file = self.type == LINK, self.type == FILE
        problems: tuple[tuple[bool, str], ...] = (
            (not self.display_name or len(self.display_name) > NAME_MOST, "display_name"),
            (not (is_link or is_file), "type"),
            (is_link and bool(self.file_id), "file_id.missing_or_invalid"),
            (is_file and bool(self.link_url), "link_url.missing_or_invalid"),
            (is_link and not _is_link(self.link_url), "link_url.missing_or_invalid"),
            (is_link and bool(self.image_url) and not _is_link(self.image_url), "image_url"),
            (is_file and not is_id(self.file_id), "file_id.missing_or_invalid"),
            (bool(self.image_url and self.file_id), "link_file"),
            (bool(self.original_id) and not is_id(self.original_id), "original_id"),
            (bool(self.parent_id) and not is_id(self.parent_id), "parent_id"),
        )
        for is_wrong, part in problems:
            if is_wrong:
                raise Invalid(f"model.channel_bookmark.is_valid.{part}.app_error")


def _is_link(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.netloc) and len(text) <= LINK_MOST


@dataclass(frozen=True, slots=True)
class Shown:
    """A bookmark with its file, as clients get it."""

    bookmark: Bookmark
    file: FileInfo | None = None

    def wire(self) -> dict[str, Any]:
        own = self.bookmark
        fields: dict[str, Any] = {
            "id": own.id,
            "create_at": own.create_at,
            "update_at": own.update_at,
            "delete_at": own.delete_at,
            "channel_id": own.channel_id,
            "owner_id": own.owner_id,
            "file_id": own.file_id,
            "display_name": own.display_name,
            "sort_order": own.sort_order,
            "type": own.type,
        }
        optional: dict[str, Any] = {
            "link_url": own.link_url,
            "image_url": own.image_url,
            "emoji": own.emoji,
            "original_id": own.original_id,
            "parent_id": own.parent_id,
            "file": self.file,
        }
        return {**fields, **{name: value for name, value in optional.items() if value}}


@dataclass(frozen=True, slots=True)
class Changed:
    """What an edit left, and, when somebody else's bookmark was replaced, what it was."""

    updated: Shown
    deleted: Shown | None = None

    def wire(self) -> dict[str, Any]:
        return {"updated": self.updated, **({"deleted": self.deleted} if self.deleted else {})}


class NewBookmark(Input):
    """Body of POST. Whose it is and where it stands is the server's to say."""

    body_name: ClassVar[str] = "channelBookmark"
    file_id: str = ""
    display_name: str = ""
    link_url: str = ""
    image_url: str = ""
    emoji: str = ""
    type: str = ""
    parent_id: str = ""


class BookmarkPatch(Input):
    """Body of PATCH; what is absent stays."""

    body_name: ClassVar[str] = "channelBookmarkPatch"
    file_id: str | None = None
    display_name: str | None = None
    sort_order: int | None = None
    link_url: str | None = None
    image_url: str | None = None
    emoji: str | None = None


def plain_emoji(name: str) -> str:
    """The name without colons, as it is stored."""
    return name.strip(":")
