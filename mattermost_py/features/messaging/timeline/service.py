"""Lists of posts as clients read them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.messaging.posts import plain
from mattermost_py.features.messaging.posts import service as posts
from mattermost_py.features.messaging.posts.memory import Page
from mattermost_py.features.messaging.posts.models import BURN_ON_READ, Post, PostList
from mattermost_py.features.messaging.timeline import pages, store, window_store
from mattermost_py.features.messaging.timeline.models import ListedPost, ThreadCursor, Threads
from mattermost_py.infra.db import Db
from mattermost_py.infra.http.call import Page as Part
from mattermost_py.infra.http.call import versioned_etag
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import NotFound
from mattermost_py.kernel.json import dumps

MOST_CHANGED = 1000


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows of a list before they are drawn: enough to tell whether the caller has them already."""

    rows: Sequence[Post]
    order: Sequence[str]
    etag: str = ""
    has_next: bool | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a channel before it is drawn."""

    rows: Sequence[ListedPost]
    order: Sequence[str]
    etag: str = ""
    next_post_id: str = ""
    prev_post_id: str = ""


# --- a channel ----------------------------------------------------------------------------------------------------


async def page(
    db: Db,
    actor: Actor,
    channel_id: str,
    *,
    threads: Threads,
    part: Part,
    before: str = "",
    after: str = "",
    deleted: bool = False,
) -> Window:
    """A page of the channel's posts from the newest on, or from before or after another post."""
    await gate.require_reads_channel(db, actor, channel_id)
    updated_at = await pages.newest_update(db, await pages.of(db, channel_id), channel_id)
    rows = await window_store.page(
        db,
        channel_id=channel_id,
        user_id=actor.user_id,
        threads=threads,
        limit=part.per_page,
        offset=part.offset,
        before=before,
        after=after,
        deleted=deleted,
    )
    skipped = 1 if part.offset else 0
    places = _places(rows)
    start = places.get(1, "") if skipped else (after or before)  # the neighbour where the page starts
    end = places.get(skipped + part.per_page + 1, "")  # the neighbour where it ends
    listed = [places[place] for place in sorted(places) if skipped < place <= skipped + part.per_page]
    if not listed:
        start = start if not skipped else ""
    is_upward = bool(after)
    return Window(
        rows=rows,
        order=listed[::-1] if is_upward else listed,
        etag=_etag(updated_at if rows else 0, threads, rows),
        next_post_id=end if is_upward else start,
        prev_post_id=start if is_upward else end,
    )


async def newest(db: Db, actor: Actor, channel_id: str, *, threads: Threads, per_page: int) -> Page:
    """The channel's newest page, ready to be sent to those who read the channel; see `pages.for_reader`."""
    await gate.require_reads_channel(db, actor, channel_id)
    tail, place = await pages.of(db, channel_id), pages.key(threads, per_page)
    if place is None:
        window = await page(db, actor, channel_id, threads=threads, part=Part(0, per_page))
        newest_at = max((row.create_at for row in window.rows if row.id in window.order[:1]), default=0)
        return Page(window.etag, await written(db, actor, window, threads), newest_at, {})
    ready = tail.pages.get(place)
    if ready is not None:
        return ready
    found = await window_store.newest(db, channel_id, is_collapsed=threads.is_collapsed, limit=per_page + 1)
    listed = pages.sorted_out(found, per_page, is_collapsed=threads.is_collapsed)
    root_ids = set(listed.others.values()) - {""} if threads.depth != "none" else ()
    others = await _others(db, actor, list(listed.others), root_ids, threads) if listed.others else {}
    fresh = pages.made(
        channel_id,
        listed,
        others,
        newest_at=found.newest_at,
        is_collapsed=threads.is_collapsed,
        is_lasting=not found.burns,
    )
    if pages.is_everybodys(fresh, listed, others):
        tail.keep(place, fresh)
    return fresh


