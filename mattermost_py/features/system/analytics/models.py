"""One figure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A named number; in daily series the name is the day."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class BusyChannel:
    """A channel of a team with what was written in it lately."""

    id: str
    display_name: str
    type: str
    team_display_name: str
    posts: int
    writers: int
