"""The limits of a server without limits."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.system.limits import store
from mattermost_py.infra.db import Db
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.permissions import Permission

_NAMES = (
    *("maxUsersLimit", "maxUsersHardLimit", "activeUserCount", "singleChannelGuestCount", "singleChannelGuestLimit"),
    *("postHistoryLimit", "lastAccessiblePostTime"),
)


async def shown(db: Db, actor: Actor) -> dict[str, int]:
    """Zero means unlimited; how many people there are is for administrators only."""
    limits = dict.fromkeys(_NAMES, 0)
    if await gate.allows(db, actor, Permission.SYSCONSOLE_READ_USER_MANAGEMENT_USERS):
        counts = await store.counts(db)
        limits["activeUserCount"] = counts.people
        limits["singleChannelGuestCount"] = counts.single_channel_guests
    return limits
