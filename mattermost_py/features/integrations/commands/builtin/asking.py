"""One command line on its way through the server's own commands."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.features.integrations.commands.models import Answer, Argument, Command, Completion
from mattermost_py.features.teams.members import service as team_members
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.features.teams.teams.models import Team
from mattermost_py.infra.db import Db
from mattermost_py.kernel.actor import Actor

if TYPE_CHECKING:
    from mattermost_py.config import Settings


@dataclass(frozen=True, slots=True)
class Ask:
    """Who typed what, and where."""

    db: Db
    actor: Actor
    channel: Channel
    team_id: str  # '' in direct and group messages of a client that shows no team
    root_id: str
    text: str

    def words(self) -> list[str]:
        return self.text.replace(",", " ").split()

    async def team(self) -> Team | None:
        """The team the client shows, else one of the user's."""
        if self.team_id:
            return await teams.by_id(self.db, self.team_id)
        mine = await team_members.teams_of(self.db, self.actor, self.actor.user_id)
        return next((each for each in mine if not each.delete_at), None)

    async def address(self, path: str) -> str:
        """A page of the team, whole: `channels/name` or `messages/@name`."""
        site, team = self.db.settings.ServiceSettings.SiteURL.rstrip("/"), await self.team()
        return f"{site}/{team.name}/{path}" if team else f"{site}/"


Act = Callable[[Ask], Awaitable[Answer]]


def _always(_settings: "Settings") -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Builtin:
    """A command of the server. `exists` asks the settings, as `is_offered` does: others must be known to be used."""

    trigger: str
    act: Act
    description: str
    hint: str = ""
    arguments: tuple[Argument, ...] = ()
    words: tuple[Completion, ...] = ()
    exists: Callable[["Settings"], bool] = _always
    is_offered: Callable[["Settings"], bool] = _always

    def command(self) -> Command:
        """As clients see it."""
        completion = None
        if self.arguments or self.words:
            completion = Completion(
                self.trigger, self.hint, self.description, arguments=self.arguments, commands=self.words
            )
        return Command(
            trigger=self.trigger,
            auto_complete=True,
            auto_complete_desc=self.description,
            auto_complete_hint=self.hint,
            display_name=self.trigger,
            completion=completion,
        )


def without_sign(word: str, sign: str) -> str:
    """A name as it is stored: `@Ana` is ana."""
    return word.removeprefix(sign).lower()
