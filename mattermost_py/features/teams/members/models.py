"""A membership of a team, and what may be sent about one."""

from dataclasses import dataclass
from typing import Any, ClassVar

from mattermost_py.kernel.inputs import Input


@dataclass(frozen=True, slots=True)
class TeamMember:
    """A user in a team. `roles` holds all role names, `explicit_roles` those that no scheme flag stands for."""

    team_id: str
    user_id: str
    roles: str
    delete_at: int  # 0 = in the team
    scheme_guest: bool
    scheme_user: bool
    scheme_admin: bool
    explicit_roles: str


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What must be known of a user who is to join a team or a channel."""

    id: str
    username: str
    email: str
    roles: str  # of the system
    delete_at: int
    is_bot: bool

    @property
    def is_guest(self) -> bool:
        return "system_guest" in self.roles.split()


@dataclass(frozen=True, slots=True)
class TeamUnread:
    """How much a user has not read in one team."""

    team_id: str
    msg_count: int
    mention_count: int
    mention_count_root: int
    msg_count_root: int
    thread_count: int
    thread_mention_count: int
    thread_urgent_mention_count: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How adding one user of a batch went."""

    user_id: str
    member: TeamMember | None
    error: dict[str, Any] | None


class MemberInput(Input):
    """Body of POST /teams/{team_id}/members; also an entry of a batch."""

    body_name: ClassVar[str] = "team_member"
    team_id: str = ""
    user_id: str = ""


class RolesInput(Input):
    """Body of PUT .../roles."""

    body_name: ClassVar[str] = "team_member_roles"
    roles: str = ""


class SchemeRoles(Input):
    """Body of PUT .../schemeRoles."""

    body_name: ClassVar[str] = "scheme_roles"
    scheme_admin: bool = False
    scheme_user: bool = False
    scheme_guest: bool = False
