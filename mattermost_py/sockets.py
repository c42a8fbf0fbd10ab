"""What WebSockets do: the actions of clients, and what a new stream begins with."""

from typing import Any

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.access.sessions.authentication import authenticate
from mattermost_py.features.channels.members.actions import actions as channel_actions
from mattermost_py.features.identity.statuses import api as statuses_api
from mattermost_py.features.identity.statuses import service as statuses
from mattermost_py.features.system.configuration import service as configuration
from mattermost_py.infra.http.call import Principal
from mattermost_py.infra.hub.connection import Connection
from mattermost_py.infra.hub.endpoint import Action, ActionCall, SocketRules
from mattermost_py.infra.hub.hello import Hello
from mattermost_py.infra.hub.packet import Packet
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.permissions import Permission
from mattermost_py.kernel.version import OFFICIAL_VERSION


async def _ping(_call: ActionCall) -> dict[str, Any]:
    return {"text": "pong", "version": OFFICIAL_VERSION, "server_time": now_ms(), "node_id": ""}


async def _noted(_call: ActionCall) -> None:
    """Clients tell which notification they showed; nothing depends on it."""


ACTIONS: dict[str, Action] = {
    "ping": _ping,
    "posted_notify_ack": _noted,
    **statuses_api.actions,
    **channel_actions,
}


async def _open_stream(runtime: Runtime, connection: Connection) -> Packet:
    """Makes a new stream reachable: it keeps what arrives while its memberships are read."""
    runtime.hub.track(connection)
    team_ids, channel_ids = await gate.memberships(runtime.db(), connection.actor.user_id)
    runtime.hub.register(connection, team_ids=team_ids, channel_ids=channel_ids)
    return Packet.of(Hello(connection.actor.user_id, connection.id, configuration.version_id(runtime)))


async def _sees_private(runtime: Runtime, principal: Principal) -> bool:
    return await gate.allows(runtime.db(), principal.actor, Permission.MANAGE_SYSTEM)


SOCKET_RULES = SocketRules(
    authenticate=authenticate,
    open_stream=_open_stream,
    connected=statuses.connected,
    disconnected=statuses.disconnected,
    sees_private=_sees_private,
    actions=ACTIONS,
)
