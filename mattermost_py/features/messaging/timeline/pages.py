"""The newest page of a channel from memory: what most people read most of the time costs no statement and no JSON."""

from collections.abc import Mapping

from mattermost_py.features.messaging.following import service as following
from mattermost_py.features.messaging.posts import memory
from mattermost_py.features.messaging.posts.memory import PAGE_BYTES_MOST, Page, Tail
from mattermost_py.features.messaging.posts.models import Post, PostList
from mattermost_py.features.messaging.timeline import store
from mattermost_py.features.messaging.timeline.models import Threads
from mattermost_py.infra.db import Db
from mattermost_py.kernel.json import dumps

_VIEWERS_OWN = ("previewed_post", "channel_mentions", "expire_at")  # props that show readers more or less, as they may
_FOLLOWED: Mapping[bool, bytes] = {True: b',"is_following":true', False: b',"is_following":false'}
NOTHING = dumps(PostList([]))


async def of(db: Db, channel_id: str) -> Tail:
    """What is remembered of the channel's end."""
    return await memory.tail(db, channel_id)


async def newest_update(db: Db, tail: Tail, channel_id: str) -> int:
    """When any post of the channel changed last."""
    if tail.newest_update is None:
        tail.newest_update = await store.newest_update(db, channel_id)
    return tail.newest_update


def key(threads: Threads, per_page: int) -> tuple[bool, bool, int] | None:
    """The page's place in the tail; None for pages that show people, who change by themselves."""
    return (
        None if threads.is_collapsed and threads.is_extended else (threads.is_collapsed, threads.skip_fetch, per_page)
    )


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


def made(etag: str, rows: Mapping[str, Post], drawn: PostList, *, is_collapsed: bool) -> Page | None:
    """A page for everybody, from one that was drawn for somebody. None if others may see it differently."""
    if any(name in row.props for row in rows.values() for name in _VIEWERS_OWN):
        return None
    head = b'{"order":%b,"posts":{' % dumps(drawn.order)
    tail = b'},"next_post_id":%b,"prev_post_id":%b,"first_inaccessible_post_time":0}' % (
        dumps(drawn.next_post_id),
        dumps(drawn.prev_post_id),
    )
    parts, ends, at = [head], dict[str, int](), len(head)
    for post_id, post in drawn.posts.items():
        text = b'%b"%b":%b' % (b"," if len(parts) > 1 else b"", post_id.encode(), dumps(_nobodys(post)))
        parts.append(text)
        at += len(text)
        if is_collapsed and not rows[post_id].root_id:
            ends[post_id] = at - 1  # before the closing brace
    body = b"".join((*parts, tail))
    return Page(etag, body, ends) if len(body) <= PAGE_BYTES_MOST else None


def _nobodys(post: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in post.items() if name != "is_following"}
