"""The emoji and text somebody shows beside their name."""

from dataclasses import dataclass
from typing import Any, ClassVar, cast

from mattermost_py.kernel.inputs import Input

DURATIONS = frozenset({"", "thirty_minutes", "one_hour", "four_hours", "today", "this_week", "date_and_time"})
TEXT_MOST = 100
DEFAULT_EMOJI = "speech_balloon"
NEVER = "0001-01-01T00:00:00Z"  # how the official server writes "no time"


@dataclass(frozen=True, slots=True)
class CustomStatus:
    """As it is kept in the user's props, in JSON."""

    emoji: str
    text: str
    duration: str = ""
    expires_at: str = NEVER  # RFC 3339

    def is_same(self, other: "CustomStatus") -> bool:
        return (self.emoji, self.text, self.duration) == (other.emoji, other.text, other.duration)


@dataclass(frozen=True, slots=True)
class Shown:
    """One user's custom status as it is stored."""

    user_id: str
    text: str | None


class CustomStatusInput(Input):
    """Body of PUT /users/{user_id}/status/custom."""

    body_name: ClassVar[str] = "custom_status"
    emoji: str = ""
    text: str = ""
    duration: str = ""
    expires_at: str = ""

    def custom_status(self) -> CustomStatus:
        return CustomStatus(self.emoji, self.text.strip(), self.duration, self.expires_at or NEVER)


class RecentInput(CustomStatusInput):
    """Body of the removal of a recent one."""

    body_name: ClassVar[str] = "recent_custom_status"


def read(sent: Any) -> CustomStatus | None:
    """One of the recent list; None for what is none."""
    if not isinstance(sent, dict):
        return None
    fields = cast("dict[str, Any]", sent)
    texts = {name: value for name, value in fields.items() if isinstance(value, str)}
    return CustomStatus(
        texts.get("emoji", ""), texts.get("text", ""), texts.get("duration", ""), texts.get("expires_at", NEVER)
    )
