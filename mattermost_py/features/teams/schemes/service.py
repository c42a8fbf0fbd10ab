"""Teams under schemes."""

from collections.abc import Sequence

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.access.schemes import service as schemes
from mattermost_py.features.access.schemes.events import SchemeDeleted
from mattermost_py.features.access.schemes.models import TEAM, SchemeChoice
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.features.teams.teams.models import Team
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import Invalid
from mattermost_py.kernel.permissions import Permission


async def choose(tx: Tx, actor: Actor, team_id: str, choice: SchemeChoice) -> Team:
    """Puts a team under a scheme, or with an empty id under none. Raises: Forbidden, Invalid, NotFound."""
    await gate.require(tx, actor, Permission.SYSCONSOLE_WRITE_USER_MANAGEMENT_PERMISSIONS)
    wanted = await schemes.chosen(tx, choice, TEAM, wrong_scope="api.team.update_team_scheme.scheme_scope.error")
    return await teams.set_scheme(tx, await teams.locked(tx, team_id), wanted)


async def of_scheme(db: Db, actor: Actor, scheme_id: str, *, limit: int, offset: int) -> Sequence[Team]:
    """The teams under a scheme. Raises: Forbidden, Invalid for a scheme of channels, NotFound."""
    await gate.require(db, actor, Permission.SYSCONSOLE_READ_USER_MANAGEMENT_TEAMS)
    scheme = await schemes.by_id(db, scheme_id)
    if scheme.scope != TEAM:
        raise Invalid("api.scheme.get_teams_for_scheme.scope.error")
    found = await teams.of_scheme(db, scheme_id, limit=limit, offset=offset)
    return await teams.shown(db, actor, found)


async def let_go(tx: Tx, event: SchemeDeleted) -> None:
    """The teams of a scheme that is gone are under the system's again."""
    for team in await teams.of_scheme(tx, event.scheme.id):
        await teams.set_scheme(tx, team, None)
