"""Whether a new post calls somebody who is not looking, by their wishes and the channel's. Pure functions.

Clients decide about windows that are open by the same rules, with `desktop` in place of `push`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mattermost_py.features.channels.members.models import Recipient
from mattermost_py.features.identity.statuses.models import AWAY, DND, OFFLINE, OUT_OF_OFFICE
from mattermost_py.features.messaging.posts.models import Post

_REACHED_WHEN: Mapping[str, frozenset[str]] = {"away": frozenset({AWAY, OFFLINE}), "offline": frozenset({OFFLINE})}


@dataclass(frozen=True, slots=True)
class Concern:
    """What a post has to do with one person."""

    is_mentioned: bool  # by any rule; in direct and group messages everybody is
    is_followed: bool  # it is in a thread they follow and see apart from the channel


def may_call(post: Post) -> bool:
    """Whether a post calls anybody at all: what the server tells of comings and goings does not."""
    return not post.is_system and post.props.get("force_silent") is not True


def calls(recipient: Recipient, post: Post, concern: Concern) -> bool:
    """Whether the post is one that this member wants to be called for."""
    if recipient.user_id == post.user_id and post.props.get("from_webhook") != "true":
        return False
    if recipient.delete_at or recipient.is_bot or recipient.is_muted:
        return False
    wish = recipient.channel_props.get("push", "default")
    level = recipient.user_props.get("push", "mention") if wish == "default" else wish
    if level == "none":
        return False
    if concern.is_mentioned or level == "all":
        return True
    return concern.is_followed and recipient.user_props.get("push_threads", "all") == "all"


def is_reached(recipient: Recipient, status: str) -> bool:
    """Whether somebody in this status wants to be called: not while they must not be disturbed."""
    if status in (DND, OUT_OF_OFFICE):
        return False
    wanted = _REACHED_WHEN.get(recipient.user_props.get("push_status", "online"))
    return wanted is None or status in wanted
