"""How long a guest may stay."""

from dataclasses import dataclass
from typing import ClassVar

from mattermost_py.kernel.inputs import Input


@dataclass(frozen=True, slots=True)
class Stay:
    """A row of `mmpy.guest_stays`. The sponsor is told when it has ended."""

    user_id: str
    sponsor_id: str
    ends_at: int  # ms since epoch; 0 = no end


class StayInput(Input):
    """Body of PUT /users/{user_id}/stay; 0 takes the end away."""

    body_name: ClassVar[str] = "stay"
    ends_at: int
