"""Which sockets of guests may hear about which people."""

from collections.abc import Callable
from typing import Any

from mattermost_py.infra.hub.connection import Connection
from mattermost_py.infra.hub.packet import Packet
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.json import loads


def of_events(runtime: Runtime) -> Callable[[Connection, Packet], bool]:
    """What the hub asks before it delivers `user_updated` and `new_user`.

    Guests hear of people with whom they share a channel, as far as this worker's sockets tell; what they miss of
    somebody who is elsewhere they get with the next load.
    """

    def hears(connection: Connection, packet: Packet) -> bool:
        if not connection.actor.is_guest:
            return True
        subject = _subject(packet)
        return subject == connection.actor.user_id or runtime.hub.share_channel(connection, subject)

    return hears


def _subject(packet: Packet) -> str:
    """Whom the event is about; only guests' servers pay for reading it again."""
    data: dict[str, Any] = loads(packet.head + b"0}")["data"]
    user: dict[str, Any] = data.get("user") or {"id": data.get("user_id", "")}
    return user["id"]
