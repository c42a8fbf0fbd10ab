"""The lines of an export about bots, emoji, and what people say to each other."""

from collections.abc import Sequence

from mattermost_py.features.governance.bulk_export.lines import Line, channel_notify_props, counts, line
from mattermost_py.features.governance.bulk_export.models import (
    Around,
    BotRow,
    ChannelMemberRow,
    DirectRow,
    EmojiRow,
    PostRow,
)


def bot(row: BotRow, picture: str | None) -> Line:
    fields: Line = {
        "username": row.username,
        "owner": row.owner,
        "display_name": row.display_name,
        "description": row.description,
    }
    if picture:
        fields["profile_image"] = picture
    if row.delete_at:
        fields["delete_at"] = row.delete_at
    return line("bot", fields)


def emoji(row: EmojiRow, path: str) -> Line:
    return line("emoji", {"name": row.name, "image": path})


# --- direct and group messages ----------------------------------------------------------------------------------------


def names_of(members: Sequence[ChannelMemberRow]) -> list[str]:
    """Everybody's names; the notes somebody writes to themself name that person twice, as two are a direct channel."""
    names = [each.username for each in members]
    return names * 2 if len(names) == 1 else names


def direct_channel(row: DirectRow, members: Sequence[ChannelMemberRow]) -> Line:
    fields = {
        "members": names_of(members),
        "participants": [_participant(each) for each in members],
        "favorited_by": [each.username for each in members if each.is_favorite],
        "shown_by": [each.username for each in members if each.is_shown],
        "header": row.header,
    }
    return line("direct_channel", fields)


def _participant(row: ChannelMemberRow) -> Line:
    return {
        "username": row.username,
        "notify_props": channel_notify_props(row.notify_props),
        "scheme_user": row.scheme_user,
        "scheme_admin": row.scheme_admin,
        "scheme_guest": row.scheme_guest,
        **counts(row),
    }


# --- messages ---------------------------------------------------------------------------------------------------------


def post(row: PostRow, around: Around) -> Line:
    return line("post", {"team": row.team, "channel": row.channel, **_root(row, around)})


def direct_post(row: PostRow, around: Around, members: Sequence[str]) -> Line:
    return line("direct_post", {"channel_members": list(members), **_root(row, around)})


def _root(row: PostRow, around: Around) -> Line:
    followers = [
        {"user": each.username, "last_viewed": each.last_viewed, "unread_mentions": each.unread_mentions}
        for each in around.followers.get(row.id, ())
    ]
    fields = _said(row, around) | {"replies": [_said(each, around) for each in around.replies.get(row.id, ())]}
    return fields | {"thread_followers": followers} if followers else fields


def _said(row: PostRow, around: Around) -> Line:
    """A root post or a reply."""
    reactions = [
        {"user": each.username, "create_at": each.create_at, "emoji_name": each.emoji_name}
        for each in around.reactions.get(row.id, ())
    ]
    return {
        "user": row.username,
        "type": row.type,
        "message": row.message,
        "props": row.raw_props,
        "create_at": row.create_at,
        "edit_at": row.edit_at,
        "is_pinned": row.is_pinned,
        "flagged_by": [each.username for each in around.flags.get(row.id, ())],
        "reactions": reactions,
        "attachments": [{"path": path} for path in around.files.get(row.id, ())],
    }
