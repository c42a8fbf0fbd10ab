"""The newest page of a channel from memory: what most people read most of the time costs no statement and no JSON."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mattermost_py.features.messaging.following import service as following
from mattermost_py.features.messaging.posts import memory, plain
from mattermost_py.features.messaging.posts.memory import PAGE_BYTES_MOST, Page, Tail
from mattermost_py.features.messaging.posts.models import Post
from mattermost_py.features.messaging.timeline import window_store
from mattermost_py.features.messaging.timeline.models import NewestPosts, Threads
from mattermost_py.infra.db import Db
from mattermost_py.infra.http.call import content_etag
from mattermost_py.kernel.json import dumps

_VIEWERS_OWN = ("previewed_post", "channel_mentions", "expire_at")  # props that show readers more or less, as they may
_POSTS = b',"posts":{'
_BARE_LINK = "www."  # the other half of `plain.is_plain`, too slow for PostgreSQL
_ID, _ROOT_ID, _OTHER = slice(1, 27), slice(27, None), ord("-")  # of the lines of `NewestPosts.posts`
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


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest posts of a channel, sorted out.

    order:  ids, newest first.
    before: the id of the post before them, empty if there is none.
    heads:  `plain.HEAD` of what is plain, by id.
    others: what is to be read whole, by id: the id of its root, empty for a root.
    """

    order: list[bytes]
    before: bytes
    heads: dict[bytes, bytes]
    others: dict[str, str]


def sorted_out(found: NewestPosts, per_page: int, *, is_collapsed: bool) -> Newest:
    """With collapsed threads a root with replies is not plain."""
    lines = found.posts.encode().split(b"\n") if found.posts else []
    order = [line[_ID] for line in lines]
    before = order.pop() if len(order) > per_page else b""
    heads = dict(zip(order, lines, strict=False))
    others = {each.decode(): line[_ROOT_ID].decode() for each, line in heads.items() if line[0] == _OTHER}
    not_plain = [*others, *found.labelled.split()]
    if _BARE_LINK in found.posts:
        not_plain += [each.decode() for each, line in heads.items() if _BARE_LINK.encode() in line]
    for root_id, replies in _pairs(found.replied):
        if is_collapsed:
            not_plain.append(root_id)
        elif (head := heads.get(root_id.encode())) is not None:
            heads[root_id.encode()] = plain.with_replies(head, int(replies))
    for post_id in not_plain:
        if heads.pop(post_id.encode(), None) is not None:
            others.setdefault(post_id, "")
    return Newest(order, before, heads, others)


def _pairs(text: str) -> Iterable[tuple[str, str]]:
    words = text.split()
    return zip(words[::2], words[1::2], strict=True)


def made(
    channel_id: str,
    newest: Newest,
    others: Mapping[str, tuple[Post, dict[str, Any]]],
    *,
    newest_at: int,
    is_collapsed: bool,
    is_lasting: bool,
) -> Page:
    """A page of these posts.

    others:     those that are not plain, and those that come along, each with its object.
    is_lasting: whether it is the same page until one of its posts changes.
    """
    gone = newest.others.keys() - others.keys()  # in this moment
    order = [each for each in newest.order if each.decode() not in gone] if gone else newest.order
    heads, rest = newest.heads, plain.rest(channel_id)
    special = {each: _nobodys(each, shown) for each, (_, shown) in others.items() if each.encode() not in heads}
    members = [(rest + b",").join(heads.values()) + rest] if heads else []
    body = window_text(
        b'["%b"]' % b'","'.join(order) if order else b"[]",
        b",".join([*members, *special.values()]),
        prev_post_id=newest.before,
    )
    ends: dict[str, int] = {}
    if is_collapsed:
        lengths = {each.decode(): len(head) + len(rest) for each, head in heads.items()}
        lengths |= {each: len(text) for each, text in special.items()}
        replies = {each for each, (post, _) in others.items() if post.root_id}
        ends = _ends(lengths, replies, body.index(_POSTS) + len(_POSTS))
    return Page(content_etag(body) if is_lasting else "", body, newest_at if order else 0, ends)


def window_text(order: bytes, members: bytes, *, next_post_id: bytes = b"", prev_post_id: bytes = b"") -> bytes:
    """A part of a channel as JSON.

    order:   ids as a list.
    members: those of `posts`, with commas between them.
    """
    return b'{"order":%b%b%b},"next_post_id":"%b","prev_post_id":"%b","first_inaccessible_post_time":0}' % (
        order,
        _POSTS,
        members,
        next_post_id,
        prev_post_id,
    )


def entry(post_id: str, shown: dict[str, Any]) -> bytes:
    """A member of `posts` for a post that is not plain."""
    return b'"%b":%b' % (post_id.encode(), dumps(shown))


def _nobodys(post_id: str, shown: dict[str, Any]) -> bytes:
    return entry(post_id, {name: value for name, value in shown.items() if name != "is_following"})


def _ends(lengths: Mapping[str, int], replies: Collection[str], at: int) -> dict[str, int]:
    """Where each root's closing brace is.

    lengths: of all members, by id.
    at:      where the first of them begins.
    """
    ends: dict[str, int] = {}
    for post_id, length in lengths.items():
        at += length
        if post_id not in replies:
            ends[post_id] = at - 1
        at += 1  # the comma
    return ends


def is_everybodys(page: Page, newest: Newest, others: Mapping[str, tuple[Post, object]]) -> bool:
    """Whether all readers see this page alike, and it is small enough to be remembered."""
    if newest.others.keys() - others.keys():  # burned for this reader
        return False
    if any(name in post.props for post, _ in others.values() for name in _VIEWERS_OWN):
        return False
    return len(page.body) <= PAGE_BYTES_MOST
