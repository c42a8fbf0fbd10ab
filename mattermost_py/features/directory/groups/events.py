"""What is heard about groups."""

from dataclasses import dataclass

from mattermost_py.features.directory.groups.models import Group, GroupMember, Place
from mattermost_py.kernel.events import Audience, Event
from mattermost_py.kernel.json import dumps_text


@dataclass(frozen=True, slots=True)
class GroupReceived(Event):
    """A group was made or changed, taken away or brought back: everybody may mention it."""

    name = "received_group"
    group: Group

    def audience(self) -> Audience:
        return Audience()

    def data(self) -> dict[str, str]:
        return {"group": dumps_text(self.group)}


@dataclass(frozen=True, slots=True)
class _AboutMember(Event):
    """To the person themselves."""

    member: GroupMember

    def audience(self) -> Audience:
        return Audience(user_id=self.member.user_id)

    def data(self) -> dict[str, str]:
        return {"group_member": dumps_text(self.member)}


class MemberAdded(_AboutMember):
    name = "group_member_add"


class MemberDeleted(_AboutMember):
    name = "group_member_deleted"


@dataclass(frozen=True, slots=True)
class _AboutLink(Event):
    """To the team or the channel."""

    group_id: str
    place: Place

    def audience(self) -> Audience:
        if self.place.channel_id:
            return Audience(channel_id=self.place.channel_id)
        return Audience(team_id=self.place.team_id)

    def data(self) -> dict[str, str]:
        return {"group_id": self.group_id}


class LinkedToTeam(_AboutLink):
    name = "received_group_associated_to_team"


class UnlinkedFromTeam(_AboutLink):
    name = "received_group_not_associated_to_team"


class LinkedToChannel(_AboutLink):
    name = "received_group_associated_to_channel"


class UnlinkedFromChannel(_AboutLink):
    name = "received_group_not_associated_to_channel"


@dataclass(frozen=True, slots=True)
class LinksChanged(Event):
    """Who belongs into this place may be different now. Internal: no name."""

    place: Place
    demoted_group_id: str = ""  # its members are not made administrators by it any more


def linked(group_id: str, place: Place) -> Event:
    return LinkedToChannel(group_id, place) if place.channel_id else LinkedToTeam(group_id, place)


def unlinked(group_id: str, place: Place) -> Event:
    return UnlinkedFromChannel(group_id, place) if place.channel_id else UnlinkedFromTeam(group_id, place)
