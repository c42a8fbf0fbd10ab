"""Role names in, yes or no out; remembered per process.

A role of a channel scheme is bounded by the role above it: it grants what that one grants in channels, less what the
channel's moderation takes away. Channel administrators are never moderated.
"""

from collections.abc import Iterable, Sequence

from mattermost_py.features.access.grants import store
from mattermost_py.features.access.grants.models import ADMIN, Granted
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db
from mattermost_py.kernel.permissions import SCOPES, Permission

GRANTS = CacheSpec[frozenset[str]]("role_grants", size=10_000)

# Permission → the switch of a channel's moderation that holds it.
MODERATED: dict[str, str] = {
    Permission.ADD_BOOKMARK_PRIVATE_CHANNEL: "manage_bookmarks",
    Permission.ADD_BOOKMARK_PUBLIC_CHANNEL: "manage_bookmarks",
    Permission.ADD_REACTION: "create_reactions",
    Permission.CREATE_POST: "create_post",
    Permission.DELETE_BOOKMARK_PRIVATE_CHANNEL: "manage_bookmarks",
    Permission.DELETE_BOOKMARK_PUBLIC_CHANNEL: "manage_bookmarks",
    Permission.EDIT_BOOKMARK_PRIVATE_CHANNEL: "manage_bookmarks",
    Permission.EDIT_BOOKMARK_PUBLIC_CHANNEL: "manage_bookmarks",
    Permission.MANAGE_PRIVATE_CHANNEL_MEMBERS: "manage_members",
    Permission.MANAGE_PUBLIC_CHANNEL_MEMBERS: "manage_members",
    Permission.ORDER_BOOKMARK_PRIVATE_CHANNEL: "manage_bookmarks",
    Permission.ORDER_BOOKMARK_PUBLIC_CHANNEL: "manage_bookmarks",
    Permission.REMOVE_REACTION: "create_reactions",
    Permission.USE_CHANNEL_MENTIONS: "use_channel_mentions",
}
_OF_CHANNELS = frozenset(name for name, scope in SCOPES.items() if scope == "channel")


async def grant(db: Db, role_names: Iterable[str], permission: Permission) -> bool:
    """Whether any of these roles holds the permission; deleted and unknown roles grant nothing."""
    cache, is_trusted = db.cache(GRANTS), db.trusts(GRANTS, "")
    unknown: list[str] = []
    for name in role_names:
        found = cache.get(name) if is_trusted else None
        if found is None:
            unknown.append(name)
        elif permission in found:
            return True
    return bool(unknown) and any(permission in granted for granted in (await _read(db, unknown)).values())


async def bounded(db: Db, role_names: Sequence[str]) -> dict[str, frozenset[str]]:
    """Role name → what it grants, for those of the roles that another role bounds."""
    return {each.name: _effective(each) for each in await store.of(db, role_names) if each.kind}


def forget(db: Db) -> None:
    """After what roles grant has changed, or which role bounds which."""
    db.forget(GRANTS)


async def _read(db: Db, names: Sequence[str]) -> dict[str, frozenset[str]]:
    cache, is_trusted = db.cache(GRANTS), db.trusts(GRANTS, "")
    version = cache.version
    rows = {role.name: role for role in await store.of(db, names)}
    found: dict[str, frozenset[str]] = {}
    for name in names:
        role = rows.get(name)
        found[name] = frozenset() if role is None or role.delete_at else _effective(role)
        if is_trusted:
            cache.put(name, found[name], version=version)
    return found


def _effective(role: Granted) -> frozenset[str]:
    own = frozenset(role.permissions.split())
    if not role.kind:
        return own
    higher = _OF_CHANNELS.intersection(role.higher.split())
    if role.kind == ADMIN:
        return higher
    return frozenset(each for each in higher if each in own or each not in MODERATED)
