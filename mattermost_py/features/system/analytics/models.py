"""One figure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A named number; in daily series the name is the day."""

    name: str
    value: float
