"""SQL of `users`: the one place that writes it."""

from collections.abc import Mapping, Sequence
from typing import LiteralString

from psycopg.types.json import Jsonb

from mattermost_py.features.identity.users.models import Secrets, User
from mattermost_py.infra.db import Db

_USER: LiteralString = """
    SELECT u.id, coalesce(u.createat, 0) AS createat, coalesce(u.updateat, 0) AS updateat,
           coalesce(u.deleteat, 0) AS deleteat, u.username, u.authdata, coalesce(u.authservice, '') AS authservice,
           coalesce(u.email, '') AS email, coalesce(u.emailverified, false) AS emailverified,
           coalesce(u.nickname, '') AS nickname, coalesce(u.firstname, '') AS firstname,
           coalesce(u.lastname, '') AS lastname, coalesce(u.position, '') AS position, coalesce(u.roles, '') AS roles,
           coalesce(u.allowmarketing, false) AS allowmarketing, coalesce(nullif(u.props, 'null'), '{}') AS props,
           coalesce(nullif(u.notifyprops, 'null'), '{}') AS notifyprops,
           coalesce(u.lastpasswordupdate, 0) AS lastpasswordupdate,
           coalesce(u.lastpictureupdate, 0) AS lastpictureupdate, coalesce(u.failedattempts, 0) AS failedattempts,
           coalesce(u.locale, '') AS locale, coalesce(nullif(u.timezone, 'null'), '{}') AS timezone,
           coalesce(u.mfaactive, false) AS mfaactive, u.remoteid, u.lastlogin, b.userid IS NOT NULL AS isbot,
           coalesce(b.description, '') AS botdescription, coalesce(b.lasticonupdate, 0) AS botlasticonupdate,
           coalesce(t.termsofserviceid, '') AS termsofserviceid, coalesce(t.createat, 0) AS termsofservicecreateat
      FROM users u
      LEFT JOIN bots b ON b.userid = u.id
      LEFT JOIN usertermsofservice t ON t.userid = u.id
"""


async def by_ids(db: Db, user_ids: Sequence[str]) -> list[User]:
    return await db.many(User, _USER + "WHERE u.id = ANY(%(user_ids)s)", user_ids=list(user_ids))


async def locked(db: Db, user_id: str) -> User | None:
    """The user, whom nobody else can change until the transaction ends."""
    return await db.one(User, _USER + "WHERE u.id = %(user_id)s FOR UPDATE OF u", user_id=user_id)


async def by_usernames(db: Db, usernames: Sequence[str]) -> list[User]:
    return await db.many(
        User,
        _USER + "WHERE u.username = ANY(%(usernames)s) ORDER BY u.username",
        usernames=[name.lower() for name in usernames],
    )


async def by_email(db: Db, email: str) -> User | None:
    return await db.one(User, _USER + "WHERE u.email = %(email)s", email=email.lower())


async def by_login(db: Db, login_id: str, *, by_username: bool, by_email: bool) -> User | None:
    """The account that signs in with this name or address; the name wins should both exist."""
    return await db.one(
        User,
        _USER
        + """
         WHERE (%(by_username)s AND u.username = %(login_id)s) OR (%(by_email)s AND u.email = %(login_id)s)
         ORDER BY u.username = %(login_id)s DESC
         LIMIT 1
        """,
        login_id=login_id.lower(),
        by_username=by_username,
        by_email=by_email,
    )


async def secrets(db: Db, user_id: str) -> Secrets | None:
    return await db.one(
        Secrets,
        """
        SELECT id, coalesce(password, '') AS password, coalesce(mfasecret, '') AS mfasecret,
               coalesce(nullif(mfausedtimestamps, 'null'), '[]') AS mfausedtimestamps
          FROM users
         WHERE id = %(user_id)s
        """,
        user_id=user_id,
    )


async def insert(db: Db, user: User, password: str) -> None:
    """Raises: UniqueViolation by `users_username_key`, `users_email_key` or `users_authdata_key`."""
    await db.run(
        """
        INSERT INTO users (id, createat, updateat, deleteat, username, password, authdata, authservice, email,
                           emailverified, nickname, firstname, lastname, position, roles, allowmarketing, props,
                           notifyprops, lastpasswordupdate, lastpictureupdate, failedattempts, locale, timezone,
                           mfaactive, mfasecret, remoteid, lastlogin)
        VALUES (%(id)s, %(create_at)s, %(create_at)s, 0, %(username)s, %(password)s, %(auth_data)s, %(auth_service)s,
                %(email)s, %(email_verified)s, %(nickname)s, %(first_name)s, %(last_name)s, %(position)s, %(roles)s,
                %(allow_marketing)s, %(props)s, %(notify_props)s, %(create_at)s, 0, 0, %(locale)s, %(timezone)s,
                false, '', %(remote_id)s, 0)
        """,
        id=user.id,
        create_at=user.create_at,
        username=user.username,
        password=password,
        auth_data=user.auth_data,
        auth_service=user.auth_service,
        email=user.email,
        email_verified=user.email_verified,
        nickname=user.nickname,
        first_name=user.first_name,
        last_name=user.last_name,
        position=user.position,
        roles=user.roles,
        allow_marketing=user.allow_marketing,
        props=Jsonb(user.props),
        notify_props=Jsonb(user.notify_props),
        locale=user.locale,
        timezone=Jsonb(user.timezone),
        remote_id=user.remote_id,
    )