async def _others(
    db: Db, actor: Actor, post_ids: Sequence[str], root_ids: Collection[str], threads: Threads
) -> dict[str, tuple[Post, dict[str, Any]]]:
    """These posts, and what comes along with answers to these roots: by id, the post and its object."""
    found = await store.with_roots(
        db, post_ids=post_ids, root_ids=list(root_ids), user_id=actor.user_id, threads=threads
    )
    rows = {row.id: row for row in found}
    people = await _people(db, found, threads) if threads.is_collapsed else None
    shown = await posts.rendered(db, actor, list(rows.values()), people=people)
    return {each["id"]: (rows[each["id"]], each) for each in shown}


async def since(db: Db, actor: Actor, channel_id: str, *, threads: Threads, since_ms: int) -> Window:
    """What changed after this time, deleted posts too; a client that was away catches up with it."""
    await gate.require_reads_channel(db, actor, channel_id)
    if since_ms >= await pages.newest_update(db, await pages.of(db, channel_id), channel_id):
        return Window((), ())
    rows = await window_store.since(
        db,
        channel_id=channel_id,
        user_id=actor.user_id,
        threads=threads,
        since_ms=since_ms,
        limit=MOST_CHANGED,
    )
    changed = sorted((row for row in rows if row.place is not None), key=_newest_first)
    return Window(rows, [row.id for row in changed])


async def around_unread(
    db: Db, actor: Actor, user_id: str, channel_id: str, *, threads: Threads, older: int, newer: int
) -> Window | Page:
    """The window around the first unread post; the newest page when everything is read.

    Raises: Forbidden, NotFound for somebody who is not in the channel.
    """
    await gate.require_user(db, actor, user_id)
    await gate.require_reads_channel(db, actor, channel_id)
    seen = await window_store.last_viewed(db, channel_id, user_id)
    if seen is None:
        raise NotFound("app.channel.get_member.missing.app_error")
    remembered = await pages.remembered(db, channel_id, threads, older)
    if remembered is not None and remembered.newest_at <= seen:
        return remembered
    rows = (
        await window_store.around_unread(
            db, channel_id=channel_id, user_id=user_id, threads=threads, last_viewed=seen, older=older, newer=newer
        )
        if seen
        else []
    )
    if not rows:
        return await newest(db, actor, channel_id, threads=threads, per_page=older)
    places = _places(rows)
    listed = sorted((place for place in places if -older <= place <= newer), reverse=True)
    return Window(
        rows,
        [places[place] for place in listed],
        next_post_id=places.get(newer + 1, ""),
        prev_post_id=places.get(-older - 1, ""),
    )


async def pinned(db: Db, actor: Actor, channel_id: str) -> Listing:
    await channels.known(db, channel_id)
    await gate.require_reads_channel(db, actor, channel_id)
    rows = await store.pinned(db, channel_id, actor.user_id)
    latest = max(rows, key=lambda row: row.update_at, default=None)
    etag = versioned_etag(latest.id, latest.update_at, len(rows)) if latest else versioned_etag("0", 0, 0)
    return Listing(rows, [row.id for row in rows], etag)


# --- a thread -----------------------------------------------------------------------------------------------------


async def thread(db: Db, actor: Actor, post_id: str, *, threads: Threads, cursor: ThreadCursor) -> Listing:
    """The thread a post belongs to, or a part of it. Raises: NotFound, Forbidden."""
    post = await posts.readable(db, actor, post_id)
    if threads.skip_fetch or post.type == BURN_ON_READ:
        etag = "" if post.type == BURN_ON_READ else versioned_etag(post.id, post.update_at)
        return Listing([post], [post.id], etag)
    wanted = cursor.per_page
    limit = wanted + 2 if wanted else 0  # the root, and one more to know whether there is more
    rows = await store.thread(db, post.thread_id, actor.user_id, cursor, limit)
    roots = [row for row in rows if not row.root_id]
    replies = [row for row in rows if row.root_id]
    if not roots and not cursor.updates_only:
        raise NotFound("app.post.get.app_error")
    has_next = len(replies) > wanted if wanted else None
    held = [*roots, *(replies[:wanted] if wanted else replies)]
    order = [row.id for row in sorted(held, key=_newest_first)]
    etag = versioned_etag(post.thread_id, max((row.update_at for row in rows), default=0), len(held))
    return Listing(held, order, etag, has_next=has_next)


