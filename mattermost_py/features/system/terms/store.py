"""SQL of `termsofservice` and `usertermsofservice`."""

from mattermost_py.features.system.terms.models import Acceptance, Terms
from mattermost_py.infra.db import Db


async def newest(db: Db) -> Terms | None:
    return await db.one(Terms, "SELECT id, createat, userid, text FROM termsofservice ORDER BY createat DESC LIMIT 1")


async def exists(db: Db, terms_id: str) -> bool:
    return bool(await db.value(bool, "SELECT EXISTS (SELECT FROM termsofservice WHERE id = %(id)s)", id=terms_id))


async def insert(db: Db, terms: Terms) -> None:
    await db.run(
        """
        INSERT INTO termsofservice (id, createat, userid, text)
        VALUES (%(id)s, %(create_at)s, %(user_id)s, %(text)s)
        """,
        id=terms.id,
        create_at=terms.create_at,
        user_id=terms.user_id,
        text=terms.text,
    )


async def of_user(db: Db, user_id: str) -> Acceptance | None:
    return await db.one(
        Acceptance,
        "SELECT userid, termsofserviceid, createat FROM usertermsofservice WHERE userid = %(user_id)s",
        user_id=user_id,
    )


async def accept(db: Db, acceptance: Acceptance) -> None:
    await db.run(
        """
        INSERT INTO usertermsofservice (userid, termsofserviceid, createat)
        VALUES (%(user_id)s, %(terms_id)s, %(create_at)s)
        ON CONFLICT (userid) DO UPDATE
           SET termsofserviceid = EXCLUDED.termsofserviceid, createat = EXCLUDED.createat
        """,
        user_id=acceptance.user_id,
        terms_id=acceptance.terms_of_service_id,
        create_at=acceptance.create_at,
    )


async def reject(db: Db, user_id: str, terms_id: str) -> None:
    await db.run(
        "DELETE FROM usertermsofservice WHERE userid = %(user_id)s AND termsofserviceid = %(terms_id)s",
        user_id=user_id,
        terms_id=terms_id,
    )
