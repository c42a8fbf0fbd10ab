"""What only the author of a post is told: who was not reached by it."""

from collections.abc import Sequence

from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.features.channels.members import service as channel_members
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.messaging.posts import announcing, audience_store
from mattermost_py.features.messaging.posts.audience import Reached
from mattermost_py.features.messaging.posts.models import Post
from mattermost_py.infra.db import Db
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.ids import new_id

_NOT_NAMES = frozenset({"all", "channel", "here"})

_People = dict[str, str]  # id → username


async def give(db: Db, actor: Actor, post: Post, channel: Channel, reached: Reached) -> None:
    """Tells the author, if a person, of mentions that reached nobody."""
    if post.is_system or actor.is_bot or actor.is_unrestricted:
        return
    if reached.too_many:
        most = db.settings.TeamSettings.MaxNotificationsPerChannel
        _tell(db, post, f"Nobody was notified of @channel, @all or @here: {most} or more people are in this channel.")
    if channel.is_direct:
        return
    if reached.group_names:
        names = sorted(reached.group_names)
        for name in await audience_store.groups_without_people(db, channel.team_id, post.user_id, names):
            _tell(db, post, f"@{name} has nobody in this team.")
    outside = await _outsiders(db, actor, channel, reached)
    outside.pop(post.user_id, None)
    if outside:
        unfit = await channel_members.in_no_group(db, channel.id, sorted(outside)) if channel.group_constrained else []
        _tell_of_outsiders(db, post, outside, unfit)


async def _outsiders(db: Db, actor: Actor, channel: Channel, reached: Reached) -> _People:
    """Who was named, or is in a group that was, and is in the team but not in the channel. Guests know few people."""
    names = [name for name in dict.fromkeys(reached.unknown_names) if name not in _NOT_NAMES]
    found: _People = {}
    if names:
        people = await audience_store.outsiders(db, channel.id, channel.team_id, names)
        found |= {each.id: each.username for each in people if each.is_in_team}
    if reached.group_names:
        people = await audience_store.group_outsiders(db, channel.id, channel.team_id, sorted(reached.group_names))
        found |= {each.id: each.username for each in people}
    if not found or await users.sees_everybody(db, actor):
        return found
    return {user_id: name for user_id, name in found.items() if await users.sees(db, actor, user_id)}


def _tell_of_outsiders(db: Db, post: Post, outside: _People, unfit: Sequence[str]) -> None:
    """Clients make a link of it that adds those people to the channel who can be there."""
    welcome = {user_id: name for user_id, name in outside.items() if user_id not in unfit}
    others = {user_id: outside[user_id] for user_id in unfit}
    parts = [f"Not in this channel and therefore not notified: {_listed(welcome)}."] if welcome else []
    if others:
        parts.append(f"Not notified, and in none of the groups this channel is kept to: {_listed(others)}.")
    post_id = new_id()
    _tell(
        db,
        post,
        " ".join(parts),
        post_id=post_id,
        add_channel_member={
            "post_id": post_id,  # of this message, which clients take away once the people were added
            "usernames": [*welcome.values(), *others.values()],
            "not_in_channel_usernames": list(welcome.values()),
            "user_ids": [*welcome, *others],
            "not_in_channel_user_ids": list(welcome),
            "not_in_groups_usernames": list(others.values()),
            "not_in_groups_user_ids": list(others),
        },
    )


def _listed(people: _People) -> str:
    return ", ".join(f"@{name}" for name in people.values())


def _tell(db: Db, post: Post, message: str, *, post_id: str = "", **props: object) -> None:
    announcing.ephemeral(
        db,
        user_id=post.user_id,
        author_id=post.user_id,
        channel_id=post.channel_id,
        message=message,
        root_id=post.root_id,
        props=props,
        post_id=post_id,
    )
