"""The door to posts: reading one, guarding one, writing, changing, deleting."""

from collections.abc import Iterable, Sequence
from functools import partial

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.messaging.files import service as files
from mattermost_py.features.messaging.files.models import FileInfo
from mattermost_py.features.messaging.posts import announcing, audience, editing, memory, previewing, store
from mattermost_py.features.messaging.posts.adopting import adopt, adopted
from mattermost_py.features.messaging.posts.announcing import collapses_for, profiles
from mattermost_py.features.messaging.posts.announcing import drawn_ephemeral as show_drawn_once
from mattermost_py.features.messaging.posts.announcing import ephemeral as show_once
from mattermost_py.features.messaging.posts.cookies import opened as cookie_opened
from mattermost_py.features.messaging.posts.deleting import delete, erase, require_deletable_there
from mattermost_py.features.messaging.posts.drafting import require_sendable
from mattermost_py.features.messaging.posts.editing import change_by_program, pin, restore
from mattermost_py.features.messaging.posts.models import (
    BURN_ON_READ,
    NewPost,
    Place,
    Post,
    PostInfo,
    PostPatch,
    Surroundings,
    WholePost,
)
from mattermost_py.features.messaging.posts.rendering import Json, rendered, rendered_one
from mattermost_py.features.messaging.posts.transferring import delete_for, transfer, transferred
from mattermost_py.features.messaging.posts.urgency import called_by_name, told_again
from mattermost_py.features.messaging.posts.writing import create, system_post
from mattermost_py.features.messaging.sealed import service as sealed
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import NotFound, invalid_body, no_permission
from mattermost_py.kernel.permissions import Permission

__all__ = [
    "adopt",
    "adopted",
    "called_by_name",
    "change_by_program",
    "collapses_for",
    "cookie_opened",
    "create",
    "delete",
    "delete_for",
    "erase",
    "pin",
    "profiles",
    "rendered",
    "rendered_one",
    "require_deletable_there",
    "require_sendable",
    "restore",
    "show_drawn_once",
    "show_once",
    "system_post",
    "told_again",
    "transfer",
    "transferred",
]


# --- reading ------------------------------------------------------------------------------------------------------


async def readable(db: Db, actor: Actor, post_id: str, *, deleted: bool = False, hides_missing: bool = False) -> Post:
    """The post, if the actor may read its channel. Raises: NotFound, Forbidden.

    hides_missing: what is not there looks like what one may not read, except to those who may read everything.
    """
    found = await store.by_ids(db, [post_id], deleted=deleted)
    if not found:
        if hides_missing:
            await gate.require(db, actor, Permission.READ_CHANNEL_CONTENT)
        raise NotFound("app.post.get.app_error")
    await gate.require_reads_channel(db, actor, found[0].channel_id)
    return found[0]


async def readable_of(db: Db, actor: Actor, posts: Sequence[Post]) -> list[Post]:
    """Those of the posts the actor may read; one decision a channel."""
    readable = await readable_channels(db, actor, [each.channel_id for each in posts])
    return [each for each in posts if each.channel_id in readable]


async def readable_channels(db: Db, actor: Actor, channel_ids: Iterable[str]) -> set[str]:
    """Those of the channels whose posts the actor may read."""
    return {each for each in set(channel_ids) if await gate.reads_channel(db, actor, each)}


async def by_ids(db: Db, post_ids: Sequence[str], *, deleted: bool = False) -> list[Post]:
    """The posts of these ids, newest first; unknown ids are left out."""
    return await store.by_ids(db, post_ids, deleted=deleted)


async def place_of(db: Db, post_id: str) -> Place | None:
    """Where a live post is; None when there is no such post.

    From memory, which hears of deletions a moment later: whoever writes makes sure in the same statement.
    """
    known = db.known(memory.PLACES, post_id)
    return known or await db.remembered(memory.PLACES, post_id, partial(store.place_of, db, post_id))


async def audience_of_sealed(db: Db, place: Place, post_id: str) -> list[str]:
    """Who may see what happens to a burn-on-read post: its author, and those who have it open."""
    return [place.user_id, *await sealed.open_to(db, post_id)]


async def history(db: Db, actor: Actor, post_id: str) -> list[Json]:
    """Older versions of one's own post, the latest first. Raises: NotFound, Forbidden."""
    post = await readable(db, actor, post_id)
    may_edit = await gate.allows(db, actor, Permission.EDIT_POST, channel_id=post.channel_id)
    if not may_edit or post.user_id != actor.user_id:
        raise no_permission(actor.user_id, Permission.EDIT_POST)
    versions = await store.history(db, post_id)
    if not versions:
        raise NotFound("app.post.get.app_error")
    infos = {each.id: each for each in await files.by_ids(db, sorted({x for v in versions for x in v.file_ids}))}
    return [_version(each, infos) for each in versions]


def _version(post: Post, infos: dict[str, FileInfo]) -> Json:
    """An old version keeps its text, although its row is marked as deleted."""
    shown = post.wire()
    held = [infos[each] for each in post.file_ids if each in infos]
    return {**shown, "metadata": {"files": held} if held else {}}


