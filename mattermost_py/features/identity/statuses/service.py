"""Presence: reading it, setting it by hand, and noticing that somebody is there."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from mattermost_py.config import Settings
from mattermost_py.features.identity.statuses import store
from mattermost_py.features.identity.statuses.events import StatusChanged
from mattermost_py.features.identity.statuses.models import (
    AWAY,
    CHOICES,
    DND,
    OFFLINE,
    ONLINE,
    OUT_OF_OFFICE,
    Status,
)
from mattermost_py.features.identity.statuses.presence import STATUSES, Presence
from mattermost_py.features.identity.users import service as users
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db, Tx
from mattermost_py.infra.hub.connection import Connection
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms, now_s
from mattermost_py.kernel.json import dumps

__all__ = ["CHOICES", "OFFLINE", "OUT_OF_OFFICE", "Status"]

SHOW_LAST_ACTIVE = "show_last_active"  # prop of users; "false" keeps the time to themselves


class _Text(NamedTuple):
    settings: Settings  # which decide what is shown
    text: bytes
    is_open: bool  # the user sees no more of themselves


_SHOWN = CacheSpec[_Text]("statuses_shown", size=50_000)  # by user id

# --- reading ----------------------------------------------------------------------------------------------------------


async def of(db: Db, user_ids: Iterable[str]) -> list[Status]:
    """The status of each of these users; offline for those who never came. Cached."""
    wanted = list(dict.fromkeys(user_ids))
    cache = db.cache(STATUSES)
    known = {each: status for each in wanted if (status := cache.get(each)) is not None}
    unknown = [each for each in wanted if each not in known]
    if unknown:
        version = cache.version
        found = {each.user_id: each for each in await store.of(db, unknown)}
        for user_id in unknown:
            known[user_id] = found.get(user_id) or Status(user_id)
            cache.put(user_id, known[user_id], version=version)
    now = now_s()
    return [_now(known[each], now) for each in wanted]


async def one(db: Db, user_id: str) -> Status:
    return (await of(db, [user_id]))[0]


async def seen_by(db: Db, actor: Actor, user_ids: Sequence[str]) -> list[Status]:
    """As `of`, without the time of the last activity of those who do not show it to others."""
    open_ = await _open(db, user_ids) | {actor.user_id}
    return [each if each.user_id in open_ else _closed(each) for each in await of(db, user_ids)]


async def _open(db: Db, user_ids: Sequence[str]) -> set[str]:
    """Those of the users who show others when they were active last."""
    people = await users.by_ids(db, user_ids) if db.settings.TeamSettings.EnableLastActiveTime else []
    return {each.id for each in people if each.props.get(SHOW_LAST_ACTIVE) != "false"}


def _closed(status: Status) -> Status:
    return replace(status, last_activity_at=0)


class Shown:
    """Ready JSON texts of statuses as others see them, each until the status or the user changes."""

    def __init__(self, runtime: Runtime) -> None:
        self.texts = runtime.caches.of(_SHOWN)
        runtime.caches.watch(STATUSES, self.texts.forget)
        runtime.caches.watch(users.BY_ID, self.texts.forget)


async def seen_json(db: Db, actor: Actor, user_ids: Sequence[str]) -> bytes:
    """As `seen_by`, of ids that come once each, as JSON: clients ask for everybody on their screen again and again."""
    get, settings = db.runtime.part(Shown).texts.get, db.settings
    found: dict[str, bytes | None] = {
        each: known.text if (known := get(each)) is not None and known.settings is settings else None
        for each in user_ids
    }
    if actor.user_id in found and (own := get(actor.user_id)) is not None and not own.is_open:
        found[actor.user_id] = None
    if unknown := [user_id for user_id, text in found.items() if text is None]:
        found.update(await _texts(db, actor, unknown))
    return b"[%b]" % b",".join([text for text in found.values() if text is not None])


async def _texts(db: Db, actor: Actor, user_ids: Sequence[str]) -> dict[str, bytes]:
    """What is not remembered, and from now on is."""
    cache, settings = db.runtime.part(Shown).texts, db.settings
    version = cache.version
    open_ = await _open(db, user_ids)
    texts: dict[str, bytes] = {}
    for each in await of(db, user_ids):
        is_open, is_own = each.user_id in open_, each.user_id == actor.user_id
        text = texts[each.user_id] = dumps(each if is_open or is_own else _closed(each))
        ends_by_itself = each.status == DND and each.dnd_end_time > 0
        if not ends_by_itself and (is_open or not is_own):
            cache.put(each.user_id, _Text(settings, text, is_open), version=version)
    return texts


async def all_present(db: Db) -> dict[str, str]:
    """User id → status of everybody who is not offline."""
    return {each.user_id: each.status for each in await store.all_present(db)}


def _now(status: Status, now: int) -> Status:
    """Do-not-disturb is over when its time has come, even if nobody has written that down yet."""
    if status.status == DND and 0 < status.dnd_end_time <= now:
        return replace(status, status=status.prev_status or OFFLINE, manual=False, dnd_end_time=0, prev_status=DND)
    return status


# --- by hand ----------------------------------------------------------------------------------------------------------


async def choose(tx: Tx, user_id: str, chosen: str, *, dnd_end_s: int = 0) -> Status:
    """Sets a status by hand; only online lets automatic changes happen again.

    dnd_end_s: when do-not-disturb ends, seconds since epoch, cut to the minute; 0 = when it is changed.
    """
    before = await _fresh(tx, user_id)
    after = replace(before, status=chosen, manual=chosen != ONLINE, dnd_end_time=0)
    if chosen == ONLINE:
        after = replace(after, last_activity_at=now_ms())
    if chosen == DND:
        former = before.prev_status if before.status == DND else before.status
        after = replace(after, prev_status=former, dnd_end_time=max(dnd_end_s, 0) // 60 * 60)
    await _save(tx, after)
    return after


async def rest(tx: Tx, user_id: str, *, manually: bool) -> None:
    """The client says its user went away: at once when they said so, else when they have been idle for long."""
    before = await _fresh(tx, user_id)
    if not manually:
        idle_ms = now_ms() - before.last_activity_at
        if before.manual or idle_ms < tx.settings.TeamSettings.UserStatusAwayTimeout * 1000:
            return
    if before.status != AWAY:
        await _save(tx, replace(before, status=AWAY, manual=manually))


async def out_of_office(tx: Tx, user_id: str) -> None:
    """While the automatic reply is on."""
    before = await _fresh(tx, user_id)
    await _save(tx, replace(before, status=OUT_OF_OFFICE, manual=True))


async def _fresh(tx: Tx, user_id: str) -> Status:
    found = await store.of(tx, [user_id])
    return _now(found[0], now_s()) if found else Status(user_id)


async def _save(tx: Tx, status: Status) -> None:
    await store.save(tx, status)
    tx.forget(STATUSES, status.user_id)
    tx.runtime.part(Presence).forget(status.user_id)
    if tx.settings.ServiceSettings.EnableUserStatuses:
        tx.publish(StatusChanged(status.user_id, status.status))


# --- by itself --------------------------------------------------------------------------------------------------------


def active(db: Db, user_id: str) -> None:
    """The user did something, such as posting; cheap, call it as often as you like."""
    db.runtime.part(Presence).active(user_id)


def start(runtime: Runtime) -> Presence:
    """Begins to keep presence in this worker; stop it when the worker ends."""
    return runtime.part(Presence)


async def connected(runtime: Runtime, connection: Connection) -> None:
    """A socket of the user is live."""
    runtime.part(Presence).connected(connection.actor.user_id)


async def disconnected(runtime: Runtime, connection: Connection) -> None:
    """A socket of the user is gone; without another one anywhere they are offline."""
    runtime.part(Presence).disconnected(connection.actor.user_id)


async def forget_user(tx: Tx, user_id: str) -> None:
    await store.delete(tx, user_id)
    tx.forget(STATUSES, user_id)


async def leave(tx: Tx, user_ids: Sequence[str]) -> None:
    """These users cannot be here any more, e.g. because they were deactivated."""
    for status in await store.of(tx, user_ids):
        if status.status != OFFLINE:
            await _save(tx, replace(status, status=OFFLINE, manual=False, dnd_end_time=0))
