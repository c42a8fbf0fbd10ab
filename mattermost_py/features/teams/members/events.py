"""What is heard about people in a team."""

from dataclasses import dataclass

from mattermost_py.features.teams.members.models import Newcomer, TeamMember
from mattermost_py.features.teams.teams.models import Team
from mattermost_py.kernel.events import Audience, Event
from mattermost_py.kernel.json import dumps_text


@dataclass(frozen=True, slots=True)
class AddedToTeam(Event):
    """To the person who is in the team now."""

    name = "added_to_team"
    team_id: str
    user_id: str

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id)

    def data(self) -> dict[str, str]:
        return {"team_id": self.team_id, "user_id": self.user_id}


@dataclass(frozen=True, slots=True)
class LeftTeam(Event):
    """Two copies: one to the team without the leaver, one to the leaver."""

    name = "leave_team"
    team_id: str
    user_id: str
    to_leaver: bool

    def audience(self) -> Audience:
        if self.to_leaver:
            return Audience(user_id=self.user_id)
        return Audience(team_id=self.team_id, omit_users=frozenset({self.user_id}))

    def data(self) -> dict[str, str]:
        return {"user_id": self.user_id, "team_id": self.team_id}


@dataclass(frozen=True, slots=True)
class TeamRolesChanged(Event):
    name = "memberrole_updated"
    member: TeamMember

    def audience(self) -> Audience:
        return Audience(user_id=self.member.user_id)

    def data(self) -> dict[str, str]:
        return {"member": dumps_text(self.member)}


@dataclass(frozen=True, slots=True)
class Joined(Event):
    """People came into a team; its default channels take them in within the same transaction. Internal: no name."""

    team: Team
    people: tuple[Newcomer, ...]
    by_user_id: str  # who added them; empty when they came by themselves
    admin_ids: frozenset[str]  # those of them who administer the team, and so its default channels
    is_silent: bool = False  # no message tells of them


@dataclass(frozen=True, slots=True)
class Leaving(Event):
    """Somebody leaves a team; its channels let them go within the same transaction. Internal: no name."""

    team: Team
    person: Newcomer
    by_user_id: str
