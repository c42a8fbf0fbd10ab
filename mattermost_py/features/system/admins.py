"""Demands on administrators whose powers a site may restrict."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.infra.db import Db
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import no_permission
from mattermost_py.kernel.permissions import Permission


async def require_unrestricted(db: Db, actor: Actor, permission: Permission) -> None:
    """Raises: Forbidden without the permission, and for everybody where `RestrictSystemAdmin` is on."""
    if db.settings.ExperimentalSettings.RestrictSystemAdmin:
        raise no_permission(actor.user_id, permission)
    await gate.require(db, actor, permission)
