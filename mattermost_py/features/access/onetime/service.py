"""Issuing and using up one-time secrets."""

from mattermost_py.features.access.onetime import store
from mattermost_py.features.access.onetime.models import LIFETIME_MS, OneTime, Purpose
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.ids import new_token

__all__ = ["OneTime", "Purpose", "find", "issue", "sweep", "use"]

LENGTH = 64


async def issue(db: Db, purpose: Purpose, extra: str) -> OneTime:
    """A fresh secret; `extra` says what it allows, in the official spelling of this purpose."""
    secret = OneTime(token=new_token(LENGTH), create_at=now_ms(), type=purpose, extra=extra)
    await store.insert(db, secret)
    return secret


async def find(db: Db, token: str, *purposes: Purpose) -> OneTime | None:
    """The secret if it exists and is for one of these purposes; it may be expired."""
    found = await store.by_token(db, token) if len(token) == LENGTH else None
    return found if found is not None and found.type in purposes else None


async def use(tx: Tx, secret: OneTime) -> bool:
    """Uses a secret up. Returns False when somebody was faster."""
    return await store.delete(tx, secret.token)


async def sweep(db: Db) -> int:
    """Removes what has expired. Returns how many."""
    now = now_ms()
    return sum([await store.delete_created_before(db, each, now - LIFETIME_MS[each]) for each in Purpose])
