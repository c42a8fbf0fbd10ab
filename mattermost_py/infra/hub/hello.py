"""The first event of every stream."""

import socket
from dataclasses import dataclass

from mattermost_py.kernel.events import Audience, Event


@dataclass(frozen=True, slots=True)
class Hello(Event):
    name = "hello"
    user_id: str
    connection_id: str
    version_id: str  # as in the header of every answer: it changes when clients should ask for the configuration

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id, connection_id=self.connection_id)

    def data(self) -> dict[str, str]:
        return {
            "server_version": self.version_id,
            "connection_id": self.connection_id,
            "server_hostname": socket.gethostname(),
        }
