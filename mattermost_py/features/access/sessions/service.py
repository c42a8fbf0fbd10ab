"""Sessions: opening, proving, extending, revoking."""

from collections.abc import Sequence

from mattermost_py.config import Settings
from mattermost_py.features.access.sessions import store
from mattermost_py.features.access.sessions.events import SessionsEnded
from mattermost_py.features.access.sessions.models import Session, SignedIn, SignedInRow
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db, Tx
from mattermost_py.infra.http.reply import set_cookie
from mattermost_py.kernel.clock import DAY_MS, HOUR_MS, now_ms
from mattermost_py.kernel.errors import Invalid, invalid_body
from mattermost_py.kernel.events import SessionsRevoked
from mattermost_py.kernel.ids import is_id, new_id

BY_TOKEN = CacheSpec[SignedIn]("sessions", size=20_000)

ACTIVITY_EVERY_MS = 5 * 60_000
MOST_PER_USER = 500
DEVICE_MOST = 512  # characters of a phone's address
FOREVER_MS = 100 * 365 * DAY_MS


async def by_token(db: Db, token: str) -> SignedIn | None:
    """The live session of a token; None when it is unknown, expired or idle for too long."""

    async def read() -> SignedIn | None:
        row = await store.by_token(db, token) or await _first_use(db, token)
        return None if row is None else _signed_in(row)

    found = await db.remembered(BY_TOKEN, token, read)
    if found is None or found.user_delete_at:
        return None
    return found if _is_live(found.session, db.settings, now_ms()) else None


async def _first_use(db: Db, token: str) -> SignedInRow | None:
    """A personal access token gets its session when it is used first; it lasts as long as the token."""
    owner = await store.owner_of_access_token(db, token, now_ms()) if is_id(token) else None
    if owner is None:
        return None
    props = {"type": "UserAccessToken", "user_access_token_id": owner.token_id}
    if owner.is_bot:
        props["is_bot"] = "true"
    if "system_guest" in owner.roles.split():
        props["is_guest"] = "true"
    length_ms = owner.ends_at - now_ms() if owner.ends_at else FOREVER_MS
    async with db.transaction() as tx:
        await open_session(tx, user_id=owner.user_id, roles=owner.roles, props=props, length_ms=length_ms, token=token)
        return await store.by_token(tx, token)


async def close_tokens(tx: Tx, tokens: Sequence[str]) -> None:
    """Ends the sessions of these personal access tokens, as far as they were ever used."""
    if found := await store.of_tokens(tx, tokens):
        await revoke(tx, found)


async def open_session(
    tx: Tx,
    *,
    user_id: str,
    roles: str,
    props: dict[str, str],
    device_id: str = "",
    length_ms: int,
    token: str = "",
    is_oauth: bool = False,
) -> Session:
    """Signs a user in. A device that had a session loses the old one; the 501st session ends the oldest."""
    check_device(device_id)
    now = now_ms()
    session = Session(
        id=new_id(),
        token=token or new_id(),
        create_at=now,
        expires_at=now + length_ms,
        last_activity_at=now,
        user_id=user_id,
        device_id=device_id,
        roles=roles,
        is_oauth=is_oauth,
        expired_notify=False,
        props={**props, "csrf": new_id()},
    )
    await _make_room(tx, user_id, device_id)
    await store.insert(tx, session)
    return session


async def _make_room(tx: Tx, user_id: str, device_id: str) -> None:
    others = await store.of_user(tx, user_id)
    same_device = [each for each in others if device_id and each.device_id == device_id]
    oldest = others[MOST_PER_USER - 1 :]
    if unwanted := {each.id: each for each in (*same_device, *oldest)}:
        await revoke(tx, list(unwanted.values()))


async def of_user(db: Db, user_id: str) -> list[Session]:
    return await store.of_user(db, user_id)


