"""Mail that anybody may ask for by naming an address. Nothing tells them whether an account has it."""

import logging
from collections.abc import Awaitable, Callable

from mattermost_py.features.access.onetime import service as onetime
from mattermost_py.features.identity.notices import service as notices
from mattermost_py.features.identity.users import addresses
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users.models import User
from mattermost_py.infra.db import Tx
from mattermost_py.infra.mail import allowances
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.json import dumps_text

log = logging.getLogger(__name__)

PER_HOUR = 10  # mails of this kind to one account, so that nobody fills a mailbox


def send_reset(runtime: Runtime, email: str) -> None:
    """Mails the link to a new password, soon. The caller waits equally long whoever has the address."""
    runtime.spawn(_write(runtime, email, _reset))


def send_verification(runtime: Runtime, email: str) -> None:
    """Mails the link that proves an address which is not proved yet, soon."""
    runtime.spawn(_write(runtime, email, _verification))


async def _write(runtime: Runtime, email: str, letter: Callable[[Tx, User], Awaitable[None]]) -> None:
    """Runs after the answer, so a failure is told to the log only."""
    try:
        db = runtime.db()
        found = await users.by_email(db, email)
        if found is None or not found.is_active or found.is_bot or found.remote_id:
            return
        if not await allowances.spend(db, f"recovery:{found.id}", 1, per_hour=PER_HOUR):
            log.warning("too many mails were asked for", extra={"user_id": found.id})
            return
        async with db.transaction() as tx:
            await letter(tx, await users.locked(tx, found.id))
    except Exception:
        log.exception("mail that was asked for was not written")


async def _reset(tx: Tx, user: User) -> None:
    if user.auth_data or user.auth_service not in ("", "email"):
        await notices.password_elsewhere(tx, user)
        return
    await onetime.revoke_of_user(tx, onetime.Purpose.PASSWORD_RECOVERY, user.id)
    extra = dumps_text({"UserId": user.id, "Email": user.email})
    secret = await onetime.issue(tx, onetime.Purpose.PASSWORD_RECOVERY, extra)
    await notices.password_reset(tx, user, secret.token)


async def _verification(tx: Tx, user: User) -> None:
    if not user.email_verified:
        await notices.verification(tx, user, user.email, await addresses.proof(tx, user, user.email))
