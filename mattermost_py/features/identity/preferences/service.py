"""Settings of users: reading, setting, removing."""

import re
from collections.abc import Sequence
from typing import Any

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.identity.preferences import store
from mattermost_py.features.identity.preferences.events import PreferenceChanged, PreferencesChanged, PreferencesDeleted
from mattermost_py.features.identity.preferences.models import Preference
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import Invalid, NotFound, no_permission
from mattermost_py.kernel.ids import is_id
from mattermost_py.kernel.json import JsonError, dumps_text, loads
from mattermost_py.kernel.permissions import Permission

__all__ = ["Preference", "PreferencesChanged", "PreferencesDeleted"]

FLAGGED_POST = "flagged_post"
FAVORITE_CHANNEL = "favorite_channel"  # also a place in the sidebar
VALUE_MOST = 20_000

_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})").fullmatch
_NOT_COLOURS = frozenset({"image", "type", "codeTheme"})


async def of_user(db: Db, user_id: str) -> list[Preference]:
    return await store.of_user(db, user_id)


async def in_category(db: Db, user_id: str, category: str) -> list[Preference]:
    """Raises: NotFound when the user has none in this category."""
    found = await store.in_category(db, user_id, category)
    if not found:
        raise NotFound("api.preference.preferences_category.get.app_error")
    return found


async def one(db: Db, user_id: str, category: str, name: str) -> Preference:
    """Raises: Invalid (the official 400) when it was never set."""
    found = await store.one(db, user_id, category, name)
    if found is None:
        raise Invalid("app.preference.get.app_error")
    return found


async def value(db: Db, user_id: str, category: str, name: str, default: str = "") -> str:
    """The user's setting, or the default."""
    found = await store.one(db, user_id, category, name)
    return default if found is None else found.value


def need_transaction(preferences: Sequence[Preference]) -> bool:
    """Whether others keep something in step with these, so that both must commit together."""
    return any(each.category == FAVORITE_CHANNEL for each in preferences)


async def save(db: Db, actor: Actor, user_id: str, wanted: Sequence[Preference]) -> None:
    """Sets what a client asks for; `db` is a transaction where one is needed.

    Raises: Invalid for a malformed one, Forbidden for a post that is out of reach.
    """
    for each in wanted:
        _check(each)
    flagged = [each.name for each in wanted if each.category == FLAGGED_POST]
    if flagged:
        await _require_readable(db, actor, flagged)
    await upsert(db, user_id, wanted)


async def upsert(db: Db, user_id: str, preferences: Sequence[Preference], *, silently: bool = False) -> None:
    """Sets settings of a user and tells their clients; of repeated keys the last wins."""
    last = {(each.category, each.name): _cleaned(each) for each in preferences}
    if not last:
        return
    await store.upsert(db, list(last.values()))
    if not silently:
        db.publish(PreferencesChanged(user_id, list(last.values())))


async def choose(db: Db, preference: Preference) -> None:
    """Sets what a slash command chose; clients hear of it by an event of its own."""
    await upsert(db, preference.user_id, [preference], silently=True)
    db.publish(PreferenceChanged(preference))


async def delete(tx: Tx, user_id: str, preferences: Sequence[Preference]) -> None:
    """Removes settings of a user and tells their clients."""
    await store.delete(tx, user_id, preferences)
    tx.publish(PreferencesDeleted(user_id, preferences))


async def delete_everywhere(tx: Tx, category: str, name: str) -> None:
    """Removes one setting of everybody who has it, e.g. the flags of a deleted post."""
    for user_id in await store.delete_everywhere(tx, category, name):
        tx.publish(PreferencesDeleted(user_id, [Preference(user_id, category, name, "")]))


async def forget_user(tx: Tx, user_id: str) -> None:
    await store.delete_of(tx, user_id)


async def _require_readable(db: Db, actor: Actor, post_ids: Sequence[str]) -> None:
    """Only posts one may read can be saved for later."""
    known = [post_id for post_id in post_ids if is_id(post_id)]
    places = await store.channels_of_posts(db, known)
    for post_id in post_ids:
        if post_id not in places:
            raise NotFound("app.post.get.app_error")
    for channel_id in set(places.values()):
        if not await gate.reads_channel(db, actor, channel_id):
            raise no_permission(actor.user_id, Permission.READ_CHANNEL_CONTENT)


def _check(each: Preference) -> None:
    """Raises: Invalid `model.preference.is_valid.<what>.app_error`."""
    problems = {
        "id": not is_id(each.user_id),
        "category": not 0 < len(each.category) <= 32,
        "name": len(each.name) > 32,
        "value": len(each.value) > VALUE_MOST,
        "theme": each.category == "theme" and _theme(each.value) is None,
        "limit_visible_dms_gms": (each.category, each.name) == ("sidebar_settings", "limit_visible_dms_gms")
        and not (each.value.isdecimal() and 1 <= int(each.value) <= 40),
    }
    for what, is_wrong in problems.items():
        if is_wrong:
            raise Invalid(f"model.preference.is_valid.{what}.app_error")


def _theme(text: str) -> dict[str, str] | None:
    try:
        found: Any = loads(text)
    except JsonError:
        return None
    if not isinstance(found, dict):
        return None
    return {str(name): str(colour) for name, colour in found.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] - JSON edge


def _cleaned(each: Preference) -> Preference:
    """A theme whose colours are colours; others go as they came."""
    colours = _theme(each.value) if each.category == "theme" else None
    if colours is None:
        return each
    kept = {name: colour if name in _NOT_COLOURS or _COLOUR(colour) else "#ffffff" for name, colour in colours.items()}
    return each if kept == colours else Preference(each.user_id, each.category, each.name, dumps_text(kept))