async def info(db: Db, actor: Actor, post_id: str) -> PostInfo:
    """Where the post is, also for somebody who could join there. Raises: NotFound."""
    found = await store.by_ids(db, [post_id])
    if not found:
        raise NotFound("app.post.get.app_error")
    place = (await store.surroundings(db, [found[0].channel_id]))[0]
    standing = await gate.standing(db, actor.user_id, place.channel_id)
    in_team = bool(place.team_id) and await gate.team_roles(db, actor.user_id, place.team_id) is not None
    is_member = standing is not None and standing.is_member
    if not is_member and not await _may_walk_in(db, actor, place):
        raise NotFound("app.post.get.app_error")
    return PostInfo(
        channel_id=place.channel_id,
        channel_type=place.type,
        channel_display_name=place.display_name,
        has_joined_channel=is_member,
        team_id=place.team_id,
        team_type=place.team_type,
        team_display_name=place.team_display_name,
        has_joined_team=in_team,
    )


async def _may_walk_in(db: Db, actor: Actor, place: Surroundings) -> bool:
    """Whether somebody outside the channel may learn of it: they read it, or could join team and channel."""
    if await gate.reads_channel(db, actor, place.channel_id):
        return True
    if place.type in ("D", "G"):
        return False
    if await gate.team_roles(db, actor.user_id, place.team_id) is None:
        joins = Permission.JOIN_PUBLIC_TEAMS if place.team_type == "O" else Permission.JOIN_PRIVATE_TEAMS
        if not await gate.allows(db, actor, joins, team_id=place.team_id):
            return False
    if place.type == "O":
        return True
    return await gate.allows(db, actor, Permission.MANAGE_PRIVATE_CHANNEL_MEMBERS, channel_id=place.channel_id)


async def mentioning(db: Db, user_id: str, channel_id: str, *, from_ms: int, root_id: str = "") -> list[Post]:
    """Posts of a channel (or of one thread) from this time on that mention the user."""
    channel = await channels.known(db, channel_id)
    found = await store.of_others_from(db, channel_id, user_id, from_ms=from_ms, root_id=root_id)
    circle = await audience.circle_of(db, channel_id)
    return await audience.mentions_person(db, user_id, found, channel, circle)


# --- changing -----------------------------------------------------------------------------------------------------


async def update(tx: Tx, actor: Actor, post_id: str, wanted: WholePost) -> Json:
    """Replaces a post's text, props, files and pin. Raises: Invalid when the body is about another post."""
    if wanted.id != post_id:
        raise invalid_body("id")
    whole = PostPatch(message=wanted.message, props=wanted.props, file_ids=wanted.file_ids, is_pinned=wanted.is_pinned)
    return await editing.change(tx, actor, post_id, whole, editing.UPDATE)


async def patch(tx: Tx, actor: Actor, post_id: str, wanted: PostPatch) -> Json:
    """Changes what is given, keeps the rest."""
    return await editing.change(tx, actor, post_id, wanted, editing.PATCH)


async def touch(tx: Tx, post_id: str, *, has_reactions: bool | None = None) -> None:
    """Something that belongs to the post changed."""
    channel_id = await store.touch(tx, post_id, now_ms(), has_reactions)
    if channel_id is not None:
        memory.forget(tx, channel_id, post_id)


async def tell_changed(tx: Tx, post_id: str) -> None:
    """What belongs to the post changed in a way for which clients read the post again."""
    found = await store.by_ids(tx, [post_id])
    if found and found[0].type != BURN_ON_READ:
        await announcing.edited(tx, found[0], await rendered_one(tx, Actor.system(), found[0]))


def touched(db: Db, channel_id: str, post_id: str) -> None:
    """As `touch`, for whoever did the statement's part with `store_pieces.TOUCH`."""
    memory.forget(db, channel_id, post_id)


async def ephemeral(db: Db, actor: Actor, user_id: str, wanted: NewPost) -> Json:
    """Shows one person a message that is stored nowhere. Raises: Forbidden, NotFound."""
    await gate.require(db, actor, Permission.CREATE_POST_EPHEMERAL)
    await channels.known(db, wanted.channel_id)
    return await announcing.drawn_ephemeral(
        db,
        user_id=user_id,
        author_id=actor.user_id,
        channel_id=wanted.channel_id,
        message=wanted.message,
        root_id=wanted.root_id,
        props=wanted.props,
    )


async def forget_pending(db: Db, before_ms: int) -> int:
    """Housekeeping: forgets `pending_post_id`s that no client repeats any more."""
    return await store.delete_pending(db, before_ms)


def may_have_links(post: Post) -> bool:
    """Whether something outside may have to be looked up for the post; cheap."""
    return previewing.may_have_links(post)


async def preview_late(db: Db, post: Post, shown: str) -> None:
    """Waits for what is behind the post's links; who has the post without it gets it again with it."""
    if not await previewing.found_late(db, post, shown):
        return
    memory.forget(db, post.channel_id, post.id)
    for fresh in await store.by_ids(db, [post.id]):
        for whole in await rendered(db, Actor.system(), [fresh]):
            await announcing.previewed(db, fresh, whole)


def emoji_changed(tx: Tx) -> None:
    """A custom emoji came or went: any message may show it."""
    memory.forget_everything(tx)


async def erase_of_channel(tx: Tx, channel_id: str) -> list[str]:
    """Everything written in a channel that is removed for good. Returns the ids."""
    memory.forget_everything(tx)
    return await store.erase_of_channel(tx, channel_id)


async def erase_of_user(tx: Tx, user_id: str) -> list[str]:
    """Everything a person wrote, when their account is removed for good. Returns the ids."""
    memory.forget_everything(tx)
    return await store.erase_of_user(tx, user_id)
