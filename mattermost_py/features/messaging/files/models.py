"""A file's description, and what image work finds out about it."""

from base64 import b64encode
from dataclasses import dataclass
from typing import Any

NO_USER = "nouser"  # creator of files that came from outside
BOOKMARK = "bookmark"  # creator of files that belong to a channel bookmark


@dataclass(frozen=True, slots=True)
class FileInfo:
    """A row of `fileinfo` without its text."""

    id: str
    creator_id: str
    post_id: str  # empty until it is attached
    channel_id: str
    create_at: int  # ms since epoch, UTC
    update_at: int
    delete_at: int
    path: str
    thumbnail_path: str
    preview_path: str
    name: str
    extension: str  # lower-case, without dot
    size: int  # bytes
    mime_type: str
    width: int = 0
    height: int = 0
    has_preview_image: bool = False
    mini_preview: bytes | None = None  # 16x16 JPEG
    remote_id: str | None = None
    archived: bool = False

    def wire(self) -> dict[str, Any]:
        fields: dict[str, Any] = {
            "id": self.id,
            "user_id": self.creator_id,
            "post_id": self.post_id,
            "channel_id": self.channel_id,
            "create_at": self.create_at,
            "update_at": self.update_at,
            "delete_at": self.delete_at,
            "name": self.name,
            "extension": self.extension,
            "size": self.size,
            "mime_type": self.mime_type,
            "width": self.width,
            "height": self.height,
            "has_preview_image": self.has_preview_image,
            "mini_preview": b64encode(self.mini_preview).decode() if self.mini_preview else None,
            "remote_id": self.remote_id,
            "archived": self.archived,
        }
        for name in _LEFT_OUT_WHEN_EMPTY:
            if not fields[name]:
                del fields[name]
        return fields

    @property
    def is_image(self) -> bool:
        return self.mime_type.startswith("image/")

    @property
    def blob_paths(self) -> list[str]:
        """Everything the file occupies in the blob store."""
        return [path for path in (self.path, self.thumbnail_path, self.preview_path) if path]


_LEFT_OUT_WHEN_EMPTY = ("post_id", "width", "height", "has_preview_image")


@dataclass(frozen=True, slots=True)
class Picture:
    """What the image worker made of an upload. Sizes are as seen, after rotation."""

    width: int
    height: int
    is_animated: bool = False
    suffix: str = "jpg"  # of preview and thumbnail
    preview: bytes = b""
    thumbnail: bytes = b""
    mini_preview: bytes = b""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """The answer of POST /files."""

    file_infos: list[FileInfo]
    client_ids: list[str]
