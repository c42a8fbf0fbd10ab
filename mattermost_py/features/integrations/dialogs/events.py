"""What clients hear about dialogs."""

from dataclasses import dataclass
from typing import Any

from mattermost_py.kernel.events import Audience, Event
from mattermost_py.kernel.json import dumps_text


@dataclass(frozen=True, slots=True)
class DialogOpened(Event):
    """A program shows somebody a form."""

    name = "open_dialog"
    user_id: str
    opening: dict[str, Any]

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id)

    def data(self) -> dict[str, str]:
        # Clients decode this field a second time: it is JSON inside JSON.
        return {"dialog": dumps_text(self.opening)}
