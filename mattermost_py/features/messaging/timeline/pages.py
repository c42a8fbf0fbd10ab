"""The newest page of a channel from memory: what most people read most of the time costs no statement and no JSON."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mattermost_py.features.messaging.following import service as following
from mattermost_py.features.messaging.posts import memory, plain
from mattermost_py.features.messaging.posts.memory import PAGE_BYTES_MOST, Page, Tail
from mattermost_py.features.messaging.posts.models import Post
from mattermost_py.features.messaging.timeline import window_store
from mattermost_py.features.messaging.timeline.models import NewestPost, Threads
from mattermost_py.infra.db import Db
from mattermost_py.kernel.json import dumps

_VIEWERS_OWN = ("previewed_post", "channel_mentions", "expire_at")  # props that show readers more or less, as they may
_POSTS = b',"posts":{'
_FOLLOWED: Mapping[bool, bytes] = {True: b',"is_following":true', False: b',"is_following":false'}


async def of(db: Db, channel_id: str) -> Tail:
    """What is remembered of the channel's end."""
    return await memory.tail(db, channel_id)


async def newest_update(db: Db, tail: Tail, channel_id: str) -> int:
    """When any post of the channel changed last."""
    if tail.newest_update is None:
        tail.newest_update = await window_store.newest_update(db, channel_id)
    return tail.newest_update


def key(threads: Threads, per_page: int) -> tuple[bool, bool, int] | None:
    """The page's place in the tail; None for pages that show people, who change by themselves."""
    return (
        None if threads.is_collapsed and threads.is_extended else (threads.is_collapsed, threads.skip_fetch, per_page)
    )


async def remembered(db: Db, channel_id: str, threads: Threads, per_page: int) -> Page | None:
    """The newest page, if it is in memory."""
    place = key(threads, per_page)
    return (await of(db, channel_id)).pages.get(place) if place is not None else None


async def for_reader(db: Db, user_id: str, page: Page) -> bytes:
    """The page with what the reader follows."""
    if not page.ends:
        return page.body
    followed = await following.of_user(db, user_id, list(page.ends))
    parts, at = list[bytes](), 0
    for root_id, end in page.ends.items():
        if root_id in followed:
            parts += (page.body[at:end], _FOLLOWED[followed[root_id]])
            at = end
    return b"".join((*parts, page.body[at:])) if parts else page.body


def made(
    etag: str,
    listed: Sequence[NewestPost],
    special: Sequence[NewestPost],
    others: Mapping[str, tuple[Post, dict[str, Any]]],
    before: str,
    *,
    is_collapsed: bool,
) -> Page:
    """A page of these posts.

    special: those of them that are not plain.
    others: the special ones, and those that come along, each with its object.
    before: the post before the page.
    """
    special_ids = {row.id for row in special}
    gone = special_ids - others.keys()  # in this moment
    shown = [row for row in listed if row.id not in gone] if gone else listed
    order = [row.id for row in shown]
    texts = [_nobodys(row.id, others[row.id][1]) if row.id in special_ids else plain.entry(row) for row in shown]
    places = {row.id for row in listed} if others else ()
    along = [post for post_id, (post, _) in others.items() if post_id not in places]
    texts += [_nobodys(post.id, others[post.id][1]) for post in along]
    body = window_text(order, texts, prev_post_id=before)
    ends = _ends((*shown, *along), texts, body.index(_POSTS) + len(_POSTS)) if is_collapsed else {}
    return Page(etag, body, listed[0].create_at if listed else 0, ends)


def window_text(
    order: Sequence[str], entries: Iterable[bytes], *, next_post_id: str = "", prev_post_id: str = ""
) -> bytes:
    """A part of a channel as JSON, of the members of `posts`. Ids need no escaping."""
    return b'{"order":%b%b%b},"next_post_id":"%b","prev_post_id":"%b","first_inaccessible_post_time":0}' % (
        dumps(order),
        _POSTS,
        b",".join(entries),
        next_post_id.encode(),
        prev_post_id.encode(),
    )


def entry(post_id: str, shown: dict[str, Any]) -> bytes:
    """A member of `posts` for a post that is not plain."""
    return b'"%b":%b' % (post_id.encode(), dumps(shown))


def _nobodys(post_id: str, shown: dict[str, Any]) -> bytes:
    return entry(post_id, {name: value for name, value in shown.items() if name != "is_following"})


def _ends(shown: Iterable[NewestPost | Post], texts: Iterable[bytes], at: int) -> dict[str, int]:
    """Where each root's closing brace is.

    at: where the first of the texts begins.
    """
    ends: dict[str, int] = {}
    for post, text in zip(shown, texts, strict=True):
        at += len(text)
        if not post.root_id:
            ends[post.id] = at - 1
        at += 1  # the comma
    return ends


def is_everybodys(page: Page, special: Sequence[NewestPost], others: Mapping[str, tuple[Post, object]]) -> bool:
    """Whether all readers see this page alike, and it is small enough to be remembered.

    special: those of its posts that are not plain.
    """
    if any(row.id not in others for row in special):  # burned for this reader
        return False
    if any(name in post.props for post, _ in others.values() for name in _VIEWERS_OWN):
        return False
    return len(page.body) <= PAGE_BYTES_MOST
