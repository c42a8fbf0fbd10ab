"""What clients tell over the socket about where they are and that they type."""

from typing import Any

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.members.events import Typing
from mattermost_py.infra.db import Db
from mattermost_py.infra.hub.endpoint import Action, ActionCall
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import Busy, Invalid
from mattermost_py.kernel.ids import is_id
from mattermost_py.kernel.permissions import Permission


async def user_typing(call: ActionCall) -> dict[str, Any] | None:
    """The others in the channel see that somebody is writing."""
    channel_id, parent_id = call.data.get("channel_id"), call.data.get("parent_id") or ""
    if call.runtime.is_busy:
        raise Busy("api.websocket_handler.server_busy.app_error")
    if not isinstance(channel_id, str) or not is_id(channel_id):
        raise _wrong("channel_id")
    if not isinstance(parent_id, str) or (parent_id and not is_id(parent_id)):
        raise _wrong("parent_id")
    if not await may_type(call.runtime.db(), call.connection.actor, channel_id):
        raise _wrong("channel_id")
    announce_typing(call.runtime, channel_id, call.user_id, parent_id)
    return None


def announce_typing(runtime: Runtime, channel_id: str, user_id: str, parent_id: str) -> None:
    """Shows the others that somebody is writing, unless the site does not want that."""
    if runtime.config.current.ServiceSettings.EnableUserTypingMessages:
        runtime.announce([Typing(channel_id, user_id, parent_id)])


async def may_type(db: Db, actor: Actor, channel_id: str) -> bool:
    return await gate.allows(db, actor, Permission.CREATE_POST, channel_id=channel_id)


async def presence(call: ActionCall) -> dict[str, Any] | None:
    """Notes which channel this window shows: no push for what is being read."""
    channel_id = call.data.get("channel_id")
    if isinstance(channel_id, str):
        call.connection.active_channel = channel_id
    return None


def _wrong(name: str) -> Invalid:
    return Invalid("api.websocket_handler.invalid_param.app_error", Name=name)


actions: dict[str, Action] = {"user_typing": user_typing, "presence": presence}
