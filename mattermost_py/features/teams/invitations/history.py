"""What became of invitations by mail, and taking a single one back."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.access.onetime import service as onetime
from mattermost_py.features.teams.invitations import store
from mattermost_py.features.teams.invitations.models import REVOKED, Invitation
from mattermost_py.infra.db import Db, Tx
from mattermost_py.infra.http.call import Page
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Invalid, NotFound, no_permission
from mattermost_py.kernel.permissions import Permission


async def of_team(db: Db, actor: Actor, team_id: str, page: Page) -> list[Invitation]:
    """Newest first: all for those who manage the team, else one's own. Raises: Forbidden for who may not invite."""
    sender_id = await _whose(db, actor, team_id)
    return await store.of_team(db, team_id, sender_id, now=now_ms(), offset=page.offset, limit=page.per_page)


async def _whose(db: Db, actor: Actor, team_id: str) -> str:
    """Whose invitations the actor may see and take back; empty for everybody's."""
    if await gate.allows(db, actor, Permission.MANAGE_TEAM, team_id=team_id):
        return ""
    for permission in (Permission.INVITE_USER, Permission.INVITE_GUEST):
        if await gate.allows(db, actor, permission, team_id=team_id):
            return actor.user_id
    raise no_permission(actor.user_id, Permission.INVITE_USER)


async def revoke(tx: Tx, actor: Actor, team_id: str, invitation_id: str) -> None:
    """From now on its link has expired. Raises: Forbidden, NotFound, Invalid when it was used or taken back before."""
    sender_id = await _whose(tx, actor, team_id)
    found = await store.locked(tx, team_id, invitation_id)
    if found is None or (sender_id and found.sender_id != sender_id):
        raise NotFound("api.team.invitations.missing.app_error")
    if found.is_settled:
        raise Invalid("api.team.invitations.settled.app_error")
    await onetime.expire(tx, found.token)
    await store.settle(tx, found.token, REVOKED, now_ms())
