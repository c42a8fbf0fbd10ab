"""Role names in, yes or no out; remembered per process."""

from collections.abc import Iterable, Sequence

from mattermost_py.features.access.grants import store
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db
from mattermost_py.kernel.permissions import Permission

GRANTS = CacheSpec[frozenset[str]]("role_grants", size=10_000)


async def grant(db: Db, role_names: Iterable[str], permission: Permission) -> bool:
    """Whether any of these roles holds the permission; deleted and unknown roles grant nothing."""
    cache = db.cache(GRANTS)
    unknown: list[str] = []
    for name in role_names:
        found = cache.get(name)
        if found is None:
            unknown.append(name)
        elif permission in found:
            return True
    return bool(unknown) and any(permission in granted for granted in (await _read(db, unknown)).values())


def forget(db: Db, role_name: str) -> None:
    """After what this role grants has changed."""
    db.forget(GRANTS, role_name)


async def _read(db: Db, names: Sequence[str]) -> dict[str, frozenset[str]]:
    cache = db.cache(GRANTS)
    version = cache.version
    rows = {role.name: role for role in await store.of(db, names)}
    found: dict[str, frozenset[str]] = {}
    for name in names:
        role = rows.get(name)
        found[name] = frozenset() if role is None or role.delete_at else frozenset(role.permissions.split())
        cache.put(name, found[name], version=version)
    return found
