"""The hours in which somebody wants to be called, as clients keep them among a user's settings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, field_validator

from mattermost_py.kernel.inputs import Input

CATEGORY, NAME = "mmpy_notification_hours", "schedule"  # of the setting


@dataclass(frozen=True, slots=True)
class Wish:
    """The setting of one user, with what is known of their clock."""

    user_id: str
    value: str
    zone: str


class Hours(Input):
    """Value of the setting, as JSON. Hours that end before they start last until the next day; equal ones all day."""

    enabled: bool = False
    days: Sequence[int] = ()  # 1 = Monday … 7 = Sunday
    start: time = Field(default=time(9), strict=False)  # "09:00"
    end: time = Field(default=time(18), strict=False)

    @field_validator("start", "end")
    @classmethod
    def _on_the_own_clock(cls, at: time) -> time:
        return at.replace(tzinfo=None)

    @classmethod
    def read(cls, value: str) -> Self:
        """What cannot be understood keeps nobody from being called."""
        try:
            return cls.model_validate_json(value)
        except ValidationError:
            return cls()

    def allow(self, now_s: int, zone: str) -> bool:
        """Whether somebody there is called at this moment."""
        return not self.enabled or self._hold(datetime.fromtimestamp(now_s, _zone(zone)))

    def _hold(self, here: datetime) -> bool:
        at, today, yesterday = here.time(), here.isoweekday(), (here - timedelta(days=1)).isoweekday()
        if self.start < self.end:
            return today in self.days and self.start <= at < self.end
        return (at >= self.start and today in self.days) or (at < self.end and yesterday in self.days)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name or "UTC")
    except (KeyError, OSError, ValueError):  # no such place, or no name of one
        return ZoneInfo("UTC")
