"""What only the author of a post is told: who was not reached by it."""

from collections.abc import Sequence

from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.features.messaging.posts import announcing, audience_store
from mattermost_py.features.messaging.posts.audience import Reached
from mattermost_py.features.messaging.posts.audience_store import Outsider
from mattermost_py.features.messaging.posts.models import Post
from mattermost_py.infra.db import Db
from mattermost_py.kernel.actor import Actor

_NOT_NAMES = frozenset({"all", "channel", "here"})


async def give(db: Db, actor: Actor, post: Post, channel: Channel, reached: Reached) -> None:
    """Tells the author, if a person, of mentions that reached nobody."""
    if post.is_system or actor.is_bot or actor.is_unrestricted:
        return
    if reached.too_many:
        most = db.settings.TeamSettings.MaxNotificationsPerChannel
        _tell(db, post, f"Nobody was notified of @channel, @all or @here: more than {most} people are in this channel.")
    names = [name for name in dict.fromkeys(reached.unknown_names) if name not in _NOT_NAMES]
    if names and channel.type in ("O", "P"):
        found = await audience_store.outsiders(db, channel.id, channel.team_id, names)
        if outside := [each for each in found if each.is_in_team]:
            _tell_of_outsiders(db, post, outside)


def _tell_of_outsiders(db: Db, post: Post, outside: Sequence[Outsider]) -> None:
    """Clients make a link of it that adds these people to the channel."""
    names, ids = [each.username for each in outside], [each.id for each in outside]
    listed = ", ".join(f"@{name}" for name in names)
    _tell(
        db,
        post,
        f"Not in this channel and therefore not notified: {listed}.",
        add_channel_member={
            "post_id": post.id,
            "usernames": names,
            "not_in_channel_usernames": names,
            "user_ids": ids,
            "not_in_channel_user_ids": ids,
            "not_in_groups_usernames": [],
            "not_in_groups_user_ids": [],
        },
    )


def _tell(db: Db, post: Post, message: str, **props: object) -> None:
    announcing.ephemeral(
        db,
        user_id=post.user_id,
        author_id=post.user_id,
        channel_id=post.channel_id,
        message=message,
        root_id=post.root_id,
        props=props,
    )
