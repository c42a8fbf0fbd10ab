"""Commands go with the people who made them and with their teams."""

from mattermost_py.features.identity.users.events import UserErased
from mattermost_py.features.integrations.commands import service
from mattermost_py.features.teams.teams.events import TeamDestroyed
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Listener, within


async def user_erased(tx: Tx, erased: UserErased) -> None:
    await service.user_erased(tx, erased.user.id)


async def team_erased(tx: Tx, destroyed: TeamDestroyed) -> None:
    await service.team_erased(tx, destroyed.team.id)


listeners: list[Listener] = [
    within(UserErased, user_erased),
    within(TeamDestroyed, team_erased),
]