async def update_profile(db: Db, user: User) -> None:
    """Writes what people change about themselves. Raises: UniqueViolation like `insert`."""
    await db.run(
        """
        UPDATE users
           SET updateat = %(update_at)s, username = %(username)s, email = %(email)s,
               emailverified = %(email_verified)s, nickname = %(nickname)s, firstname = %(first_name)s,
               lastname = %(last_name)s, position = %(position)s, props = %(props)s, notifyprops = %(notify_props)s,
               locale = %(locale)s, timezone = %(timezone)s, lastpictureupdate = %(last_picture_update)s
         WHERE id = %(id)s
        """,
        id=user.id,
        update_at=user.update_at,
        username=user.username,
        email=user.email,
        email_verified=user.email_verified,
        nickname=user.nickname,
        first_name=user.first_name,
        last_name=user.last_name,
        position=user.position,
        props=Jsonb(user.props),
        notify_props=Jsonb(user.notify_props),
        locale=user.locale,
        timezone=Jsonb(user.timezone),
        last_picture_update=user.last_picture_update,
    )


async def set_prop(db: Db, user_id: str, name: str, value: str | None, now_ms: int) -> None:
    """Sets one of the user's props, or removes it."""
    await db.run(
        """
        UPDATE users
           SET props = CASE WHEN %(value)s::text IS NULL THEN coalesce(nullif(props, 'null'), '{}') - %(name)s::text
                            ELSE jsonb_set(coalesce(nullif(props, 'null'), '{}'), ARRAY[%(name)s::text],
                                           to_jsonb(%(value)s::text)) END,
               updateat = %(now_ms)s
         WHERE id = %(user_id)s
        """,
        user_id=user_id,
        name=name,
        value=value,
        now_ms=now_ms,
    )


async def drop_prop(db: Db, name: str, values: Mapping[str, str], now_ms: int) -> list[str]:
    """Removes a prop where it still has the value given. Returns whose it was."""
    return await db.many(
        str,
        """
        UPDATE users
           SET props = props - %(name)s::text, updateat = %(now_ms)s
          FROM unnest(%(user_ids)s::text[], %(values)s::text[]) AS stale (id, value)
         WHERE users.id = stale.id AND users.props ->> %(name)s::text = stale.value
        RETURNING users.id
        """,
        name=name,
        user_ids=list(values),
        values=list(values.values()),
        now_ms=now_ms,
    )


async def set_roles(db: Db, user_id: str, roles: str, now_ms: int) -> None:
    await db.run(
        "UPDATE users SET roles = %(roles)s, updateat = %(now_ms)s WHERE id = %(user_id)s",
        roles=roles,
        now_ms=now_ms,
        user_id=user_id,
    )


async def lock_admins(db: Db) -> int:
    """How many active system admins there are; none of them can change until the transaction ends."""
    found = await db.many(
        str,
        """
        SELECT id
          FROM users
         WHERE deleteat = 0 AND 'system_admin' = ANY(string_to_array(roles, ' '))
         ORDER BY id
           FOR UPDATE
        """,
    )
    return len(found)


async def set_delete_at(db: Db, user_id: str, delete_at: int, now_ms: int) -> None:
    await db.run(
        "UPDATE users SET deleteat = %(delete_at)s, updateat = %(now_ms)s WHERE id = %(user_id)s",
        delete_at=delete_at,
        now_ms=now_ms,
        user_id=user_id,
    )


async def deactivate_guests(db: Db, now_ms: int) -> list[str]:
    """Returns whom this concerned."""
    return await db.many(
        str,
        """
        UPDATE users
           SET deleteat = %(now_ms)s, updateat = %(now_ms)s
         WHERE coalesce(deleteat, 0) = 0 AND 'system_guest' = ANY(string_to_array(coalesce(roles, ''), ' '))
        RETURNING id
        """,
        now_ms=now_ms,
    )


async def set_auth(db: Db, user_id: str, auth_service: str, auth_data: str | None, now_ms: int) -> None:
    """The old password does not count any more. Raises: UniqueViolation by `users_authdata_key`."""
    await db.run(
        """
        UPDATE users
           SET authservice = %(auth_service)s, authdata = %(auth_data)s, password = '', failedattempts = 0,
               lastpasswordupdate = %(now_ms)s, updateat = %(now_ms)s
         WHERE id = %(user_id)s
        """,
        user_id=user_id,
        auth_service=auth_service,
        auth_data=auth_data,
        now_ms=now_ms,
    )


async def set_picture(db: Db, user_id: str, at: int, now_ms: int) -> None:
    """`at` is when the image was uploaded; negative for the drawn one."""
    await db.run(
        "UPDATE users SET lastpictureupdate = %(at)s, updateat = %(now_ms)s WHERE id = %(user_id)s",
        at=at,
        now_ms=now_ms,
        user_id=user_id,
    )


