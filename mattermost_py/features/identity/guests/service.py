"""Making guests of users and users of guests; what happens when the site takes no guests any more."""

import logging

from mattermost_py.config import Settings
from mattermost_py.features.identity.users import standing
from mattermost_py.features.identity.users.models import User
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import Unsupported

log = logging.getLogger(__name__)


async def promote(tx: Tx, actor: Actor, user: User) -> User:
    """A guest becomes an ordinary user, in every team and channel they are in. Raises: Unsupported."""
    if not user.is_guest:
        raise Unsupported("api.user.promote_guest_to_user.no_guest.app_error")
    if user.is_magic_link:  # they would have no way to sign in
        raise Unsupported("api.user.promote_guest_to_user.magic_link_enabled.app_error")
    return await standing.set_guest(tx, actor, user, is_guest=False)


async def demote(tx: Tx, actor: Actor, user: User) -> User:
    """A user becomes a guest and keeps their places, without any say there. Raises: Unsupported, Invalid."""
    if user.is_guest:
        raise Unsupported("api.user.demote_user_to_guest.already_guest.app_error")
    return await standing.set_guest(tx, actor, user, is_guest=True)


def prepare(runtime: Runtime) -> None:
    """Watches the setting: guests are deactivated once it is switched off. The first worker to notice does it."""

    def changed(old: Settings, new: Settings) -> None:
        if old.GuestAccountsSettings.Enable and not new.GuestAccountsSettings.Enable:
            runtime.spawn(_deactivate(runtime))

    runtime.config.subscribe(changed)


async def _deactivate(runtime: Runtime) -> None:
    try:
        async with runtime.db().transaction() as tx:
            count = await standing.deactivate_guests(tx)
        log.info("guests were deactivated", extra={"guests": count})
    except Exception:
        log.exception("guests were not deactivated")
