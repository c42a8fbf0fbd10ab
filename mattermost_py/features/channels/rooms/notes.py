"""The system messages about changes of a channel; messaging writes them in the same transaction."""

from collections.abc import Iterator, Mapping
from typing import Any

from mattermost_py.features.channels.channels.models import OPEN, Channel
from mattermost_py.features.channels.notices import Notice
from mattermost_py.features.teams.members.models import Newcomer


def changed(before: Channel, after: Channel, who: Newcomer) -> Iterator[Notice]:
    """One notice for each text that is different now."""
    if before.display_name != after.display_name:
        text = f"{who.username} renamed the channel from {before.display_name} to {after.display_name}."
        yield _notice(after, who, "system_displayname_change", text, _pair("displayname", before, after, who))
    if before.header != after.header:
        text = _told(who, "header", before.header, after.header)
        yield _notice(after, who, "system_header_change", text, _pair("header", before, after, who))
    if before.purpose != after.purpose and not after.is_direct:
        text = _told(who, "purpose", before.purpose, after.purpose)
        yield _notice(after, who, "system_purpose_change", text, _pair("purpose", before, after, who))

    if before.autotranslation != after.autotranslation:
        text = f"{who.username} switched automatic translation {'on' if after.autotranslation else 'off'}."
        props: dict[str, Any] = {"username": who.username, "enabled": after.autotranslation}
        yield _notice(after, who, "system_autotranslation", text, props)


def _told(who: Newcomer, what: str, old: str, new: str) -> str:
    if not new:
        return f"{who.username} removed the channel {what} (it was: {old})."
    if not old:
        return f"{who.username} set the channel {what} to: {new}"
    return f"{who.username} changed the channel {what} from: {old} to: {new}"


def _pair(what: str, before: Channel, after: Channel, who: Newcomer) -> dict[str, str]:
    field = "display_name" if what == "displayname" else what
    return {
        "username": who.username,
        f"old_{what}": getattr(before, field),
        f"new_{what}": getattr(after, field),
    }


def privacy(channel: Channel, who: Newcomer) -> Notice:
    kind = "public" if channel.type == OPEN else "private"
    text = f"{who.username} made this channel {kind}."
    return _notice(channel, who, "system_change_chan_privacy", text, {"username": who.username})


def archived(channel: Channel, who: Newcomer) -> Notice:
    text = f"{who.username} archived the channel."
    return _notice(channel, who, "system_channel_deleted", text, {"username": who.username})


def restored(channel: Channel, who: Newcomer) -> Notice:
    text = f"{who.username} brought the channel back from the archive."
    return _notice(channel, who, "system_channel_restored", text, {"username": who.username})


def moved(channel: Channel, who: Newcomer) -> Notice:
    text = f"{who.username} moved this channel to this team."
    return _notice(channel, who, "system_move_channel", text, {"username": who.username})


def _notice(channel: Channel, who: Newcomer, kind: str, text: str, props: Mapping[str, Any]) -> Notice:
    return Notice(channel.id, who.id, kind, text, dict(props))


def converted(channel: Channel, who: Newcomer, user_ids: list[str]) -> Notice:
    text = f"{who.username} turned this group message into a private channel."
    props: dict[str, Any] = {"convertedByUserId": who.id, "gmMembersDuringConversionIDs": user_ids}
    return Notice(channel.id, who.id, "system_gm_to_channel", text, props)
