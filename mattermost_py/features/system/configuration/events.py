"""What is announced when the configuration changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mattermost_py.kernel.events import Audience, Event


@dataclass(frozen=True, slots=True)
class ConfigChanged(Event):
    """To every client: the settings they go by, as an object (not as text)."""

    name = "config_changed"
    config: Mapping[str, str]

    def audience(self) -> Audience:
        return Audience()

    def data(self) -> dict[str, Any]:
        return {"config": self.config}
