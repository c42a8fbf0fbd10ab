"""What signing in needs of an account: its secrets, the attempts it has left, and its second factor."""

from collections.abc import Sequence

from mattermost_py.features.access.sessions import service as sessions
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users import store
from mattermost_py.features.identity.users.models import Secrets
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.clock import now_ms


async def secrets(db: Db, user_id: str) -> Secrets:
    found = await store.secrets(db, user_id)
    if found is None:
        raise users.missing()
    return found


async def set_password_hash(tx: Tx, user_id: str, password: str) -> None:
    await store.set_password(tx, user_id, password, now_ms())
    await sessions.forget_user(tx, user_id)
    users.forget(tx, user_id)


async def rehash(db: Db, user_id: str, password: str, *, old: str) -> None:
    await store.rehash(db, user_id, password, old)


async def claim_attempt(db: Db, user_id: str, most: int) -> bool:
    return await store.claim_attempt(db, user_id, most)


async def give_attempt_back(db: Db, user_id: str) -> None:
    await store.give_attempt_back(db, user_id)


async def reset_attempts(db: Db, user_id: str) -> None:
    await store.reset_attempts(db, user_id)
    users.forget(db, user_id)


async def signed_in(db: Db, user_id: str, at: int) -> None:
    await store.set_last_login(db, user_id, at)
    users.forget(db, user_id)


async def set_mfa(tx: Tx, user_id: str, *, active: bool, secret: str) -> None:
    await store.set_mfa(tx, user_id, active=active, secret=secret, now_ms=now_ms())
    await sessions.forget_user(tx, user_id)
    await users.announced(tx, user_id)


async def use_mfa_step(db: Db, user_id: str, step: str, kept: Sequence[str]) -> bool:
    return await store.use_mfa_step(db, user_id, step, kept)
