"""What a user is in a team and in a channel: the role names that count there."""

from dataclasses import dataclass
from typing import Generic, TypeVar

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class ChannelStanding:
    """A user before one channel, member or not."""

    channel_id: str
    team_id: str
    type: str  # O, P, D or G
    delete_at: int  # of the channel; 0 = live
    is_member: bool
    roles: tuple[str, ...]  # in the channel; empty for others
    team_roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandingRow:
    """The raw columns a `ChannelStanding` is computed from."""

    channel_id: str
    team_id: str
    type: str
    delete_at: int
    is_member: bool
    roles: str
    scheme_guest: bool
    scheme_user: bool
    scheme_admin: bool
    is_team_member: bool
    team_roles: str
    team_scheme_guest: bool
    team_scheme_user: bool
    team_scheme_admin: bool
    channel_guest_role: str
    channel_user_role: str
    channel_admin_role: str
    team_guest_role: str
    team_user_role: str
    team_admin_role: str


@dataclass(frozen=True, slots=True)
class TeamStandingRow:
    """A user's live membership of one team."""

    team_id: str
    roles: str
    scheme_guest: bool
    scheme_user: bool
    scheme_admin: bool
    guest_role: str
    user_role: str
    admin_role: str


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """One team or channel that a user is in."""

    id: str
    is_team: bool


@dataclass(frozen=True, slots=True)
class Dependent(Generic[V]):
    """What is true as long as nothing new is known of the user in channels."""

    standings: dict[str, ChannelStanding]  # as they were known before the value was read
    value: V
