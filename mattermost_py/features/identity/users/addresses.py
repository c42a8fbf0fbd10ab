"""E-mail addresses: which are allowed, and how they are proved before they count."""

from dataclasses import replace

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.access.onetime import service as onetime
from mattermost_py.features.identity.users import policy, store
from mattermost_py.features.identity.users.events import VerificationWanted
from mattermost_py.features.identity.users.models import User
from mattermost_py.infra.db import Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import Invalid
from mattermost_py.kernel.json import dumps_text
from mattermost_py.kernel.permissions import Permission


async def settled(tx: Tx, actor: Actor, before: User, changed: User) -> User:
    """A new address must be in an allowed domain, and may have to be verified before it counts."""
    if changed.email == before.email:
        return changed
    guests, people = tx.settings.GuestAccountsSettings, tx.settings.TeamSettings
    if before.is_guest and not policy.in_domains(changed.email, guests.RestrictCreationToDomains):
        raise Invalid("api.user.update_user.accepted_guest_domain.app_error")
    if not before.is_guest and not policy.in_domains(changed.email, people.RestrictCreationToDomains):
        raise Invalid("api.user.update_user.accepted_domain.app_error")
    if not tx.settings.EmailSettings.RequireEmailVerification or await gate.allows(tx, actor, Permission.MANAGE_SYSTEM):
        return replace(changed, email_verified=False)
    if not policy.is_valid_email(changed.email):
        raise Invalid("model.user.is_valid.email.app_error")
    if await store.by_email(tx, changed.email) is not None:
        raise Invalid("app.user.save.email_exists.app_error")
    await want_verification(tx, before, changed.email)
    return replace(changed, email=before.email)


async def want_verification(tx: Tx, user: User, email: str) -> None:
    """Issues the secret that proves the address, for the mail that carries it."""
    tx.publish(VerificationWanted(user, email, await proof(tx, user, email)))


async def proof(tx: Tx, user: User, email: str) -> str:
    """The secret that proves the address; earlier ones of this user become useless."""
    await onetime.revoke_of_user(tx, onetime.Purpose.VERIFY_EMAIL, user.id)
    secret = await onetime.issue(tx, onetime.Purpose.VERIFY_EMAIL, dumps_text({"UserId": user.id, "Email": email}))
    return secret.token