async def by_id(db: Db, session_id: str) -> Session:
    found = await store.by_id(db, session_id)
    if found is None:
        raise Invalid("app.session.get.app_error")  # 400, as clients know it
    return found


async def revoke(tx: Tx, sessions: Sequence[Session]) -> None:
    """Ends sessions: their tokens stop working everywhere and their sockets close."""
    tokens = await store.delete(tx, [each.id for each in sessions])
    if tokens:
        tx.forget(BY_TOKEN, *tokens)
    tx.publish(*(SessionsRevoked(each.user_id, each.id) for each in sessions))
    if sessions:
        tx.publish(SessionsEnded(tuple({each.user_id for each in sessions})))


async def revoke_all(tx: Tx, user_id: str, *, keep: str = "") -> None:
    """Ends every session of a user, except `keep`."""
    await revoke(tx, [each for each in await store.of_user(tx, user_id) if each.id != keep])


async def revoke_everybodys(tx: Tx) -> None:
    """Signs everybody out, the caller too."""
    user_ids = await store.delete_all(tx)
    tx.forget(BY_TOKEN)
    tx.publish(*(SessionsRevoked(user_id) for user_id in user_ids), SessionsEnded(tuple(user_ids)))


async def forget_expired(db: Db) -> int:
    """Removes sessions that ended a day ago: until then their owners are told that they ended. Returns how many."""
    return await store.delete_expired(db, now_ms() - DAY_MS)


async def forget_user(db: Db, user_id: str) -> None:
    """After something about the user changed that every request looks at: roles, activity, second factor."""
    tokens = await store.tokens_of(db, user_id)
    if tokens:
        db.forget(BY_TOKEN, *tokens)


async def follow_roles(tx: Tx, user_id: str, roles: str) -> None:
    """The user's system roles changed: their sessions act with the new ones at once."""
    tokens = await store.set_roles(tx, user_id, roles)
    if tokens:
        tx.forget(BY_TOKEN, *tokens)


async def follow_standing(tx: Tx, user_id: str, roles: str, *, is_guest: bool) -> None:
    """The user became a guest or ceased to be one: their sessions say so at once."""
    tokens = await store.set_standing(tx, user_id, roles, is_guest=is_guest)
    if tokens:
        tx.forget(BY_TOKEN, *tokens)


async def revoke_users(tx: Tx, user_ids: Sequence[str]) -> None:
    """Ends every session of all these users."""
    tokens = await store.delete_of(tx, user_ids)
    if tokens:
        tx.forget(BY_TOKEN, *tokens)
    tx.publish(*(SessionsRevoked(each) for each in user_ids), SessionsEnded(tuple(user_ids)))


async def attach_device(tx: Tx, session: Session, device_id: str) -> None:
    """Ties a phone to a session for push; its session gets the mobile length. Raises: Invalid for a long address."""
    check_device(device_id)
    others = [s for s in await store.of_user(tx, session.user_id) if s.device_id == device_id and s.id != session.id]
    await revoke(tx, others)
    expires_at = now_ms() + tx.settings.ServiceSettings.SessionLengthMobileInHours * HOUR_MS
    await store.set_device(tx, session.id, device_id, expires_at)
    tx.forget(BY_TOKEN, session.token)


async def add_props(tx: Tx, session: Session, props: dict[str, str]) -> None:
    """What a device tells of itself; it does not make the session last longer."""
    await store.add_props(tx, session.id, props)
    tx.forget(BY_TOKEN, session.token)


def check_device(device_id: str) -> None:
    """Raises: Invalid for an address that no column can hold."""
    if len(device_id) > DEVICE_MOST:
        raise invalid_body("device_id")


async def keep_alive(db: Db, signed_in: SignedIn) -> bool:
    """Notes activity (at most every 5 minutes) and extends the session. Returns whether it was extended."""
    session, now = signed_in.session, now_ms()
    if now - session.last_activity_at > ACTIVITY_EVERY_MS:
        await store.touch(db, session.id, now)
        db.forget(BY_TOKEN, session.token)
    length_ms = length_of(session, db.settings)
    if not _may_extend(session, length_ms, db.settings, now):
        return False
    await store.set_expiry(db, session.id, now + length_ms)
    db.forget(BY_TOKEN, session.token)
    return True


