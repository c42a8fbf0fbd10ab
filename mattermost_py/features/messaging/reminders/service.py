"""Setting reminders, and the message that reminds."""

import logging
from collections.abc import Sequence

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.directs import service as directs
from mattermost_py.features.identity.bots import service as bots
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users.models import User
from mattermost_py.features.messaging.posts import service as posts
from mattermost_py.features.messaging.posts.models import NewPost, Post
from mattermost_py.features.messaging.reminders import store
from mattermost_py.features.messaging.reminders.models import Reminder
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.infra.db import Db, Tx
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_s
from mattermost_py.kernel.errors import AppError, NotFound, invalid_body

log = logging.getLogger(__name__)

KIND = "reminder"


async def remind(db: Db, actor: Actor, user_id: str, post_id: str, target_time: int) -> None:
    """Raises: Forbidden, NotFound, Invalid for a time that has passed."""
    await gate.require_user(db, actor, user_id)
    if target_time <= now_s():
        raise invalid_body("target_time")
    post = await posts.readable(db, actor, post_id, hides_missing=True)
    await store.upsert(db, Reminder(post.id, user_id, target_time))
    author, team_name = await users.by_id(db, post.user_id), await _team_name(db, user_id, post)
    posts.show_once(
        db,
        user_id=user_id,
        author_id=user_id,
        channel_id=post.channel_id,
        root_id=post.root_id,
        message=f"You will be reminded of {_link(db, team_name, post)} by @{author.username} when it is time.",
        props={**_props(post, author, team_name), "target_time": target_time, "type": KIND},
    )


async def remind_due(runtime: Runtime) -> int:
    """Sends what is due; each in a transaction of its own, so exactly once. Returns how many."""
    done = 0
    while True:
        async with runtime.db().transaction() as tx:
            reminder = await store.take_due(tx, now_s())
            if reminder is None:
                return done
            try:
                async with tx.transaction() as part:
                    await _send(part, reminder)
            except AppError:  # nobody to remind, or nothing to be reminded of
                log.info("a reminder could not be sent", extra={"post_id": reminder.post_id}, exc_info=True)
        done += 1


async def _send(tx: Tx, reminder: Reminder) -> None:
    reader = await users.by_id(tx, reminder.user_id)
    found = await posts.by_ids(tx, [reminder.post_id])
    if not found or reader.delete_at:
        return
    if not await gate.reads_channel(tx, Actor(user_id=reader.id, roles=reader.role_names), found[0].channel_id):
        return
    post = found[0]
    author, team_name = await users.by_id(tx, post.user_id), await _team_name(tx, reader.id, post)
    bot = await bots.system_bot(tx)
    direct = await directs.direct(tx, Actor.system(), [bot.id, reader.id])
    message = f"Hello, here is your reminder of this message by @{author.username}: {_link(tx, team_name, post)}"
    wanted = NewPost(channel_id=direct.id, message=message, type=KIND, props=_props(post, author, team_name))
    await posts.create(tx, _as_bot(bot), wanted, set_online=False)


def _as_bot(bot: User) -> Actor:
    return Actor(user_id=bot.id, roles=bot.role_names, is_bot=True, is_unrestricted=True)


def _props(post: Post, author: User, team_name: str) -> dict[str, object]:
    return {"team_name": team_name, "post_id": post.id, "username": author.username}


def _link(db: Db, team_name: str, post: Post) -> str:
    return f"{db.settings.ServiceSettings.SiteURL}/{team_name}/pl/{post.id}"


async def _team_name(db: Db, user_id: str, post: Post) -> str:
    """The team of the post's channel; for direct messages one of the reader's, since links name a team."""
    team_id = (await channels.known(db, post.channel_id)).team_id
    if not team_id:
        team_id = next(iter(await gate.teams_of(db, user_id)), "")
    if not team_id:
        return ""
    try:
        return (await teams.by_id(db, team_id)).name
    except NotFound:
        return ""


async def posts_removed(tx: Tx, post_ids: Sequence[str]) -> None:
    await store.delete_of_posts(tx, post_ids)


async def user_erased(tx: Tx, user_id: str) -> None:
    await store.delete_of_user(tx, user_id)
