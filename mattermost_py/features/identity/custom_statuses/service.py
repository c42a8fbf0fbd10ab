"""Setting and clearing custom statuses; the last five are offered again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from mattermost_py.features.identity.custom_statuses import store
from mattermost_py.features.identity.custom_statuses.models import (
    DEFAULT_EMOJI,
    DURATIONS,
    NEVER,
    TEXT_MOST,
    CustomStatus,
    Shown,
    read,
)
from mattermost_py.features.identity.preferences import service as preferences
from mattermost_py.features.identity.users import service as users
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.clock import now_s
from mattermost_py.kernel.emoji import is_system
from mattermost_py.kernel.errors import Invalid, Unsupported, invalid_body
from mattermost_py.kernel.json import JsonError, dumps_text, loads

PROP = "customStatus"
CATEGORY, RECENT = "custom_status", "recent_custom_statuses"
RECENT_MOST = 5


def require_enabled(db: Db) -> None:
    """Raises: Unsupported where they are switched off."""
    if not db.settings.TeamSettings.EnableCustomUserStatuses:
        raise Unsupported("api.custom_status.disabled")


async def choose(tx: Tx, user_id: str, wanted: CustomStatus) -> None:
    """Shows this status from now on.

    Raises: Invalid for one without emoji and text, with a time that is past, or with an emoji that is none.
    """
    chosen = _checked(wanted)
    if not (is_system(chosen.emoji) or await _is_custom(tx, chosen.emoji)):
        raise Invalid("api.custom_status.set_custom_statuses.emoji_not_found")
    await users.set_prop(tx, user_id, PROP, dumps_text(chosen))
    recent = [each for each in await _recent(tx, user_id) if not each.is_same(chosen)]
    await _keep(tx, user_id, [chosen, *recent])


async def _is_custom(tx: Tx, name: str) -> bool:
    return tx.settings.ServiceSettings.EnableCustomEmoji and await store.is_custom_emoji(tx, name)


async def clear(tx: Tx, user_id: str) -> None:
    await users.set_prop(tx, user_id, PROP, None)


async def end_expired(tx: Tx) -> int:
    """Clears the statuses whose time has come; everybody hears it. Returns how many."""
    now = now_s()
    over = {each.user_id: each.text for each in await store.every(tx) if each.text and _is_over(each, now)}
    return await users.drop_prop(tx, PROP, over) if over else 0


def _is_over(shown: Shown, now: int) -> bool:
    try:
        status = read(loads(shown.text or ""))
    except JsonError:
        return False
    ends = _time(status.expires_at) if status and status.duration else None
    return ends is not None and ends.timestamp() <= now


async def forget_recent(tx: Tx, user_id: str, unwanted: CustomStatus) -> None:
    """Does not offer it again. Raises: Invalid when it was not offered."""
    recent = await _recent(tx, user_id)
    kept = [each for each in recent if not each.is_same(unwanted)]
    if len(kept) == len(recent):
        raise Invalid("api.custom_status.recent_custom_statuses.delete.app_error")
    await _keep(tx, user_id, kept)


def _checked(wanted: CustomStatus) -> CustomStatus:
    if not wanted.emoji and not wanted.text:
        raise invalid_body("custom_status")
    if wanted.duration not in DURATIONS or len(wanted.text) > TEXT_MOST:
        raise invalid_body("custom_status")
    ends = _time(wanted.expires_at)
    is_timed = wanted.duration != ""
    if is_timed and (ends is None or ends.timestamp() <= now_s()):
        raise invalid_body("custom_status")
    emoji = wanted.emoji.strip(":") or DEFAULT_EMOJI
    return replace(wanted, emoji=emoji, expires_at=wanted.expires_at if is_timed else NEVER)


def _time(text: str) -> datetime | None:
    """A moment of RFC 3339; None when it is none, or the official server's "no time"."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return found if found.year > 1 else None


async def _recent(tx: Tx, user_id: str) -> list[CustomStatus]:
    try:
        kept: Any = loads(await preferences.value(tx, user_id, CATEGORY, RECENT, "[]"))
    except JsonError:
        return []
    return [status for each in kept if (status := read(each))] if isinstance(kept, list) else []  # pyright: ignore[reportUnknownVariableType] - JSON edge


async def _keep(tx: Tx, user_id: str, recent: Sequence[CustomStatus]) -> None:
    text = dumps_text(list(recent[:RECENT_MOST]))
    await preferences.upsert(tx, user_id, [preferences.Preference(user_id, CATEGORY, RECENT, text)])
