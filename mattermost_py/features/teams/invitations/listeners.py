"""What becomes of invitations is noted with its cause; they go with their team and their sender."""

from mattermost_py.features.access.onetime.events import SecretUsed
from mattermost_py.features.identity.users.events import UserErased
from mattermost_py.features.teams.invitations import service
from mattermost_py.features.teams.teams.events import TeamDestroyed
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Listener, within


async def _used(tx: Tx, event: SecretUsed) -> None:
    await service.note_used(tx, event.secret)


async def _destroyed(tx: Tx, event: TeamDestroyed) -> None:
    await service.forget(tx, team_id=event.team.id)


async def _erased(tx: Tx, event: UserErased) -> None:
    await service.forget(tx, sender_id=event.user.id)


listeners: list[Listener] = [
    within(SecretUsed, _used),
    within(TeamDestroyed, _destroyed),
    within(UserErased, _erased),
]
