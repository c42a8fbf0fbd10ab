"""What is heard about a team."""

from dataclasses import dataclass, replace

from mattermost_py.features.teams.teams.models import Team
from mattermost_py.kernel.events import Audience, Event
from mattermost_py.kernel.json import dumps_text


@dataclass(frozen=True, slots=True)
class _AboutTeam(Event):
    """Everybody in the team hears its new state, without e-mail and invite id."""

    team: Team

    def audience(self) -> Audience:
        return Audience(team_id=self.team.id)

    def data(self) -> dict[str, str]:
        return {"team": dumps_text(replace(self.team, email="", invite_id=""))}


class TeamUpdated(_AboutTeam):
    name = "update_team"


class TeamArchived(_AboutTeam):
    name = "delete_team"


class TeamRestored(_AboutTeam):
    name = "restore_team"


class TeamSchemeUpdated(_AboutTeam):
    name = "update_team_scheme"


@dataclass(frozen=True, slots=True)
class TeamFounded(Event):
    """A new team exists; its channels are made in the same transaction. Internal: no name."""

    team: Team


@dataclass(frozen=True, slots=True)
class TeamDestroyed(Event):
    """A team is about to be removed for good, with everything in it. Internal: no name."""

    team: Team
