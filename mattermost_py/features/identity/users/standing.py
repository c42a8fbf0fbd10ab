"""What changes the nature of an account: becoming a guest, ceasing to be one, being proved elsewhere."""

from dataclasses import replace

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.access.sessions import service as sessions
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users import store
from mattermost_py.features.identity.users.events import GuestChanged, GuestsDeactivated
from mattermost_py.features.identity.users.models import User
from mattermost_py.infra.db import Tx, UniqueViolation
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Invalid
from mattermost_py.kernel.events import GuestStanding, SessionsRevoked


async def set_guest(tx: Tx, actor: Actor, user: User, *, is_guest: bool) -> User:
    """Makes somebody a guest, who administers nothing any more, or a guest an ordinary user.

    Raises: Invalid for the last admin.
    """
    if is_guest and user.is_system_admin and await store.lock_admins(tx) <= 1:
        raise Invalid("app.user.update.lastAdmin.app_error")
    old, new = ("system_user", "system_guest") if is_guest else ("system_guest", "system_user")
    lost = {old, new, "system_admin"} if is_guest else {old, new}
    text, now = " ".join([new, *(name for name in user.role_names if name not in lost)]), now_ms()
    await store.set_roles(tx, user.id, text, now)
    await sessions.follow_standing(tx, user.id, text, is_guest=is_guest)
    gate.forget_users(tx, user.id)
    changed = replace(user, roles=text, update_at=now)
    users.announce(tx, changed)
    tx.publish(GuestStanding(user.id, is_guest), GuestChanged(changed, is_guest, actor.user_id))
    if user.is_system_admin and not changed.is_system_admin:
        tx.publish(SessionsRevoked(user.id))  # as when roles are taken away
    return changed


async def deactivate_guests(tx: Tx) -> int:
    """Deactivates every guest and ends their sessions. Returns how many there were."""
    user_ids = await store.deactivate_guests(tx, now_ms())
    if user_ids:
        await sessions.revoke_users(tx, user_ids)
        users.forget(tx, *user_ids)
        tx.publish(GuestsDeactivated())
    return len(user_ids)


async def set_auth(tx: Tx, user_id: str, auth_service: str, auth_data: str | None) -> User:
    """Moves the account to another sign-in service, or back to a password that it does not have yet.

    Raises: Invalid when the service's account belongs to somebody else here.
    """
    try:
        async with tx.transaction():
            await store.set_auth(tx, user_id, auth_service, auth_data, now_ms())
    except UniqueViolation as exc:
        raise Invalid("app.user.update_auth_data.email_exists.app_error") from exc
    await sessions.forget_user(tx, user_id)
    return await users.announced(tx, user_id)
