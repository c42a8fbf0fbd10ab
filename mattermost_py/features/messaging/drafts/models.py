"""A draft and what clients send of it; scheduled posts are made of the same."""

from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Self

from pydantic import Field

from mattermost_py.features.messaging.files.models import FileInfo
from mattermost_py.kernel.inputs import Input
from mattermost_py.kernel.json import loads


@dataclass(frozen=True, slots=True)
class UnsentRow:
    """The columns that drafts and scheduled posts share; lists and objects are JSON texts there."""

    create_at: int
    update_at: int
    user_id: str
    channel_id: str
    root_id: str
    message: str
    props: str
    file_ids: str
    priority: str
    type: str


@dataclass(frozen=True, slots=True)
class DraftRow(UnsentRow):
    """A row of `drafts`."""

    delete_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """A message that is not posted yet."""

    create_at: int  # ms since epoch, UTC
    update_at: int
    delete_at: int = 0
    user_id: str
    channel_id: str
    root_id: str  # empty in the channel itself
    message: str
    type: str
    props: dict[str, Any]
    file_ids: list[str]
    priority: dict[str, Any]
    files: list[FileInfo] = field(default_factory=list[FileInfo])

    @classmethod
    def of(cls, row: UnsentRow) -> Self:
        """What a row of the same names holds."""
        columns: dict[str, Any] = {each.name: getattr(row, each.name) for each in fields(row)}
        columns["props"] = loads(row.props or "{}") or {}
        columns["file_ids"] = loads(row.file_ids or "[]") or []
        columns["priority"] = loads(row.priority or "{}") or {}
        return cls(**columns)

    def wire(self) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "create_at": self.create_at,
            "update_at": self.update_at,
            "delete_at": self.delete_at,
            "user_id": self.user_id,
            "channel_id": self.channel_id,
            "root_id": self.root_id,
            "message": self.message,
            "type": self.type,
            "props": self.props,
        }
        if self.file_ids:
            shown["file_ids"] = self.file_ids
        if self.files:
            shown["metadata"] = {"files": self.files}
        if self.priority:
            shown["priority"] = self.priority
        return shown


class Draft(Unsent):
    """What somebody began to write in a channel or thread."""

    __slots__ = ()


class NewDraft(Input):
    """Body of POST /drafts; whose draft it is and when it was written is the server's to say."""

    body_name: ClassVar[str] = "draft"
    channel_id: str = ""
    root_id: str = ""
    message: str = ""
    type: str = ""
    props: dict[str, Any] = Field(default_factory=dict[str, Any])
    file_ids: list[str] = Field(default_factory=list[str])
    priority: dict[str, Any] = Field(default_factory=dict[str, Any])

    @property
    def label(self) -> dict[str, Any]:
        """The priority, wherever it stands."""
        return self.priority