# --- a person -----------------------------------------------------------------------------------------------------


async def flagged(db: Db, actor: Actor, user_id: str, *, team_id: str, channel_id: str, part: Part) -> Listing:
    """What the user saved for later, as far as they may still read it."""
    await gate.require_user(db, actor, user_id)
    rows = await store.flagged(
        db, user_id=user_id, team_id=team_id, channel_id=channel_id, limit=part.per_page, offset=part.offset
    )
    readable = await posts.readable_of(db, actor, rows)
    return Listing(readable, [row.id for row in readable])


# --- drawing ------------------------------------------------------------------------------------------------------


async def drawn(db: Db, actor: Actor, listing: Listing, threads: Threads) -> PostList:
    """The list on the wire."""
    wanted = list({row.id: row for row in listing.rows}.values())
    if not wanted:
        return PostList((), {}, has_next=listing.has_next)
    people = await _people(db, wanted, threads) if threads.is_collapsed else None
    shown = {each["id"]: each for each in await posts.rendered(db, actor, wanted, people=people)}
    return PostList(
        order=[each for each in listing.order if each in shown],  # what burned for the reader is left out
        posts=shown,
        has_next=listing.has_next,
    )


async def written(db: Db, actor: Actor, window: Window, threads: Threads) -> bytes:
    """The window as JSON: what is ordered, and the posts that come along with it, without the neighbours."""
    ordered = set(window.order)
    rows = {row.id: row for row in window.rows if row.place is None or row.id in ordered}
    special = [row.id for row in rows.values() if not plain.is_plain(row)]
    others = await _others(db, actor, special, (), threads) if special else {}
    for burned in set(special) - others.keys():  # for the reader
        del rows[burned]
    return pages.window_text(
        dumps([each for each in window.order if each in rows]),
        b",".join(
            [pages.entry(row.id, others[row.id][1]) if row.id in others else plain.entry(row) for row in rows.values()]
        ),
        next_post_id=window.next_post_id.encode(),
        prev_post_id=window.prev_post_id.encode(),
    )


async def _people(db: Db, rows: Sequence[Post], threads: Threads) -> Mapping[str, dict[str, Any]]:
    """Participants as the caller wants them: whole profiles, or hardly more than ids."""
    ids = {user_id for row in rows for user_id in row.participants or ()}
    return await posts.profiles(db, ids) if threads.is_extended else {each: bare_user(each) for each in ids}


def bare_user(user_id: str) -> dict[str, Any]:
    """A user of whom nothing but the id is told."""
    return {
        "id": user_id,
        "delete_at": 0,
        "username": "",
        "auth_service": "",
        "email": "",
        "nickname": "",
        "first_name": "",
        "last_name": "",
        "position": "",
        "roles": "",
        "locale": "",
        "timezone": None,
        "disable_welcome_email": False,
    }


def _newest_first(post: Post | ListedPost) -> tuple[int, str]:
    """A sort key: later posts come first."""
    return (-post.create_at, post.id)


def _places(rows: Sequence[ListedPost]) -> dict[int, str]:
    """Number in the window → post id."""
    return {row.place: row.id for row in rows if row.place is not None}


def _etag(updated_at: int, threads: Threads, special: Sequence[ListedPost]) -> str:
    """special: those of the posts that may be burn-on-read posts."""
    if any(row.type == BURN_ON_READ for row in special):
        return ""  # such a page changes with time and reader
    return versioned_etag(updated_at, int(threads.is_collapsed))
