"""A reminder and what clients send to set one."""

from dataclasses import dataclass
from typing import ClassVar

from mattermost_py.kernel.inputs import Input


@dataclass(frozen=True, slots=True)
class Reminder:
    """A row of `postreminders`."""

    post_id: str
    user_id: str
    target_time: int  # seconds since epoch


class NewReminder(Input):
    """Body of POST .../reminder."""

    body_name: ClassVar[str] = "target_time"
    target_time: int = 0
