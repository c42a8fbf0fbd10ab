"""A team's picture: kept as a file, named by the time of its last change."""

from pathlib import Path

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.identity.pictures import service as pictures
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.features.teams.teams.models import Team
from mattermost_py.infra.blobs.store import BlobMissing
from mattermost_py.infra.db import Db, Tx
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Invalid, NotFound
from mattermost_py.kernel.permissions import Permission


async def visible(db: Db, actor: Actor, team_id: str) -> Team:
    """The team, for those who may see its picture. Raises: Forbidden, NotFound."""
    return await teams.viewable(db, actor, await teams.by_id(db, team_id))


async def read(runtime: Runtime, team: Team) -> bytes:
    """PNG. Raises: NotFound when the team has none."""
    try:
        if team.last_team_icon_update:
            return await runtime.blobs.read(_path(team.id))
    except BlobMissing:
        pass  # removed behind our back: the same as no picture
    raise NotFound("api.team.get_team_icon.read_file.app_error")


async def prepare(runtime: Runtime, upload: Path) -> bytes:
    """An uploaded file as a square PNG. Raises: Invalid for what is no image or too large a one."""
    try:
        return await pictures.prepare(runtime, upload)
    except Invalid as exc:
        raise Invalid("api.team.set_team_icon.decode.app_error") from exc


async def keep(runtime: Runtime, team_id: str, picture: bytes) -> None:
    """Writes the file, which must be there before `show` says so."""
    await runtime.blobs.write(_path(team_id), picture)


async def show(tx: Tx, actor: Actor, team_id: str) -> None:
    """Shows the kept picture from now on."""
    await teams.set_icon_time(tx, await teams.manageable(tx, actor, team_id), now_ms())


async def remove(tx: Tx, actor: Actor, team_id: str) -> None:
    """The team has no picture any more."""
    await teams.set_icon_time(tx, await teams.manageable(tx, actor, team_id), 0)


async def changeable(db: Db, actor: Actor, team_id: str) -> None:
    """Raises: Forbidden unless the actor may change the picture."""
    await gate.require(db, actor, Permission.MANAGE_TEAM, team_id=team_id)


def _path(team_id: str) -> str:
    return f"teams/{team_id}/teamIcon.png"