def _may_extend(session: Session, length_ms: int, settings: Settings, now: int) -> bool:
    """After 1 % of the length (at most a day, at least 5 minutes) has passed since the last extension."""
    return _is_extended(session, settings) and now > _extended_from(session, length_ms)


def _is_extended(session: Session, settings: Settings) -> bool:
    service = settings.ServiceSettings
    return service.ExtendSessionLengthWithActivity and not session.is_token and session.expires_at > 0


def _extended_from(session: Session, length_ms: int) -> int:
    return session.expires_at - length_ms + max(min(length_ms // 100, DAY_MS), ACTIVITY_EVERY_MS)


def quiet_until(session: Session, settings: Settings) -> int:
    """Until when (ms) a live session stays as it is: neither ends, nor has activity to note, nor is extended."""
    service = settings.ServiceSettings
    times = [session.last_activity_at + ACTIVITY_EVERY_MS]
    if service.SessionIdleTimeoutInMinutes > 0:
        times.append(session.last_activity_at + service.SessionIdleTimeoutInMinutes * 60_000)
    if session.expires_at:
        times.append(session.expires_at)
    if _is_extended(session, settings):
        times.append(_extended_from(session, length_of(session, settings)))
    return min(times)


def length_of(session: Session, settings: Settings) -> int:
    """How long a session of this kind lasts, ms."""
    service = settings.ServiceSettings
    if session.is_mobile:
        return service.SessionLengthMobileInHours * HOUR_MS
    if session.props.get("isSaml") == "true" or session.props.get("isOAuthUser") == "true":
        return service.SessionLengthSSOInHours * HOUR_MS
    return service.SessionLengthWebInHours * HOUR_MS


def _is_live(session: Session, settings: Settings, now: int) -> bool:
    if session.expires_at and session.expires_at < now:
        return False
    service = settings.ServiceSettings
    idle_ms = service.SessionIdleTimeoutInMinutes * 60_000
    limited = not (service.ExtendSessionLengthWithActivity or session.is_mobile or session.is_oauth or session.is_token)
    return not (limited and idle_ms > 0 and now - session.last_activity_at > idle_ms)


def cookies(session: Session, settings: Settings, *, is_https: bool, is_embedded: bool) -> list[tuple[bytes, bytes]]:
    """The three cookies of a browser session."""
    service = settings.ServiceSettings
    domain = ""
    if service.AllowCookiesForSubdomains:
        domain = service.SiteURL.partition("://")[2].partition("/")[0].partition(":")[0]
    pairs = (("MMAUTHTOKEN", session.token), ("MMUSERID", session.user_id), ("MMCSRF", session.csrf))
    return [
        set_cookie(
            name,
            value,
            path=settings.subpath,
            max_age_s=service.SessionLengthWebInHours * 3600,
            http_only=name == "MMAUTHTOKEN",
            secure=is_https,
            domain=domain,
            same_site="None" if is_https and is_embedded else "",
        )
        for name, value in pairs
    ]


def _signed_in(row: SignedInRow) -> SignedIn:
    return SignedIn(
        session=Session(
            id=row.id,
            token=row.token,
            create_at=row.create_at,
            expires_at=row.expires_at,
            last_activity_at=row.last_activity_at,
            user_id=row.user_id,
            device_id=row.device_id,
            roles=row.roles,
            is_oauth=row.is_oauth,
            expired_notify=row.expired_notify,
            props=row.props,
        ),
        user_roles=row.user_roles,
        user_delete_at=row.user_delete_at,
        is_bot=row.is_bot,
        auth_service=row.auth_service,
        mfa_active=row.mfa_active,
    )
