"""A draft and what clients send of it."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from pydantic import Field

from mattermost_py.features.messaging.files.models import FileInfo
from mattermost_py.kernel.inputs import Input


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A row of `drafts`; lists and objects are JSON texts there."""

    create_at: int
    update_at: int
    delete_at: int
    user_id: str
    channel_id: str
    root_id: str
    message: str
    props: str
    file_ids: str
    priority: str
    type: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody began to write in a channel or thread."""

    create_at: int  # ms since epoch, UTC
    update_at: int
    delete_at: int
    user_id: str
    channel_id: str
    root_id: str  # empty in the channel itself
    message: str
    type: str
    props: dict[str, Any]
    file_ids: list[str]
    priority: dict[str, Any]
    files: list[FileInfo] = field(default_factory=list[FileInfo])

    def wire(self) -> dict[str, Any]:
        fields: dict[str, Any] = {
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
            fields["file_ids"] = self.file_ids
        if self.files:
            fields["metadata"] = {"files": self.files}
        if self.priority:
            fields["priority"] = self.priority
        return fields


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
