"""What people hear of presence: each one of their own; others ask."""

from dataclasses import dataclass

from mattermost_py.kernel.events import Audience, Event


@dataclass(frozen=True, slots=True)
class StatusChanged(Event):
    name = "status_change"
    user_id: str
    status: str

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id)

    def data(self) -> dict[str, str]:
        return {"status": self.status, "user_id": self.user_id}
