"""The inbox of threads: listing, following, reading."""

from collections.abc import Sequence

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.messaging.following import service as following
from mattermost_py.features.messaging.following.events import TeamThreadsRead, ThreadFollowChanged, ThreadReadChanged
from mattermost_py.features.messaging.following.models import ReadChange, ThreadView
from mattermost_py.features.messaging.posts import service as posts
from mattermost_py.features.messaging.posts.models import Post
from mattermost_py.features.messaging.threads import store
from mattermost_py.features.messaging.threads.models import Inbox, ThreadRow, Totals, Wanted
from mattermost_py.features.messaging.timeline.service import bare_user
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Invalid, NotFound
from mattermost_py.kernel.permissions import Permission


async def inbox(db: Db, actor: Actor, user_id: str, team_id: str, wanted: Wanted) -> Inbox:
    """A page of the threads a user follows in a team, with totals. Raises: Forbidden."""
    await gate.require_user(db, actor, user_id)
    await gate.require(db, actor, Permission.VIEW_TEAM, team_id=team_id)
    totals = Totals()
    if not wanted.threads_only:
        totals = await store.totals(db, user_id, team_id, exclude_direct=wanted.exclude_direct, deleted=wanted.deleted)
    views: Sequence[ThreadView] | None = None
    if not wanted.totals_only:
        views = await _views(db, actor, await store.page(db, user_id, team_id, wanted), extended=wanted.extended)
    urgent = totals.total_unread_urgent_mentions if db.settings.ServiceSettings.PostPriority else 0
    return Inbox(
        total=totals.total_unread_threads if wanted.unread else totals.total,
        total_unread_threads=totals.total_unread_threads,
        total_unread_mentions=totals.total_unread_mentions,
        total_unread_urgent_mentions=urgent,
        threads=views,
    )


async def one(db: Db, actor: Actor, user_id: str, root_id: str, *, extended: bool) -> ThreadView:
    """A thread the user follows. Raises: Forbidden, NotFound."""
    await _readable_root(db, actor, user_id, root_id)
    return await _view(db, actor, user_id, root_id, extended=extended)


async def follow(tx: Tx, actor: Actor, user_id: str, root_id: str, is_following: bool) -> None:
    """Follows a thread, or a post that has no replies yet, or stops doing so. Raises: Forbidden, NotFound."""
    root = await _readable_root(tx, actor, user_id, root_id)
    await _follow(tx, user_id, root, is_following)


async def _follow(tx: Tx, user_id: str, root: Post, is_following: bool) -> None:
    reply_count = await following.follow(tx, root.id, user_id, is_following)
    team_id = (await channels.known(tx, root.channel_id)).team_id
    tx.publish(ThreadFollowChanged(user_id, team_id, root.id, is_following, reply_count))


async def read(tx: Tx, actor: Actor, user_id: str, root_id: str, at_ms: int) -> ThreadView:
    """Everything up to this time was read. Raises: Forbidden, NotFound for somebody without the thread."""
    root = await _readable_root(tx, actor, user_id, root_id)
    return await _read(tx, actor, user_id, root, at_ms)


async def set_unread(tx: Tx, actor: Actor, user_id: str, root_id: str, post_id: str) -> ThreadView:
    """A post of the thread and all after it become unread; the user follows the thread then.

    Raises: Forbidden, NotFound, Invalid for a post of another thread.
    """
    root = await _readable_root(tx, actor, user_id, root_id)
    post = await posts.readable(tx, actor, post_id, hides_missing=True)
    if post.thread_id != root.id:
        raise Invalid("app.user.update_thread_read_for_user_by_post.app_error")
    membership = await following.membership(tx, root.id, user_id)
    if membership is None or not membership.following:
        await _follow(tx, user_id, root, True)
    return await _read(tx, actor, user_id, root, post.create_at - 1)


async def read_all(tx: Tx, actor: Actor, user_id: str, team_id: str) -> None:
    """All threads of the team and all direct ones become read. Raises: Forbidden."""
    await gate.require_user(tx, actor, user_id)
    await gate.require(tx, actor, Permission.VIEW_TEAM, team_id=team_id)
    await following.read_team(tx, user_id, team_id)
    tx.publish(TeamThreadsRead(user_id, team_id))


async def _read(tx: Tx, actor: Actor, user_id: str, root: Post, at_ms: int) -> ThreadView:
    at_ms = min(at_ms, max(now_ms(), root.create_at))
    mentioning = await posts.mentioning(tx, user_id, root.channel_id, from_ms=at_ms + 1, root_id=root.id)
    change = await following.set_read(tx, root.id, user_id, at_ms, len(mentioning))
    if change is None:
        raise NotFound("app.user.get_thread_membership_for_user.not_found")
    await _announce(tx, root, change)
    return await _view(tx, actor, user_id, root.id, extended=False)


async def _announce(tx: Tx, root: Post, change: ReadChange) -> None:
    tx.publish(
        ThreadReadChanged(
            user_id=change.user_id,
            team_id=(await channels.known(tx, root.channel_id)).team_id,
            channel_id=root.channel_id,
            thread_id=root.id,
            timestamp=change.last_viewed,
            unread_mentions=change.unread_mentions,
            unread_replies=change.unread_replies,
            previous_unread_mentions=change.previous_unread_mentions,
            previous_unread_replies=change.previous_unread_replies,
        )
    )


async def _readable_root(db: Db, actor: Actor, user_id: str, root_id: str) -> Post:
    await gate.require_user(db, actor, user_id)
    return await posts.readable(db, actor, root_id, hides_missing=True)


async def _view(db: Db, actor: Actor, user_id: str, root_id: str, *, extended: bool) -> ThreadView:
    row = await store.one(db, user_id, root_id)
    if row is None:
        raise NotFound("app.user.get_threads_for_user.not_found")
    return (await _views(db, actor, [row], extended=extended))[0]


async def _views(db: Db, actor: Actor, rows: Sequence[ThreadRow], *, extended: bool) -> list[ThreadView]:
    """Threads on the wire; participants with their whole profiles only when asked for."""
    ids = {user_id for row in rows for user_id in row.participants or ()}
    people = await posts.profiles(db, ids) if extended else {each: bare_user(each) for each in ids}
    # The participants belong to the thread, not to the post inside it: drawn without people, it does not show them.
    drawn = await posts.rendered(db, actor, rows)
    shown = {each["id"]: each for each in drawn}  # without what burned for the reader
    has_priority = db.settings.ServiceSettings.PostPriority
    return [
        ThreadView(
            id=row.id,
            reply_count=row.reply_count,
            last_reply_at=row.last_reply_at,
            last_viewed_at=row.last_viewed,
            participants=[people[each] for each in row.participants or () if each in people],
            post=shown[row.id],
            unread_replies=row.unread_replies,
            unread_mentions=row.unread_mentions,
            is_urgent=has_priority and row.priority == "urgent",
            delete_at=row.thread_delete_at,
        )
        for row in rows
        if row.id in shown
    ]
