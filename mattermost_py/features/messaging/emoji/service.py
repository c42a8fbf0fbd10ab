"""Rules of custom emoji."""

import asyncio
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.messaging.emoji import store
from mattermost_py.features.messaging.emoji.events import EmojiAdded, EmojiDeleted
from mattermost_py.features.messaging.emoji.models import Emoji, NewEmoji
from mattermost_py.features.messaging.files import images
from mattermost_py.infra.blobs import BlobMissing
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db, Tx, UniqueViolation
from mattermost_py.infra.pool import WorkCrashed
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.emoji import is_system
from mattermost_py.kernel.errors import AppError, Forbidden, Invalid, NotFound, Unsupported, no_permission
from mattermost_py.kernel.ids import new_id
from mattermost_py.kernel.permissions import Permission

if TYPE_CHECKING:
    from mattermost_py.infra.runtime import Runtime

# One entry holds them all: messages are full of words between colons, and absence must be known without asking.
BY_NAME = CacheSpec[dict[str, Emoji]]("custom_emoji", size=1)
ALL = "all"

SIDE = 128  # pixels
SOURCE_SIDE_MOST = 1028
IMAGE_BYTES_MOST = 512 * 1024
FOUND_MOST = 200
NAME = re.compile(r"[a-zA-Z0-9+_-]{1,64}").fullmatch
_KINDS = {b"\x89P": "png", b"GI": "gif", b"\xff\xd8": "jpeg", b"RI": "webp"}

__all__ = ["custom", "is_system", "known"]


# --- for messages and reactions ------------------------------------------------------------------------------------


async def known(db: Db, names: Iterable[str]) -> set[str]:
    """Those of the names that are emoji, system or custom."""
    wanted = set(names)
    found = {name for name in wanted if is_system(name)}
    missing = wanted - found
    return found | {emoji.name for emoji in await custom(db, missing)} if missing else found


async def custom(db: Db, names: Iterable[str]) -> list[Emoji]:
    """The live custom emoji of these names, by name; nothing while custom emoji are switched off."""
    if not db.settings.ServiceSettings.EnableCustomEmoji:
        return []
    by_name = await _all(db)
    return [by_name[name] for name in sorted(set(names)) if name in by_name]


async def _all(db: Db) -> dict[str, Emoji]:
    async def read() -> dict[str, Emoji]:
        return {emoji.name: emoji for emoji in await store.every(db)}

    return await db.remembered(BY_NAME, ALL, read) or {}


# --- asking ----------------------------------------------------------------------------------------------------------


def require_enabled(db: Db) -> None:
    """Raises: Unsupported while custom emoji are switched off."""
    if not db.settings.ServiceSettings.EnableCustomEmoji:
        raise Unsupported("api.emoji.disabled.app_error")


async def by_id(db: Db, emoji_id: str) -> Emoji:
    require_enabled(db)
    emoji = await store.by_id(db, emoji_id)
    if emoji is None:
        raise NotFound("app.emoji.get.no_result")
    return emoji


async def by_name(db: Db, name: str) -> Emoji:
    require_enabled(db)
    found = await custom(db, [name])
    if not found:
        raise NotFound("app.emoji.get_by_name.no_result")
    return found[0]


async def page(db: Db, *, offset: int, limit: int, sorted_by_name: bool) -> list[Emoji]:
    require_enabled(db)
    return await store.page(db, offset=offset, limit=limit, by_name=sorted_by_name)


async def search(db: Db, term: str, *, only_prefix: bool, most: int = FOUND_MOST) -> list[Emoji]:
    """Custom emoji whose name begins with the term, or holds it; by name."""
    if not db.settings.ServiceSettings.EnableCustomEmoji:
        raise Forbidden("api.emoji.disabled.app_error")
    wanted = term.lower()
    names = [name for name in await _all(db) if _fits(name.lower(), wanted, only_prefix=only_prefix)]
    return await custom(db, sorted(names)[:most])


