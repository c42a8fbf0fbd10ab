"""What clients hear about roles."""

from dataclasses import dataclass

from mattermost_py.features.access.roles.models import Place, Role
from mattermost_py.kernel.events import Audience, Event
from mattermost_py.kernel.json import dumps_text


@dataclass(frozen=True, slots=True)
class RoleUpdated(Event):
    """To everybody, or for a role of a scheme to each place where the scheme counts."""

    name = "role_updated"
    role: Role
    place: Place | None = None

    def audience(self) -> Audience:
        if self.place is None:
            return Audience()
        return Audience(team_id=self.place.team_id, channel_id=self.place.channel_id)

    def data(self) -> dict[str, str]:
        return {"role": dumps_text(self.role)}
