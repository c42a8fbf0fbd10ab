"""What a role grants, as the checks need it."""

from dataclasses import dataclass

ADMIN, USER, GUEST = "admin", "user", "guest"


@dataclass(frozen=True, slots=True)
class Granted:
    """The part of a role that decides.

    kind:   which of a channel scheme's three roles it is; empty for roles of no channel scheme that is in use.
    higher: permissions of the role above it, of the team's scheme or built in.
    """

    name: str
    permissions: str  # ids with spaces between
    delete_at: int
    kind: str
    higher: str
