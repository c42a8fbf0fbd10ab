"""Keeping, opening and burning what is read once."""

from collections.abc import Sequence

from mattermost_py.features.messaging.sealed import store
from mattermost_py.features.messaging.sealed.models import Receipt, Sealed
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.clock import now_ms


async def seal(tx: Tx, *, post_id: str, message: str, file_ids: Sequence[str], expire_at: int) -> None:
    """Keeps the text of a new post."""
    await store.insert(tx, post_id=post_id, message=message, file_ids=file_ids, expire_at=expire_at)


async def of_posts(db: Db, user_id: str, post_ids: Sequence[str]) -> dict[str, Sealed]:
    """By post id, as this viewer finds it; one query however many posts."""
    return {each.post_id: each for each in await store.of_posts(db, user_id, post_ids)} if post_ids else {}


async def of_post(db: Db, user_id: str, post_id: str) -> Sealed | None:
    return (await of_posts(db, user_id, [post_id])).get(post_id)


async def is_closed(db: Db, user_id: str, post_id: str) -> bool:
    """Whether the post is a sealed one that this reader has not open."""
    own = await of_post(db, user_id, post_id)
    return own is not None and not own.is_open(now_ms())


async def open_to(db: Db, post_id: str) -> list[str]:
    """Who has it open now."""
    return await store.open_to(db, post_id, now_ms())


async def open_for(tx: Tx, post_id: str, user_id: str, until_ms: int) -> Receipt:
    """Starts the reader's time; a second opening does not prolong it."""
    return await store.save_receipt(tx, post_id, user_id, until_ms)


async def close_for(tx: Tx, post_id: str, user_id: str) -> bool:
    """Ends the reader's time. Returns whether there was any left."""
    return await store.end_receipt(tx, post_id, user_id, now_ms())


async def count_unopened(db: Db, post_id: str, channel_id: str, author_id: str) -> int:
    """How many people of the channel have not opened it."""
    return await store.count_unopened(db, post_id, channel_id, author_id)


async def shorten(tx: Tx, post_id: str, expire_at: int) -> int:
    """The text goes at this time at the latest. Returns when it goes."""
    return await store.shorten(tx, post_id, expire_at)


async def expired(db: Db, *, most: int) -> list[str]:
    """Posts whose time is over for everybody."""
    return await store.expired(db, now_ms(), most)


async def erase(tx: Tx, post_ids: Sequence[str]) -> None:
    """Of posts that are removed for good."""
    await store.erase(tx, post_ids)


async def reader_erased(tx: Tx, user_id: str) -> None:
    await store.erase_reader(tx, user_id)
