"""Making, changing, sorting and deleting bookmarks."""

from collections.abc import Sequence
from dataclasses import replace

from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.messaging.bookmarks import policy, store
from mattermost_py.features.messaging.bookmarks.events import (
    BookmarkCreated,
    BookmarkDeleted,
    BookmarksSorted,
    BookmarkUpdated,
)
from mattermost_py.features.messaging.bookmarks.models import (
    FILE,
    MOST,
    Bookmark,
    BookmarkPatch,
    Changed,
    NewBookmark,
    Shown,
    plain_emoji,
)
from mattermost_py.features.messaging.files import service as files
from mattermost_py.features.messaging.files.models import BOOKMARK
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import AppError, Invalid, NotFound, invalid_body
from mattermost_py.kernel.ids import new_id


async def listed(db: Db, actor: Actor, channel_id: str, *, since_ms: int) -> list[Shown]:
    """The channel's bookmarks in their order, or what changed since a time. Raises: NotFound, Forbidden."""
    await channels.readable(db, actor, channel_id)
    rows = (
        await store.changed_since(db, channel_id, since_ms) if since_ms > 0 else await store.in_channel(db, channel_id)
    )
    return await _shown(db, rows)


async def create(tx: Tx, actor: Actor, channel_id: str, wanted: NewBookmark) -> Shown:
    """Raises: Forbidden, Invalid, and the official 500 for one too many and for files that cannot be kept."""
    await policy.changeable(tx, actor, channel_id, policy.ADD)
    now = now_ms()
    bookmark = Bookmark(
        id=new_id(),
        create_at=now,
        update_at=now,
        delete_at=0,
        channel_id=channel_id,
        owner_id=actor.user_id,
        file_id=wanted.file_id,
        display_name=wanted.display_name,
        sort_order=0,
        link_url=wanted.link_url,
        image_url=wanted.image_url,
        emoji=plain_emoji(wanted.emoji),
        type=wanted.type,
        original_id="",
        parent_id=wanted.parent_id,
    )
    bookmark.check()
    await store.lock_channel(tx, channel_id)
    others = await store.in_channel(tx, channel_id)
    if len(others) >= MOST or not await _can_hold(tx, bookmark):
        raise AppError("app.channel.bookmark.save.app_error")
    bookmark = replace(bookmark, sort_order=len(others))
    await store.insert(tx, bookmark)
    shown = (await _shown(tx, [bookmark]))[0]
    tx.publish(BookmarkCreated(shown, actor.connection_id))
    return shown


async def change(tx: Tx, actor: Actor, channel_id: str, bookmark_id: str, wanted: BookmarkPatch) -> Changed:
    """Changes one's own bookmark in place; somebody else's is replaced by one's own. Raises: NotFound, Forbidden."""
    await policy.changeable(tx, actor, channel_id, policy.EDIT)
    before = await _of_channel(tx, channel_id, bookmark_id)
    after = _patched(before, wanted)
    after.check()
    if after.file_id != before.file_id and not await _can_hold(tx, after):
        raise AppError("app.channel.bookmark.update.app_error")
    now = max(now_ms(), before.update_at + 1)
    if before.owner_id == actor.user_id:
        after = replace(after, update_at=now)
        await store.update(tx, after)
        await _drop_file(tx, before, keeping=after.file_id)
        changed = Changed((await _shown(tx, [after]))[0])
    else:
        changed = await _replace(tx, actor, before, after, now)
    tx.publish(BookmarkUpdated(changed, actor.connection_id))
    return changed


async def _replace(tx: Tx, actor: Actor, before: Bookmark, after: Bookmark, now: int) -> Changed:
    """So that what somebody made is not changed under their name."""
    await store.delete(tx, before.id, now)
    fresh = replace(
        after, id=new_id(), owner_id=actor.user_id, original_id=before.id, create_at=now, update_at=now, delete_at=0
    )
    await store.insert(tx, fresh)
    await _drop_file(tx, before, keeping=fresh.file_id)
    updated, deleted = await _shown(tx, [fresh, replace(before, delete_at=now, update_at=now)])
    return Changed(updated, deleted)


async def sort(tx: Tx, actor: Actor, channel_id: str, bookmark_id: str, place: int) -> list[Shown]:
    """Moves a bookmark to a place; the others make room. Returns all of them in their order.

    Raises: Forbidden, NotFound, Invalid.
    """
    await policy.changeable(tx, actor, channel_id, policy.ORDER)
    await store.lock_channel(tx, channel_id)
    rows = await store.in_channel(tx, channel_id)
    if not 0 <= place < max(len(rows), 1):
        raise Invalid("app.channel.bookmark.update_sort.invalid_input.app_error")
    moved = next((row for row in rows if row.id == bookmark_id), None)
    if moved is None:
        raise NotFound("app.channel.bookmark.update_sort.missing_bookmark.app_error")
    others = [row for row in rows if row is not moved]
    ordered = [*others[:place], moved, *others[place:]]
    await store.set_order(tx, [row.id for row in ordered], now_ms())
    shown = await _shown(tx, await store.in_channel(tx, channel_id))
    tx.publish(BookmarksSorted(channel_id, shown, actor.connection_id))
    return shown


async def delete(tx: Tx, actor: Actor, channel_id: str, bookmark_id: str) -> Shown:
    """Raises: Forbidden, NotFound."""
    await policy.changeable(tx, actor, channel_id, policy.DELETE)
    before = await _of_channel(tx, channel_id, bookmark_id)
    now = now_ms()
    shown = (await _shown(tx, [replace(before, delete_at=now, update_at=now)]))[0]
    await store.delete(tx, before.id, now)
    await _drop_file(tx, before)
    tx.publish(BookmarkDeleted(shown, actor.connection_id))
    return shown


async def channel_erased(tx: Tx, channel_id: str) -> None:
    await files.delete(tx, await store.erase_of_channel(tx, channel_id))


async def _of_channel(tx: Tx, channel_id: str, bookmark_id: str) -> Bookmark:
    """Raises: NotFound, Invalid for a bookmark of another channel."""
    bookmark = await store.by_id(tx, bookmark_id)
    if bookmark is None:
        raise NotFound("app.channel.bookmark.get.app_error")
    if bookmark.channel_id != channel_id:
        raise invalid_body("channel_id")
    return bookmark


def _patched(before: Bookmark, wanted: BookmarkPatch) -> Bookmark:
    given = wanted.model_dump(exclude_none=True)
    if "emoji" in given:
        given["emoji"] = plain_emoji(given["emoji"])
    return replace(before, **given)


async def _can_hold(tx: Tx, bookmark: Bookmark) -> bool:
    """Whether the file was uploaded for a bookmark of this channel, and no other bookmark has it."""
    if bookmark.type != FILE:
        return True
    found = await files.by_ids(tx, [bookmark.file_id])
    if not found:
        return False
    file = found[0]
    is_fit = file.creator_id == BOOKMARK and file.channel_id == bookmark.channel_id
    return is_fit and not file.post_id and not file.delete_at and not await store.holds_file(tx, file.id)


async def _drop_file(tx: Tx, before: Bookmark, *, keeping: str = "") -> None:
    """Hides the file a bookmark had."""
    if before.file_id and before.file_id != keeping:
        await files.delete(tx, [before.file_id])


async def _shown(db: Db, rows: Sequence[Bookmark]) -> list[Shown]:
    """With their files; one query however many bookmarks."""
    wanted = sorted({row.file_id for row in rows if row.file_id})
    infos = {info.id: info for info in await files.by_ids(db, wanted)} if wanted else {}
    return [Shown(row, infos.get(row.file_id)) for row in rows]
