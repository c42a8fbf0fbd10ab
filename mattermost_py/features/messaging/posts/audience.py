"""Whom a post reaches beyond the channel's page: who is mentioned, and who may see what it links to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.features.channels.members import service as channel_members
from mattermost_py.features.channels.members.models import Recipient
from mattermost_py.features.identity.statuses import service as statuses
from mattermost_py.features.messaging.following import service as following
from mattermost_py.features.messaging.mentions import service as mentions
from mattermost_py.features.messaging.mentions.models import Keywords, Member, Mentions
from mattermost_py.features.messaging.posts import audience_store
from mattermost_py.features.messaging.posts.models import Post
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.permissions import Permission

NO_GROUPS = "disable_group_highlight"  # prop of posts by authors who may not mention groups
_NO_BROAD = frozenset({"system_header_change", "system_purpose_change"})


@dataclass(frozen=True, slots=True)
class Circle:
    """A channel's members with their keywords; made once and remembered until one of them changes."""

    members: Mapping[str, Member]
    keywords: Keywords
    following_all: frozenset[str]  # who follows every thread of the channel

    def answers_by_itself(self, author_id: str) -> bool:
        """Whether somebody else here has automatic answers on."""
        return any(
            each.notify_props.get("auto_responder_active") == "true" and each.user_id != author_id
            for each in self.members.values()
        )


@dataclass(slots=True)
class Reached:
    """What a post does to people."""

    mentioned: set[str] = field(default_factory=set[str])
    explicit: set[str] = field(default_factory=set[str])  # by text, or because it is a direct message
    auto_following: set[str] = field(default_factory=set[str])  # members who follow every thread of the channel
    unknown_names: list[str] = field(default_factory=list[str])
    group_names: set[str] = field(default_factory=set[str])  # of mentioned groups
    too_many: int = 0  # members, when @channel reached nobody because there are too many
    is_broad_refused: bool = False  # @channel by somebody who may not


_CIRCLES = CacheSpec[tuple[tuple[Recipient, ...], Circle]]("mention_circles", size=5_000)  # by channel id


async def circle_of(db: Db, channel_id: str) -> Circle:
    """The members of a channel as mention rules need them."""
    recipients = await channel_members.recipients(db, channel_id)
    cache = db.cache(_CIRCLES)
    found = cache.get(channel_id)
    if found is not None and found[0] is recipients:
        return found[1]
    members = [_member(each) for each in recipients]
    circle = Circle(
        {each.user_id: each for each in members},
        mentions.keywords_of(members),
        frozenset(each.user_id for each in members if each.channel_props.get("channel_auto_follow_threads") == "on"),
    )
    cache.put(channel_id, (recipients, circle), version=cache.version)
    return circle


def _member(recipient: Recipient) -> Member:
    return Member(
        user_id=recipient.user_id,
        username=recipient.username,
        first_name=recipient.first_name,
        notify_props=recipient.user_props,
        channel_props=recipient.channel_props,
        is_bot=recipient.is_bot,
        is_active=not recipient.delete_at,
    )


async def reached(
    db: Db, actor: Actor, post: Post, channel_type: str, circle: Circle, *, root: Post | None = None
) -> Reached:
    """Everybody a new post mentions, by the official rules. The author is never among them, but webhooks have none."""
    found = mentions.mentions_in(post.texts(), circle.keywords)
    result = Reached(unknown_names=found.unknown)
    if channel_type in ("D", "G"):
        result.explicit |= circle.members.keys()
    result.explicit |= found.users
    if found.unknown and not post.is_system:
        result.explicit |= await _of_groups(db, actor, post, result)
    if post.type == "system_add_to_channel" and isinstance(added := post.props.get("addedUserId"), str):
        result.explicit.add(added)
    if found.is_broad and post.type not in _NO_BROAD:
        result.explicit |= await _broad(db, actor, post, found, circle=circle, result=result)
    result.explicit = _real(result.explicit, circle, post)
    result.mentioned = set(result.explicit)
    if root is not None:
        result.mentioned |= _real(await _commented(db, root, circle, result.explicit), circle, post)
        result.auto_following = set(circle.following_all) if channel_type != "D" else set()
    return result


async def named(db: Db, actor: Actor, post: Post, channel: Channel, circle: Circle) -> set[str]:
    """Whom a post calls by name: one by one or as a group, not as everybody; in a direct message the other one."""
    if channel.type == "D":
        return _real(circle.members, circle, post)
    found = mentions.mentions_in(post.texts(), circle.keywords)
    groups = await _of_groups(db, actor, post, Reached(unknown_names=found.unknown)) if found.unknown else set[str]()
    return _real(found.users | groups, circle, post)


