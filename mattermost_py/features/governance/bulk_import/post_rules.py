"""What a line about messages must look like, with the official error of each rule. Pure rules."""

from mattermost_py.features.governance.bulk_import.archive import is_inside
from mattermost_py.features.governance.bulk_import.models import (
    DirectChannelData,
    DirectPostData,
    MessageData,
    PostData,
    ReactionData,
    RootData,
)
from mattermost_py.features.governance.bulk_import.rules import refuse
from mattermost_py.features.messaging.posts.props import MESSAGE_MOST
from mattermost_py.kernel.json import dumps_text

PROPS_MOST = 800_000
HEADER_MOST = 1024


def check_post(post: PostData) -> None:
    """Raises: Invalid."""
    refuse("post_import_data", ((not post.team, "team_missing"), (not post.channel, "channel_missing")))
    _check_root(post, "post_import_data")


def check_direct_post(post: DirectPostData, people_most: int) -> None:
    """Raises: Invalid."""
    area, members = "direct_post_import_data", post.channel_members
    refuse(
        area,
        (
            (members is None, "channel_members_required"),
            (not members, "channel_members_too_few"),
            (len(members or ()) > people_most, "channel_members_too_many"),
        ),
    )
    _check_root(post, area)
    refuse(area, ((bool(set(post.flagged_by or ()) - set(members or ())), "unknown_flagger"),))


def check_direct_channel(channel: DirectChannelData, people_most: int) -> None:
    """Raises: Invalid."""
    people = channel.usernames
    refuse(
        "direct_channel_import_data",
        (
            (channel.members is None and channel.participants is None, "members_required"),
            (not people, "members_too_few"),
            (len(people) > people_most, "members_too_many"),
            (len(channel.header or "") > HEADER_MOST, "header_length"),
            (bool(set(channel.favorited_by or ()) - set(people)), "unknown_favoriter"),
        ),
    )


def _check_root(post: RootData, area: str) -> None:
    _check_message(post, area)
    for reply in post.replies or ():
        _check_message(reply, "reply_import_data")
    for follower in post.thread_followers or ():
        refuse("thread_follower_data", ((not follower.user, "user_missing"),))


def _check_message(message: MessageData, area: str) -> None:
    is_empty = message.message is None and not message.attachments
    refuse(
        area,
        (
            (not message.user, "user_missing"),
            (is_empty, "message_missing"),
            (len(message.message or "") > MESSAGE_MOST, "message_length"),
            (message.create_at is None, "create_at_missing"),
            (message.create_at == 0, "create_at_zero"),
        ),
    )
    refuse("post_import_data", ((len(dumps_text(message.props or {})) > PROPS_MOST, "props_too_large"),))
    for each in message.attachments or ():
        refuse("attachment_import_data", ((not is_inside(each.path or ""), "invalid_path"),))
    for reaction in message.reactions or ():
        _check_reaction(reaction, message.create_at or 0)


def _check_reaction(reaction: ReactionData, post_at: int) -> None:
    refuse(
        "reaction_import_data",
        (
            (not reaction.user, "user_missing"),
            (not reaction.emoji_name, "emoji_name_missing"),
            (len(reaction.emoji_name or "") > 64, "emoji_name_length"),
            (reaction.create_at is None, "create_at_missing"),
            (reaction.create_at == 0, "create_at_zero"),
            ((reaction.create_at or 0) < post_at, "create_at_before_parent"),
        ),
    )
