"""Moves posts with all that belongs to them; the rows that stay behind tell clients that they are gone."""

from collections.abc import Sequence
from dataclasses import dataclass

from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.features.messaging.acknowledgements import service as acknowledgements
from mattermost_py.features.messaging.files import service as files
from mattermost_py.features.messaging.moving import policy, store
from mattermost_py.features.messaging.moving.models import Wanted
from mattermost_py.features.messaging.posts import service as posts
from mattermost_py.features.messaging.posts.models import Post
from mattermost_py.features.messaging.reactions import service as reactions
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.infra.db import Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import NotFound
from mattermost_py.kernel.ids import new_id

NOTICE = "system_wrangler"


@dataclass(frozen=True, slots=True)
class _Move:
    """What goes where."""

    posts: Sequence[Post]  # the first one leads, the others are its replies
    source: Channel
    target: Channel
    root_id: str  # of the thread they join; '' = their own


async def move(tx: Tx, actor: Actor, post_id: str, wanted: Wanted) -> None:
    """Moves a post's thread. Raises: NotFound, Forbidden, Invalid."""
    post = await posts.readable(tx, actor, post_id)
    await policy.require_mover(tx, actor, post.channel_id)
    moved = await _checked(tx, actor, post, wanted)
    names = {each.id: new_id() for each in moved.posts}
    target_id = moved.target.id
    infos = await files.of_posts(tx, list(names))
    for part in (files, reactions, acknowledgements):
        await part.moved(tx, names, target_id)
    root_id = moved.root_id
    for each in moved.posts:
        await posts.transfer(tx, each, names[each.id], moved.target, root_id=root_id, infos=infos.get(each.id, []))
        root_id = root_id or names[each.id]
    await posts.transferred(tx, names, moved.posts)
    await posts.delete_for(tx, actor, moved.posts[0])
    await _tell(tx, actor, moved, root_id)


async def _checked(tx: Tx, actor: Actor, post: Post, wanted: Wanted) -> _Move:
    source = await channels.known(tx, post.channel_id)
    target = await channels.known(tx, wanted.channel_id)
    await policy.require_way(tx, actor, source, target)
    whole = [post] if wanted.only_itself else await _thread(tx, post.thread_id)
    if source.id == target.id and not wanted.root_id and not (wanted.only_itself and post.root_id):
        raise policy.refused("it is there already")
    if wanted.only_itself and post.reply_count and not post.root_id:
        raise policy.refused("a post with replies moves with them")
    if wanted.root_id:
        await _require_root(tx, wanted.root_id, target, whole)
    policy.require_size(tx, whole)
    await channels.writable(tx, actor, target.id)
    await posts.require_deletable_there(tx, post)
    return _Move(whole, source, target, wanted.root_id)


async def _thread(tx: Tx, root_id: str) -> list[Post]:
    """The whole thread, its root first."""
    found = await posts.by_ids(tx, await store.thread_ids(tx, root_id))
    whole = sorted(found, key=lambda each: (bool(each.root_id), each.create_at, each.id))
    if not whole or whole[0].id != root_id:
        raise NotFound("app.post.get.app_error")
    return whole


async def _require_root(tx: Tx, root_id: str, target: Channel, moved: Sequence[Post]) -> None:
    """Raises: Invalid unless this is the root of another thread there."""
    found = await posts.by_ids(tx, [root_id])
    is_fit = bool(found) and found[0].channel_id == target.id and not found[0].root_id
    if not is_fit or root_id in {each.thread_id for each in moved}:
        raise policy.refused("there is no such thread to join")


async def _tell(tx: Tx, actor: Actor, moved: _Move, root_id: str) -> None:
    """A notice in the thread at its new place, and where it went for whoever moved it."""
    await posts.system_post(
        tx,
        channel_id=moved.target.id,
        user_id=actor.user_id,
        type=NOTICE,
        message="Messages of this thread were moved here.",
        props={},
        root_id=root_id,
    )
    team_id = moved.target.team_id or moved.source.team_id
    link = (
        f"{tx.settings.ServiceSettings.SiteURL}/{(await teams.by_id(tx, team_id)).name}/pl/{root_id}" if team_id else ""
    )
    count = len(moved.posts)
    posts.show_once(
        tx,
        user_id=actor.user_id,
        author_id=actor.user_id,
        channel_id=moved.source.id,
        message=f"{'The message was' if count == 1 else f'{count} messages were'} moved. {link}".strip(),
    )