async def mentions_person(db: Db, user_id: str, posts: Iterable[Post], channel: Channel, circle: Circle) -> list[Post]:
    """Those of the posts that mention this member; for counting again what is unread."""
    member = circle.members.get(user_id)
    if member is None:
        return []
    groups = frozenset(await audience_store.group_names_of(db, user_id, channel.id))
    keywords = mentions.keywords_of([member])
    return [
        post
        for post in posts
        if post.user_id != user_id
        and (channel.is_direct or _is_meant(member, groups, mentions.mentions_in(post.texts(), keywords), post))
    ]


def _is_meant(member: Member, groups: frozenset[str], found: Mentions, post: Post) -> bool:
    if member.user_id in found.users or post.props.get("addedUserId") == member.user_id:
        return True
    if not groups.isdisjoint(found.unknown) and NO_GROUPS not in post.props:
        return True
    is_broad = found.is_broad and post.type not in _NO_BROAD and "mentionHighlightDisabled" not in post.props
    return is_broad and member.takes_channel_mentions


def mentioned_in_root(root: Post, circle: Circle) -> set[str]:
    """Whom the root of a thread mentions by name; they follow from its first reply on."""
    return _real(mentions.mentions_in(root.texts(), circle.keywords).users, circle, root)


async def mentioned_by(db: Db, post: Post, channel_type: str, circle: Circle) -> set[str]:
    """Whom a post that exists already mentions, for counting again."""
    return (await reached(db, Actor.system(), post, channel_type, circle)).explicit


def _real(user_ids: Iterable[str], circle: Circle, post: Post) -> set[str]:
    """Active members other than the author."""
    author_id = "" if post.props.get("from_webhook") == "true" else post.user_id
    members = circle.members
    return {each for each in user_ids if each != author_id and each in members and members[each].is_active}


async def _of_groups(db: Db, actor: Actor, post: Post, result: Reached) -> set[str]:
    """Members of the groups whose names follow an @, if the author may mention groups."""
    may = NO_GROUPS not in post.props and await gate.allows(
        db, actor, Permission.USE_GROUP_MENTIONS, channel_id=post.channel_id
    )
    if not may:
        return set()
    found = await audience_store.group_members(db, post.channel_id, list(dict.fromkeys(result.unknown_names)))
    names = {each.name for each in found}
    result.unknown_names = [name for name in result.unknown_names if name not in names]
    result.group_names = names
    return {each.user_id for each in found if each.user_id}


async def _broad(db: Db, actor: Actor, post: Post, found: Mentions, *, circle: Circle, result: Reached) -> set[str]:
    """Whom @all, @channel and @here mean: members who want it, if the author may and they are not too many."""
    if not await gate.allows(db, actor, Permission.USE_CHANNEL_MENTIONS, channel_id=post.channel_id):
        result.is_broad_refused = True
        return set()
    active = sum(each.is_active for each in circle.members.values())
    if active >= db.settings.TeamSettings.MaxNotificationsPerChannel:
        result.too_many = active
        return set()
    willing = {user_id for user_id, member in circle.members.items() if member.takes_channel_mentions}
    if found.all or found.channel:
        return willing
    return {each.user_id for each in await statuses.of(db, sorted(willing)) if each.status == "online"}


async def _commented(db: Db, root: Post, circle: Circle, explicit: set[str]) -> set[str]:
    """Who wants to hear of replies to their posts and threads; only for those without collapsed threads."""
    mode = db.settings.ServiceSettings.CollapsedThreads
    if mode == "always_on":
        return set()
    participants = {root.user_id, *(root.participants or ())}
    wishes = {"any": participants, "root": {root.user_id}}
    wanting = [
        user_id
        for user_id in participants - explicit
        if user_id in circle.members
        and user_id in wishes.get(circle.members[user_id].notify_props.get("comments", "never"), ())
    ]
    if not wanting:
        return set()
    chosen = await audience_store.crt_preferences(db, wanting)
    return {user_id for user_id in wanting if not following.collapses(mode, chosen.get(user_id, ""))}


async def split_by_access(db: Db, channel_id: str, restricted: Sequence[str]) -> tuple[bool, frozenset[str]]:
    """Who of a channel's members may read all of some other channels.

    Returns: whether most may, and those who are different from most.
    """
    rows = await audience_store.access(db, channel_id, restricted)
    may = frozenset(row.user_id for row in rows if row.may_read)
    may_not = frozenset(row.user_id for row in rows if not row.may_read)
    return (True, may_not) if len(may) > len(may_not) else (False, may)
