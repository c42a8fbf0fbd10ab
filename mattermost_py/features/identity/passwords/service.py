"""Passwords: the policy, hashing and checking off the event loop."""

import string

from mattermost_py.config import Settings
from mattermost_py.features.identity.passwords import store
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db
from mattermost_py.infra.passwords import MAX_BYTES, Kind, burn_time, hash_password, is_current, verify_password
from mattermost_py.kernel.errors import Invalid

_KIND = CacheSpec[Kind]("password_hash_kind", size=1)


async def hashed(db: Db, password: str) -> str:
    """The hash to store. Raises: Invalid when the policy refuses the password."""
    check_policy(password, db.settings)
    return await db.runtime.work.thread(hash_password, password, await kind(db))


async def matches(db: Db, password: str, stored: str) -> bool:
    """Whether this is the password behind the stored hash."""
    return await db.runtime.work.thread(verify_password, password, stored)


async def refreshed(db: Db, password: str, stored: str) -> str | None:
    """The same password in the form that new ones get; None when it has that form already."""
    wanted = await kind(db)
    if is_current(stored, wanted):
        return None
    return await db.runtime.work.thread(hash_password, password, wanted)


async def pretend(db: Db, password: str) -> None:
    """Takes as long as a check, for accounts that do not exist."""
    await db.runtime.work.thread(burn_time, password, await kind(db))


async def kind(db: Db) -> Kind:
    """Argon2id where we made the database; Mattermost's own form where it may want the database back."""
    chosen = db.settings.Passwords.Hash
    if chosen != "auto":
        return chosen

    async def read() -> Kind:
        return "argon2id" if await store.origin(db) == "created" else "pbkdf2"

    return await db.remembered(_KIND, "kind", read) or "pbkdf2"


def check_policy(password: str, settings: Settings) -> None:
    """Raises: Invalid; its id names everything that is missing, in the official order."""
    rules = settings.PasswordSettings
    if len(password.encode()) > MAX_BYTES:
        raise Invalid("model.user.is_valid.pwd_max_length.app_error", Max=MAX_BYTES)
    problems = [
        ("min_length", len(password) < rules.MinimumLength),
        ("lowercase", rules.Lowercase and not set(password) & set(string.ascii_lowercase)),
        ("uppercase", rules.Uppercase and not set(password) & set(string.ascii_uppercase)),
        ("number", rules.Number and not set(password) & set(string.digits)),
        ("symbol", rules.Symbol and not set(password) & set(string.punctuation + " ")),
    ]
    if broken := "".join(f"_{name}" for name, is_broken in problems if is_broken):
        raise Invalid(f"model.user.is_valid.pwd{broken}.app_error", Min=rules.MinimumLength)
