"""Who may change the bookmarks of a channel."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import OPEN, PRIVATE, Channel
from mattermost_py.infra.db import Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import Forbidden
from mattermost_py.kernel.permissions import Permission

ADD, EDIT, DELETE, ORDER = "add", "edit", "delete", "order"

_PERMISSIONS = {
    (ADD, OPEN): Permission.ADD_BOOKMARK_PUBLIC_CHANNEL,
    (ADD, PRIVATE): Permission.ADD_BOOKMARK_PRIVATE_CHANNEL,
    (EDIT, OPEN): Permission.EDIT_BOOKMARK_PUBLIC_CHANNEL,
    (EDIT, PRIVATE): Permission.EDIT_BOOKMARK_PRIVATE_CHANNEL,
    (DELETE, OPEN): Permission.DELETE_BOOKMARK_PUBLIC_CHANNEL,
    (DELETE, PRIVATE): Permission.DELETE_BOOKMARK_PRIVATE_CHANNEL,
    (ORDER, OPEN): Permission.ORDER_BOOKMARK_PUBLIC_CHANNEL,
    (ORDER, PRIVATE): Permission.ORDER_BOOKMARK_PRIVATE_CHANNEL,
}
_AREAS = {  # beginnings of the official error ids
    ADD: "api.channel.bookmark.create_channel_bookmark",
    EDIT: "api.channel.bookmark.update_channel_bookmark",
    DELETE: "api.channel.bookmark.delete_channel_bookmark",
    ORDER: "api.channel.bookmark.update_channel_bookmark_sort_order",
}


async def changeable(tx: Tx, actor: Actor, channel_id: str, way: str) -> Channel:
    """The channel, if the actor may change its bookmarks this way: by permission, or as one of a direct channel.

    Raises: NotFound, Forbidden.
    """
    channel, area = await channels.known(tx, channel_id), _AREAS[way]
    if channel.is_archived:
        raise Forbidden(f"{area}.deleted_channel.forbidden.app_error")
    permission = _PERMISSIONS.get((way, channel.type))
    if permission is not None:
        await gate.require(tx, actor, permission, channel_id=channel.id)
        return channel
    standing = await gate.standing(tx, actor.user_id, channel.id)
    if standing is None or not standing.is_member:
        raise Forbidden(f"{area}.direct_or_group_channels.forbidden.app_error")
    if actor.is_guest:
        raise Forbidden(f"{area}.direct_or_group_channels_by_guests.forbidden.app_error")
    return channel
