"""A scheduled post and what clients send of it."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from pydantic import Field

from mattermost_py.features.messaging.files.models import FileInfo
from mattermost_py.kernel.inputs import Input

# Why a post could not be sent; clients show a text for each.
UNKNOWN: Final = "unknown"
CHANNEL_ARCHIVED: Final = "channel_archived"
CHANNEL_NOT_FOUND: Final = "channel_not_found"
RESTRICTED_DIRECT: Final = "restricted_dm"
USER_MISSING: Final = "user_missing"
USER_DELETED: Final = "user_deleted"
NO_PERMISSION: Final = "no_channel_permission"
NO_MEMBER: Final = "no_channel_member"
THREAD_DELETED: Final = "thread_deleted"
UNABLE_TO_SEND: Final = "unable_to_send"
INVALID_POST: Final = "invalid_post"


@dataclass(frozen=True, slots=True)
class ScheduledRow:
    """A row of `scheduledposts`; lists and objects are JSON texts there."""

    id: str
    create_at: int
    update_at: int
    user_id: str
    channel_id: str
    root_id: str
    message: str
    props: str
    file_ids: str
    priority: str
    scheduled_at: int
    processed_at: int
    error_code: str
    type: str


@dataclass(frozen=True, slots=True)
class ScheduledPost:
    """What somebody wants to be posted in their name at a time."""

    id: str
    create_at: int  # ms since epoch, UTC
    update_at: int
    user_id: str
    channel_id: str
    root_id: str  # empty in the channel itself
    message: str
    type: str
    props: dict[str, Any]
    file_ids: list[str]
    priority: dict[str, Any]
    scheduled_at: int
    processed_at: int  # when sending failed
    error_code: str  # empty unless it failed
    files: list[FileInfo] = field(default_factory=list[FileInfo])

    def wire(self) -> dict[str, Any]:
        """The fields of a draft with those of the schedule."""
        fields: dict[str, Any] = {
            "create_at": self.create_at,
            "update_at": self.update_at,
            "delete_at": 0,
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
        return {
            **fields,
            "id": self.id,
            "scheduled_at": self.scheduled_at,
            "processed_at": self.processed_at,
            "error_code": self.error_code,
        }


class WantedPriority(Input):
    """`metadata.priority`, where some clients put what others send as `priority`."""

    priority: dict[str, Any] | None = None


class WantedSchedule(Input):
    """Body of POST and PUT; whose it is and how it went is the server's to say."""

    body_name: ClassVar[str] = "schedule_post"
    id: str = ""
    channel_id: str = ""
    root_id: str = ""
    message: str = ""
    type: str = ""
    props: dict[str, Any] = Field(default_factory=dict[str, Any])
    file_ids: list[str] = Field(default_factory=list[str])
    priority: dict[str, Any] = Field(default_factory=dict[str, Any])
    metadata: WantedPriority | None = None
    scheduled_at: int = 0

    @property
    def label(self) -> dict[str, Any]:
        """The priority wherever it stands."""
        return self.priority or (self.metadata.priority if self.metadata and self.metadata.priority else {})
