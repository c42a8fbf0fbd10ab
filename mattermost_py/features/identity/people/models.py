"""What somebody asks for who looks for people."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from pydantic import Field

from mattermost_py.kernel.inputs import Input


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a restricted caller may find: members of these teams, and whoever shares a channel with them."""

    viewer_id: str
    team_ids: Sequence[str]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which people; everything that is set must hold.

    reach:   None for callers who see everybody.
    among:   ids of those who come into question; None for everybody.
    probing: each person found is looked up in the team and the channel, which suits few of many.
    """

    reach: Reach | None = None
    in_team: str = ""
    not_in_team: str = ""
    in_channel: str = ""
    not_in_channel: str = ""
    in_group: str = ""
    not_in_group: str = ""
    without_team: bool = False
    group_constrained: bool = False
    active: bool = False
    inactive: bool = False
    role: str = ""
    roles: Sequence[str] = ()
    team_roles: Sequence[str] = ()
    channel_roles: Sequence[str] = ()
    without_bots: bool = False
    without_remote: bool = False
    among: Sequence[str] | None = None
    probing: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """What was typed, and where it may be found.

    words:   each must occur in one of the fields.
    is_rare: whether looking the words up in an index is cheaper than going through people in their order.
    """

    words: Sequence[str]
    in_names: bool  # first and last name
    in_emails: bool
    is_rare: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Ids of who is in a channel, and of who is in its team only; None when that is too many to keep.

    has_strangers: somebody is in the channel and not in the team.
    """

    team_id: str
    members: Sequence[str] | None
    outsiders: Sequence[str] | None
    has_strangers: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One person of a list, in its order."""

    id: str
    last_activity_at: int = 0


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody else in a group message."""

    channel_id: str
    user_id: str


@dataclass(frozen=True, slots=True)
class Group:
    """A row of `usergroups`: people who are mentioned or admitted together."""

    id: str
    name: str | None
    display_name: str
    description: str
    source: str
    remote_id: str | None
    create_at: int  # ms since epoch, UTC
    update_at: int
    delete_at: int
    has_syncables: bool
    allow_reference: bool

    def wire(self) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "id": self.id,
            "display_name": self.display_name,
            "description": self.description,
            "source": self.source,
            "remote_id": self.remote_id,
            "create_at": self.create_at,
            "update_at": self.update_at,
            "delete_at": self.delete_at,
            "has_syncables": self.has_syncables,
            "allow_reference": self.allow_reference,
            "member_ids": None,
        }
        return shown if self.name is None else {**shown, "name": self.name}


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Who may be meant while somebody types a name."""

    users: list[bytes]  # ready JSON objects
    out_of_channel: list[bytes] = field(default_factory=list[bytes])

    def json(self) -> bytes:
        users = b'{"users":[%b]' % b",".join(self.users)
        if not self.out_of_channel:
            return users + b"}"
        return b'%b,"out_of_channel":[%b]}' % (users, b",".join(self.out_of_channel))


class Search(Input):
    """Body of POST /users/search."""

    body_name: ClassVar[str] = "props"
    term: str = ""
    team_id: str = ""
    not_in_team_id: str = ""
    in_channel_id: str = ""
    not_in_channel_id: str = ""
    in_group_id: str = ""
    not_in_group_id: str = ""
    group_constrained: bool = False
    allow_inactive: bool = False
    without_team: bool = False
    limit: int = 0
    role: str = ""
    roles: list[str] = Field(default_factory=list[str])
    channel_roles: list[str] = Field(default_factory=list[str])
    team_roles: list[str] = Field(default_factory=list[str])

    def filter(self, reach: Reach | None) -> Filter:
        return Filter(
            reach=reach,
            in_team=self.team_id,
            not_in_team=self.not_in_team_id,
            in_channel=self.in_channel_id,
            not_in_channel=self.not_in_channel_id,
            in_group=self.in_group_id,
            not_in_group=self.not_in_group_id,
            group_constrained=self.group_constrained,
            without_team=self.without_team,
            active=not self.allow_inactive,
            role=self.role,
            roles=self.roles,
            channel_roles=self.channel_roles,
            team_roles=self.team_roles,
        )
