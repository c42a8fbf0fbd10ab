"""Burn-on-read posts: the row holds no text; who wrote or opened one sees it, the others see that there is one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from mattermost_py.features.channels.channels.models import DIRECT, Channel
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.messaging.posts.models import BURN_ON_READ, Post
from mattermost_py.features.messaging.sealed import service as sealed
from mattermost_py.features.messaging.sealed.models import Sealed
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Invalid, Unsupported

EXPIRE_AT, READ_DURATION = "expire_at", "read_duration"  # props; both in ms


def is_on(db: Db) -> bool:
    return db.settings.FeatureFlags.BurnOnRead and db.settings.ServiceSettings.EnableBurnOnRead


async def prepared(db: Db, post: Post, channel: Channel) -> Post:
    """The post with its times. Raises: Unsupported while switched off, Invalid where such posts are not possible."""
    if not is_on(db):
        raise Unsupported("api.post.fill_in_post_props.burn_on_read.config.app_error")
    if post.root_id:
        raise Invalid("api.post.create_post.burn_on_read.app_error")
    await require_place(db, post.user_id, channel)
    service = db.settings.ServiceSettings
    times = {
        READ_DURATION: service.BurnOnReadDurationSeconds * 1000,
        EXPIRE_AT: post.create_at + service.BurnOnReadMaximumTimeToLiveSeconds * 1000,
    }
    return replace(post, props={**post.props, **times})


async def require_place(db: Db, user_id: str, channel: Channel) -> None:
    """Raises: Invalid where nobody else would read it: among one's own notes, and with a bot."""
    if channel.type != DIRECT:
        return
    others = set(channel.name.split("__")) - {user_id}
    if not others:
        raise Invalid("api.post.fill_in_post_props.burn_on_read.self_dm.app_error")
    if (await users.by_id(db, others.pop())).is_bot:
        raise Invalid("api.post.fill_in_post_props.burn_on_read.bot_dm.app_error")


def stored(post: Post) -> Post:
    """What the row of the post holds."""
    return replace(post, message="", hashtags="", file_ids=[]) if post.type == BURN_ON_READ else post


async def seal(tx: Tx, post: Post) -> None:
    """Keeps the text of a new post where only its readers find it."""
    expire_at = int(post.props[EXPIRE_AT])
    await sealed.seal(tx, post_id=post.id, message=post.message, file_ids=post.file_ids, expire_at=expire_at)


async def for_viewer(db: Db, actor: Actor, posts: Sequence[Post]) -> tuple[Sequence[Post], dict[str, dict[str, Any]]]:
    """The posts as the viewer may read them, without those that burned for them, and by id what metadata gain."""
    wanted = [post.id for post in posts if _is_sealed(post)]
    if not wanted:
        return posts, {}
    found = await sealed.of_posts(db, actor.user_id, wanted)
    now, shown, gained = now_ms(), list[Post](), dict[str, dict[str, Any]]()
    for post in posts:
        if not _is_sealed(post):
            shown.append(post)
        elif (own := found.get(post.id)) is not None and not own.is_gone(now):
            shown.append(_viewed(post, own, actor, now))
            gained[post.id] = _gained(post, own, actor)
    return shown, gained


def _is_sealed(post: Post) -> bool:
    return post.type == BURN_ON_READ and not post.delete_at and not post.original_id


def _viewed(post: Post, own: Sealed, actor: Actor, now: int) -> Post:
    if post.user_id == actor.user_id or own.is_open(now):
        return replace(post, message=own.message, file_ids=own.file_ids)
    return replace(post, message="", file_ids=[], has_reactions=False)


def _gained(post: Post, own: Sealed, actor: Actor) -> dict[str, Any]:
    """Authors see who opened it and, when everybody has, their own end; readers see theirs."""
    if post.user_id == actor.user_id:
        end = own.expire_at if own.expire_at != post.props.get(EXPIRE_AT) else 0
        fields: dict[str, Any] = {"recipients": own.reader_ids, "expire_at": end}
    else:
        fields = {"expire_at": own.opened_until}
    return {name: value for name, value in fields.items() if value}