def _fits(name: str, term: str, *, only_prefix: bool) -> bool:
    return name.startswith(term) if only_prefix else term in name


# --- making ----------------------------------------------------------------------------------------------------------


async def require_creator(db: Db, actor: Actor) -> None:
    """Raises: Forbidden unless the actor may create emoji, in the system or in any of their teams."""
    require_enabled(db)
    if not await _allows_anywhere(db, actor, Permission.CREATE_EMOJIS):
        raise no_permission(actor.user_id, Permission.CREATE_EMOJIS)


async def _allows_anywhere(db: Db, actor: Actor, permission: Permission) -> bool:
    if await gate.allows(db, actor, permission):
        return True
    for team_id in await gate.teams_of(db, actor.user_id):
        if await gate.allows(db, actor, permission, team_id=team_id):
            return True
    return False


async def require_valid(db: Db, actor: Actor, wanted: NewEmoji) -> None:
    """Raises: Forbidden for somebody else's emoji, Invalid for a bad or taken name."""
    if wanted.creator_id != actor.user_id:
        raise Forbidden("api.emoji.create.other_user.app_error")
    if not NAME(wanted.name):
        raise Invalid("model.emoji.name.app_error")
    if is_system(wanted.name):
        raise Invalid("model.emoji.system_emoji_name.app_error")
    if await custom(db, [wanted.name]):
        raise _duplicate()


def _duplicate() -> Invalid:
    return Invalid("api.emoji.create.duplicate.app_error")


async def create(runtime: "Runtime", actor: Actor, wanted: NewEmoji, image: Path) -> Emoji:
    """Stores picture and name; the picture first, so that nobody sees a name without one."""
    try:
        content, _ = await runtime.work.run(images.fitted_emoji, str(image), SIDE, SOURCE_SIDE_MOST)
    except (WorkCrashed, TimeoutError) as exc:
        raise Invalid("api.emoji.upload.image.app_error") from exc
    now = now_ms()
    emoji = Emoji(id=new_id(), create_at=now, update_at=now, delete_at=0, creator_id=actor.user_id, name=wanted.name)
    await runtime.blobs.write(_path(emoji.id), content)
    try:
        async with runtime.db().transaction() as tx:
            await store.insert(tx, emoji)
            tx.forget(BY_NAME, ALL)
            tx.publish(EmojiAdded(emoji))
    except BaseException as exc:
        await asyncio.shield(runtime.blobs.delete(_path(emoji.id)))
        if isinstance(exc, UniqueViolation):
            raise _duplicate() from exc
        raise
    return emoji


def _path(emoji_id: str) -> str:
    return f"emoji/{emoji_id}/image"


async def image(runtime: "Runtime", emoji_id: str) -> tuple[bytes, str]:
    """The stored picture and its file type. Raises: NotFound."""
    try:
        content = await runtime.blobs.read(_path(emoji_id))
    except BlobMissing as exc:
        raise NotFound("api.emoji.get_image.read.app_error") from exc
    kind = _KINDS.get(content[:2])
    if kind is None:
        raise AppError("api.emoji.get_image.decode.app_error")
    return content, kind


async def delete(tx: Tx, actor: Actor, emoji_id: str) -> Emoji:
    """Retires a name; it becomes free again."""
    emoji = await store.by_id(tx, emoji_id)
    if emoji is None:
        raise NotFound("app.emoji.get.no_result")
    if not await _allows_anywhere(tx, actor, Permission.DELETE_EMOJIS):
        raise no_permission(actor.user_id, Permission.DELETE_EMOJIS)
    others = Permission.DELETE_OTHERS_EMOJIS
    if emoji.creator_id != actor.user_id and not await _allows_anywhere(tx, actor, others):
        raise no_permission(actor.user_id, others)
    if not await store.set_deleted(tx, emoji_id, now_ms()):
        raise NotFound("app.emoji.delete.no_results")
    tx.forget(BY_NAME, ALL)
    tx.publish(EmojiDeleted(emoji))
    return emoji
