"""The level of a channel."""

from dataclasses import dataclass
from typing import ClassVar

from mattermost_py.kernel.inputs import Input


@dataclass(frozen=True, slots=True)
class ChannelLevel:
    channel_id: str
    level: str  # the name of a level; empty for none


class LevelInput(Input):
    """Body of PUT /channels/{channel_id}/level."""

    body_name: ClassVar[str] = "level"
    level: str
