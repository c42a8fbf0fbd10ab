"""What happens to stays, for the areas above."""

from dataclasses import dataclass

from mattermost_py.features.identity.users.models import User
from mattermost_py.kernel.events import Event


@dataclass(frozen=True, slots=True)
class StayEnded(Event):
    """Internal. The guest's account was deactivated; the sponsor should know."""

    guest: User
    sponsor_id: str
