"""What the author's devices hear about scheduled posts."""

from dataclasses import dataclass

from mattermost_py.features.messaging.schedules.models import ScheduledPost
from mattermost_py.kernel.events import Audience, Event
from mattermost_py.kernel.json import dumps_text


@dataclass(frozen=True, slots=True)
class _ScheduleNews(Event):
    scheduled: ScheduledPost
    connection_id: str = ""  # the device that asked for it, which is spared the echo

    def audience(self) -> Audience:
        return Audience(user_id=self.scheduled.user_id, omit_connection_id=self.connection_id)

    def data(self) -> dict[str, str]:
        return {"scheduledPost": dumps_text(self.scheduled)}


class ScheduleCreated(_ScheduleNews):
    name = "scheduled_post_created"


class ScheduleUpdated(_ScheduleNews):
    """Edited, or could not be sent."""

    name = "scheduled_post_updated"


class ScheduleDeleted(_ScheduleNews):
    """Taken back, or sent."""

    name = "scheduled_post_deleted"
