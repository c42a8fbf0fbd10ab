"""What a role grants, as the checks need it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Granted:
    """The part of a role that decides."""

    name: str
    permissions: str  # ids with spaces between
    delete_at: int
