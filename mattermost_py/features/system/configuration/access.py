"""Which settings a caller may see and change: each has tags, each tag a pair of permissions."""

from collections.abc import Sequence
from dataclasses import dataclass

from mattermost_py.features.access.gate import service as gate
from mattermost_py.infra.db import Db
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import no_permission
from mattermost_py.kernel.permissions import Permission

READ, WRITE = "sysconsole_read_", "sysconsole_write_"
ANY_TAG = "*_read"  # open to whoever may read anything at all


@dataclass(frozen=True, slots=True)
class Access:
    """What one caller may do with settings of which tags."""

    manages_system: bool
    tags: frozenset[str]

    def may(self, tags: Sequence[str]) -> bool:
        if self.manages_system:
            return True
        return any(tag in self.tags or (tag == ANY_TAG and self.tags) for tag in tags)


async def reading(db: Db, actor: Actor) -> Access:
    """Raises: Forbidden for those who may read no setting."""
    return await _access(db, actor, READ)


async def writing(db: Db, actor: Actor) -> Access:
    """Raises: Forbidden for those who may change no setting."""
    return await _access(db, actor, WRITE)


async def _access(db: Db, actor: Actor, prefix: str) -> Access:
    found = await access(db, actor, prefix)
    if not found.manages_system and not found.tags:
        raise no_permission(actor.user_id, Permission.MANAGE_SYSTEM)
    return found


async def access(db: Db, actor: Actor, prefix: str) -> Access:
    """What the caller may do; nothing at all is an answer, too."""
    if await gate.allows(db, actor, Permission.MANAGE_SYSTEM):
        return Access(manages_system=True, tags=frozenset())
    known = {
        tag: permission
        for permission in Permission
        if permission.value.startswith(prefix) and (tag := permission.value.removeprefix(prefix))
    }
    return Access(False, frozenset({tag for tag, each in known.items() if await gate.allows(db, actor, each)}))
