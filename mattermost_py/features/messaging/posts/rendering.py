"""From rows to the objects clients read: metadata, participants, and nothing the viewer may not see."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mattermost_py.config import Settings
from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.messaging.emoji import service as emoji
from mattermost_py.features.messaging.emoji.models import Emoji
from mattermost_py.features.messaging.posts import around, previewing, sealing, store
from mattermost_py.features.messaging.posts.links import first_link, linked_post_id
from mattermost_py.features.messaging.posts.loose import as_dict, as_dicts, as_list, texts_of
from mattermost_py.features.messaging.posts.models import BURN_ON_READ, Post
from mattermost_py.features.messaging.posts.previewing import Previews
from mattermost_py.infra.db import Db
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import NotFound

Json = dict[str, Any]

_EMOJI = re.compile(r":([a-zA-Z0-9_+-]+):")
_FILE_FIELDS_OMITTED_WHEN_EMPTY = ("width", "height", "has_preview_image")
_NOTHING: list[Json] = []


async def rendered(
    db: Db,
    actor: Actor,
    posts: Sequence[Post],
    *,
    people: Mapping[str, Json] | None = None,
    files: Mapping[str, Sequence[Any]] | None = None,
    previews: bool = True,
) -> list[Json]:
    """Wire objects of these posts in their order, as the actor may see them; those that burned for them are left out.

    people:   profiles by id for `participants`; without them participants are not shown.
    files:    file infos by post id, when the caller knows them already.
    previews: whether linked posts are shown (not inside a preview).
    """
    posts, gained = await sealing.for_viewer(db, actor, posts)
    live = [post for post in posts if not (post.delete_at or _is_plain(post))]  # the others have nothing around them
    found = await _around(db, live, files)
    links = await previewing.of(db, live)
    linked = await _linked(db, actor, live) if previews else {}
    hidden = await _hidden_channels(db, actor, live)
    tells_linked = previews and db.settings.ServiceSettings.EnablePermalinkPreviews
    view = _View(db.settings, found, links, linked, tells_linked, hidden, people)
    shown = [_rendered(post, view) for post in posts]
    for each in shown if gained else ():
        each["metadata"] = {**each["metadata"], **gained.get(each["id"], {})}
    return shown


async def rendered_one(
    db: Db,
    actor: Actor,
    post: Post,
    *,
    people: Mapping[str, Json] | None = None,
    files: Mapping[str, Sequence[Any]] | None = None,
) -> Json:
    """One post as the actor may see it. Raises: NotFound when it burned for them."""
    shown = await rendered(db, actor, [post], people=people, files=files)
    if not shown:
        raise NotFound("app.post.get.app_error")
    return shown[0]


class _Found:
    """What belongs to the posts, by post."""

    def __init__(self) -> None:
        self.reactions = defaultdict[str, list[Json]](list)
        self.files = defaultdict[str, list[Any]](list)
        self.acknowledgements = defaultdict[str, list[Json]](list)
        self.emojis: dict[str, Emoji] = {}
        self.names: dict[str, list[str]] = {}  # post id → emoji names in its text


async def _around(db: Db, posts: Sequence[Post], files: Mapping[str, Sequence[Any]] | None) -> _Found:
    found = _Found()
    found.names = {post.id: names for post in posts if (names := _emoji_names(post))}
    reacted = [post.id for post in posts if post.has_reactions]
    with_files = [post.id for post in posts if post.file_ids] if files is None else []
    acknowledged = [post.id for post in posts if post.requested_ack]
    for post_id, infos in (files or {}).items():
        found.files[post_id].extend(infos)
    if reacted or with_files or acknowledged:
        _sort_in(found, await around.of_posts(db, reacted=reacted, with_files=with_files, acknowledged=acknowledged))
    names = {name for each in found.names.values() for name in each}
    names.update(each["emoji_name"] for reactions in found.reactions.values() for each in reactions)
    if names:
        found.emojis = {each.name: each for each in await emoji.custom(db, names)}
    return found


def _sort_in(found: _Found, rows: around.Around) -> None:
    for reaction in rows.reactions:
        found.reactions[reaction["post_id"]].append(reaction)
    for info in rows.files:
        for name in _FILE_FIELDS_OMITTED_WHEN_EMPTY:
            if not info[name]:
                del info[name]
        found.files[info["post_id"]].append(info)
    for acknowledgement in rows.acknowledgements:
        found.acknowledgements[acknowledgement["post_id"]].append(acknowledgement)


def _emoji_names(post: Post) -> list[str]:
    """Names in the text that may be custom emoji."""
    if ":" not in post.message and not post.props:
        return []
    found = [name for text in post.texts() if ":" in text for name in _EMOJI.findall(text)]
    return [name for name in dict.fromkeys(found) if not emoji.is_system(name)]


@dataclass(frozen=True, slots=True)
class _View:
    """Everything a list of posts is drawn with."""

    settings: Settings
    found: _Found
    links: Previews
    linked: Mapping[str, Json]  # previews by post id
    tells_linked: bool  # a post that is not among them must not be known of
    hidden: frozenset[str]  # channel ids
    people: Mapping[str, Json] | None


def _rendered(post: Post, view: _View) -> Json:
    shown = post.wire()
    if post.delete_at:
        shown["message"] = ""
        return shown
    if not _is_plain(post):
        shown["metadata"] = _metadata(post, view)
        shown["props"] = _shown_props(post.props, view.hidden)
        if view.tells_linked and shown["props"].get("previewed_post") not in (None, *view.linked):
            shown["props"] = {name: each for name, each in shown["props"].items() if name != "previewed_post"}
        message = view.links.message(post.message)
        if message != post.message:
            shown["message"], shown["message_source"] = message, post.message
    if view.people is not None and post.participants:
        shown["participants"] = [view.people[each] for each in post.participants if each in view.people]
    return shown


def _metadata(post: Post, view: _View) -> Json:
    """Fields are left out when empty."""
    found = view.found
    reactions = found.reactions.get(post.id, _NOTHING)
    names = dict.fromkeys([*found.names.get(post.id, ()), *(each["emoji_name"] for each in reactions)])
    metadata: Json = {
        "embeds": _embeds(post, view),
        "emojis": [found.emojis[name] for name in names if name in found.emojis],
        "files": found.files.get(post.id, _NOTHING),
        "images": view.links.images(post.id),
        "reactions": reactions,
        "acknowledgements": found.acknowledgements.get(post.id, _NOTHING),
    }
    metadata = {name: value for name, value in metadata.items() if value}
    if post.label is not None and view.settings.ServiceSettings.PostPriority:
        metadata["priority"] = post.label
    return metadata


def _is_plain(post: Post) -> bool:
    """Most posts have nothing to add."""
    has_rows = post.has_reactions or post.file_ids or post.priority is not None
    return not (has_rows or post.props or ":" in post.message or "www." in post.message)


def _embeds(post: Post, view: _View) -> list[Json]:
    """At most one: message attachments, else the post a permalink leads to, else the first link."""
    if post.attachments:
        return [{"type": "message_attachment"}]
    link = first_link(post.message, view.settings.ServiceSettings.RestrictLinkPreviews)
    if not link:
        return []
    post_id = linked_post_id(link, view.settings.ServiceSettings.SiteURL)
    if post_id:
        return [{"type": "permalink", "url": link, "data": view.linked[post_id]}] if post_id in view.linked else []
    embed = view.links.embed(post.id)
    return [embed] if embed else []


async def _linked(db: Db, actor: Actor, posts: Iterable[Post]) -> dict[str, Json]:
    """Previews of the posts that permalinks lead to, as far as the actor may read them."""
    if not db.settings.ServiceSettings.EnablePermalinkPreviews:
        return {}
    wanted = {found for post in posts if isinstance(found := post.props.get("previewed_post"), str)}
    targets = await store.by_ids(db, sorted(wanted)) if wanted else []
    readable = {
        channel_id: await gate.reads_channel(db, actor, channel_id)
        for channel_id in {target.channel_id for target in targets}
    }
    targets = [target for target in targets if readable[target.channel_id] and target.type != BURN_ON_READ]
    if not targets:
        return {}
    places = {each.channel_id: each for each in await store.surroundings(db, [each.channel_id for each in targets])}
    shown = await rendered(db, actor, targets, previews=False)
    return {
        target.id: {
            "post_id": target.id,
            "post": each,
            "team_name": places[target.channel_id].team_name,
            "channel_display_name": places[target.channel_id].display_name,
            "channel_type": places[target.channel_id].type,
            "channel_id": target.channel_id,
        }
        for target, each in zip(targets, shown, strict=True)
    }


async def _hidden_channels(db: Db, actor: Actor, posts: Iterable[Post]) -> frozenset[str]:
    """Channels named in `channel_mentions` that the actor may not read."""
    named = {channel_id for post in posts if post.props for channel_id in _mentioned_channels(post.props)}
    return frozenset([each for each in named if not await gate.reads_channel(db, actor, each)])


def _mentioned_channels(props: Json) -> list[str]:
    return texts_of([as_dict(each).get("id") for each in as_dict(props.get("channel_mentions")).values()])


def _shown_props(props: Json, hidden: frozenset[str]) -> Json:
    """Without channels the viewer may not know of and without the server's half of interactive buttons."""
    if not props:
        return props
    if hidden and "channel_mentions" in props:
        mentioned = as_dict(props["channel_mentions"])
        kept = {name: each for name, each in mentioned.items() if as_dict(each).get("id") not in hidden}
        props = {name: value for name, value in props.items() if name != "channel_mentions"}
        if kept:
            props["channel_mentions"] = kept
    if "attachments" in props:
        props = {**props, "attachments": [_shown_attachment(each) for each in as_list(props["attachments"])]}
    return props


def _shown_attachment(attachment: Any) -> Any:
    actions = as_dicts(as_dict(attachment).get("actions"))
    if not actions:
        return attachment
    return {**attachment, "actions": [{k: v for k, v in each.items() if k != "integration"} for each in actions]}
