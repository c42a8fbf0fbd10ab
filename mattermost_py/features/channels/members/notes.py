"""The system messages about people coming and going; messaging writes them in the same transaction."""

from mattermost_py.features.channels.notices import Notice
from mattermost_py.features.teams.members.models import Newcomer


def joined(channel_id: str, person: Newcomer) -> Notice:
    kind = "system_guest_join_channel" if person.is_guest else "system_join_channel"
    text = f"{person.username} joined the channel{' as a guest' if person.is_guest else ''}."
    return Notice(channel_id, person.id, kind, text, {"username": person.username})


def added(channel_id: str, person: Newcomer, by: Newcomer) -> Notice:
    kind = "system_add_guest_to_chan" if person.is_guest else "system_add_to_channel"
    text = f"{by.username} added {person.username} to the channel{' as a guest' if person.is_guest else ''}."
    return Notice(channel_id, by.id, kind, text, _pair(person, by))


def left(channel_id: str, person: Newcomer) -> Notice:
    text = f"{person.username} left the channel."
    return Notice(channel_id, person.id, "system_leave_channel", text, {"username": person.username})


def removed(channel_id: str, person: Newcomer, by_user_id: str) -> Notice:
    text = f"{person.username} was removed from the channel."
    props = {"removedUserId": person.id, "removedUsername": person.username}
    return Notice(channel_id, by_user_id or person.id, "system_remove_from_channel", text, props)


def joined_team(channel_id: str, person: Newcomer) -> Notice:
    text = f"{person.username} joined the team."
    return Notice(channel_id, person.id, "system_join_team", text, {"username": person.username})


def added_to_team(channel_id: str, person: Newcomer, by: Newcomer) -> Notice:
    text = f"{by.username} added {person.username} to the team."
    return Notice(channel_id, by.id, "system_add_to_team", text, _pair(person, by))


def left_team(channel_id: str, person: Newcomer) -> Notice:
    text = f"{person.username} left the team."
    return Notice(channel_id, person.id, "system_leave_team", text, {"username": person.username})


def removed_from_team(channel_id: str, person: Newcomer, by_user_id: str) -> Notice:
    text = f"{person.username} was removed from the team."
    return Notice(channel_id, by_user_id or person.id, "system_remove_from_team", text, {"username": person.username})


def _pair(person: Newcomer, by: Newcomer) -> dict[str, str]:
    return {
        "userId": by.id,
        "username": by.username,
        "addedUserId": person.id,
        "addedUsername": person.username,
    }
