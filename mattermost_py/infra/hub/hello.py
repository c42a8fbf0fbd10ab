"""The first event of every stream."""

import socket
from dataclasses import dataclass

from mattermost_py.kernel.events import Audience, Event
from mattermost_py.kernel.version import OFFICIAL_VERSION


@dataclass(frozen=True, slots=True)
class Hello(Event):
    name = "hello"
    user_id: str
    connection_id: str

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id, connection_id=self.connection_id)

    def data(self) -> dict[str, str]:
        return {
            "server_version": f"{OFFICIAL_VERSION}.{OFFICIAL_VERSION}.true",
            "connection_id": self.connection_id,
            "server_hostname": socket.gethostname(),
        }