async def set_password(db: Db, user_id: str, password: str, now_ms: int) -> None:
    """A new password also frees the account from failed attempts."""
    await db.run(
        """
        UPDATE users
           SET password = %(password)s, lastpasswordupdate = %(now_ms)s, updateat = %(now_ms)s, authdata = NULL,
               authservice = '', failedattempts = 0
         WHERE id = %(user_id)s
        """,
        password=password,
        now_ms=now_ms,
        user_id=user_id,
    )


async def rehash(db: Db, user_id: str, password: str, old: str) -> None:
    """The same password in a better form, unless it was changed meanwhile."""
    await db.run(
        "UPDATE users SET password = %(password)s WHERE id = %(user_id)s AND password = %(old)s",
        password=password,
        old=old,
        user_id=user_id,
    )


async def claim_attempt(db: Db, user_id: str, most: int) -> bool:
    """Counts an attempt before it is made, so that many at once cannot exceed the limit. False: none is left."""
    return (
        await db.run(
            """
            UPDATE users
               SET failedattempts = coalesce(failedattempts, 0) + 1
             WHERE id = %(user_id)s AND coalesce(failedattempts, 0) < %(most)s
            """,
            user_id=user_id,
            most=most,
        )
        > 0
    )


async def give_attempt_back(db: Db, user_id: str) -> None:
    await db.run(
        "UPDATE users SET failedattempts = greatest(failedattempts - 1, 0) WHERE id = %(user_id)s", user_id=user_id
    )


async def reset_attempts(db: Db, user_id: str) -> None:
    await db.run("UPDATE users SET failedattempts = 0 WHERE id = %(user_id)s", user_id=user_id)


async def set_last_login(db: Db, user_id: str, at: int) -> None:
    await db.run(
        "UPDATE users SET lastlogin = %(at)s, failedattempts = 0 WHERE id = %(user_id)s", at=at, user_id=user_id
    )


async def set_mfa(db: Db, user_id: str, *, active: bool, secret: str, now_ms: int) -> None:
    await db.run(
        """
        UPDATE users
           SET mfaactive = %(active)s, mfasecret = %(secret)s, mfausedtimestamps = '[]', updateat = %(now_ms)s
         WHERE id = %(user_id)s
        """,
        active=active,
        secret=secret,
        now_ms=now_ms,
        user_id=user_id,
    )


async def use_mfa_step(db: Db, user_id: str, step: str, kept: Sequence[str]) -> bool:
    """Marks a time step's code as used. False when it had been used before."""
    return (
        await db.run(
            """
            UPDATE users
               SET mfausedtimestamps = %(steps)s
             WHERE id = %(user_id)s AND NOT coalesce(nullif(mfausedtimestamps, 'null'), '[]') ? %(step)s
            """,
            user_id=user_id,
            step=step,
            steps=Jsonb([*kept, step]),
        )
        > 0
    )


async def set_email(db: Db, user_id: str, email: str, now_ms: int) -> None:
    """Raises: UniqueViolation if the address belongs to somebody else."""
    await db.run(
        "UPDATE users SET email = %(email)s, updateat = %(now_ms)s WHERE id = %(user_id)s",
        email=email,
        now_ms=now_ms,
        user_id=user_id,
    )


async def verify_email(db: Db, user_id: str, email: str, now_ms: int) -> None:
    """Raises: UniqueViolation if the address belongs to somebody else by now."""
    await db.run(
        """
        UPDATE users
           SET email = %(email)s, emailverified = true, updateat = %(now_ms)s
         WHERE id = %(user_id)s
        """,
        email=email,
        now_ms=now_ms,
        user_id=user_id,
    )


async def is_group_name(db: Db, name: str) -> bool:
    return bool(
        await db.value(
            bool,
            "SELECT EXISTS (SELECT FROM usergroups WHERE name = %(name)s AND deleteat = 0)",
            name=name,
        )
    )


async def shares_place(db: Db, viewer_id: str, user_id: str, team_ids: Sequence[str]) -> bool:
    """Whether both are in one channel, or the other one is in one of these teams."""
    return bool(
        await db.value(
            bool,
            """
            SELECT EXISTS (SELECT FROM teammembers
                            WHERE userid = %(user_id)s AND teamid = ANY(%(team_ids)s) AND deleteat = 0)
                OR EXISTS (SELECT FROM channelmembers mine
                             JOIN channelmembers theirs ON theirs.channelid = mine.channelid
                            WHERE mine.userid = %(viewer_id)s AND theirs.userid = %(user_id)s)
            """,
            viewer_id=viewer_id,
            user_id=user_id,
            team_ids=list(team_ids),
        )
    )


async def owner_of_bot(db: Db, user_id: str) -> str | None:
    return await db.value(str, "SELECT ownerid FROM bots WHERE userid = %(user_id)s", user_id=user_id)


async def delete(db: Db, user_id: str) -> None:
    await db.run("DELETE FROM users WHERE id = %(user_id)s", user_id=user_id)
