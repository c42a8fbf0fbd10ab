"""A scheduled post and what clients send of it."""

from dataclasses import dataclass
from typing import Any, ClassVar, Final

from mattermost_py.features.messaging.drafts.models import NewDraft, Unsent, UnsentRow
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
class ScheduledRow(UnsentRow):
    """A row of `scheduledposts`."""

    id: str
    scheduled_at: int
    processed_at: int
    error_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledPost(Unsent):
    """What somebody wants to be posted in their name at a time."""

    id: str
    scheduled_at: int
    processed_at: int  # when sending failed
    error_code: str  # empty unless it failed

    def wire(self) -> dict[str, Any]:
        """The fields of a draft with those of the schedule."""
        return {
            **Unsent.wire(self),
            "id": self.id,
            "scheduled_at": self.scheduled_at,
            "processed_at": self.processed_at,
            "error_code": self.error_code,
        }


class WantedPriority(Input):
    """`metadata.priority`, where some clients put what others send as `priority`."""

    priority: dict[str, Any] | None = None


class WantedSchedule(NewDraft):
    """Body of POST and PUT; whose it is and how it went is the server's to say."""

    body_name: ClassVar[str] = "schedule_post"
    id: str = ""
    metadata: WantedPriority | None = None
    scheduled_at: int = 0

    @property
    def label(self) -> dict[str, Any]:
        return self.priority or (self.metadata.priority if self.metadata and self.metadata.priority else {})
