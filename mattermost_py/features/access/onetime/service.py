"""Issuing and using up one-time secrets."""

from collections.abc import Sequence

from mattermost_py.features.access.onetime import store
from mattermost_py.features.access.onetime.events import SecretUsed
from mattermost_py.features.access.onetime.models import EXTRA_MOST, INVITATIONS, LIFETIME_MS, OneTime, Purpose
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.ids import new_token

__all__ = ["EXTRA_MOST", "INVITATIONS", "OneTime", "Purpose"]

LENGTH = 64


async def issue(db: Db, purpose: Purpose, extra: str) -> OneTime:
    """A fresh secret; `extra` says what it allows, in the official spelling of this purpose."""
    return (await issue_many(db, purpose, [extra]))[0]


async def issue_many(db: Db, purpose: Purpose, extras: Sequence[str]) -> list[OneTime]:
    """A fresh secret for each of these, in their order; one statement."""
    now = now_ms()
    secrets = [OneTime(token=new_token(LENGTH), create_at=now, type=purpose, extra=extra) for extra in extras]
    await store.insert(db, secrets)
    return secrets


async def find(db: Db, token: str, *purposes: Purpose) -> OneTime | None:
    """The secret if it exists and is for one of these purposes; it may be expired."""
    found = await store.by_token(db, token) if len(token) == LENGTH else None
    return found if found is not None and found.type in purposes else None


async def use(tx: Tx, secret: OneTime) -> bool:
    """Uses a secret up. Returns False when somebody was faster."""
    is_mine = await store.delete(tx, secret.token)
    if is_mine:
        tx.publish(SecretUsed(secret))
    return is_mine


async def expire(tx: Tx, token: str) -> None:
    """Lets a secret be as one whose time is over."""
    await store.backdate(tx, token, 0)


async def revoke_of_user(tx: Tx, purpose: Purpose, user_id: str) -> None:
    """Makes earlier secrets of this purpose useless that name the user as official ones do (`UserId`)."""
    await store.delete_naming(tx, purpose, f'"UserId":"{user_id}"')


async def revoke_all(tx: Tx, *purposes: Purpose) -> int:
    """Makes every secret of these purposes useless. Returns how many there were."""
    return await store.delete_all(tx, purposes)


async def sweep(db: Db) -> int:
    """Removes what has expired. Returns how many."""
    now = now_ms()
    return sum([await store.delete_created_before(db, each, now - LIFETIME_MS[each]) for each in Purpose])
