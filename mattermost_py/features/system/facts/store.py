"""SQL of `systems`."""

from collections.abc import Sequence

from mattermost_py.features.system.facts.models import Fact, Migration
from mattermost_py.infra.db import Db


async def by_names(db: Db, names: Sequence[str]) -> list[Fact]:
    return await db.many(
        Fact, "SELECT name, coalesce(value, '') AS value FROM systems WHERE name = ANY(%(names)s)", names=list(names)
    )


async def insert_missing(db: Db, facts: Sequence[Fact]) -> None:
    """Whoever comes first decides."""
    await db.run(
        """
        INSERT INTO systems (name, value)
        SELECT * FROM unnest(%(names)s::text[], %(values)s::text[])
        ON CONFLICT (name) DO NOTHING
        """,
        names=[fact.name for fact in facts],
        values=[fact.value for fact in facts],
    )


async def upsert(db: Db, fact: Fact) -> None:
    await db.run(
        """
        INSERT INTO systems (name, value) VALUES (%(name)s, %(value)s)
        ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value
        """,
        name=fact.name,
        value=fact.value,
    )


async def first_account_at(db: Db) -> int | None:
    """When the first account was made, ms since epoch."""
    return await db.value(int, "SELECT min(createat) FROM users WHERE createat > 0")


async def has_accounts(db: Db) -> bool:
    return bool(await db.value(bool, "SELECT EXISTS (SELECT FROM users)"))


async def newest_terms_id(db: Db) -> str:
    return await db.value(str, "SELECT id FROM termsofservice ORDER BY createat DESC LIMIT 1") or ""


async def migrations(db: Db) -> list[Migration]:
    return await db.many(Migration, "SELECT version::int AS version, name FROM db_migrations ORDER BY version DESC")
