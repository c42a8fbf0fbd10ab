"""What clients hear about roles."""

from dataclasses import dataclass

from mattermost_py.features.access.roles.models import Role
from mattermost_py.kernel.events import Audience, Event
from mattermost_py.kernel.json import dumps_text


@dataclass(frozen=True, slots=True)
class RoleUpdated(Event):
    name = "role_updated"
    role: Role

    def audience(self) -> Audience:
        return Audience()

    def data(self) -> dict[str, str]:
        return {"role": dumps_text(self.role)}
