"""Tokens that take a sign-in from the browser to the desktop app, for three minutes."""

from mattermost_py.features.identity.desktop import store
from mattermost_py.features.identity.desktop.models import DesktopToken
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users.models import User
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Unauthenticated
from mattermost_py.kernel.ids import new_token

LIFETIME_S = 180
_SIGN_IN_SERVICES = frozenset({"gitlab", "google", "office365", "openid", "saml"})


async def issue(tx: Tx, user_id: str) -> str:
    """A token for somebody whom a sign-in service has just proved."""
    made = DesktopToken(new_token(), now_ms() // 1000, user_id)
    await store.insert(tx, made)
    return made.token


async def redeem(tx: Tx, token: str) -> User:
    """Whose token this is; it is used up. Raises: Unauthenticated."""
    taken = await store.take(tx, token) if token else None
    if taken is None or taken.create_at < now_ms() // 1000 - LIFETIME_S:
        raise Unauthenticated("app.desktop_token.validate.invalid")
    user = await users.fresh(tx, taken.user_id)
    if user.auth_service not in _SIGN_IN_SERVICES:
        raise Unauthenticated("api.user.login_with_desktop_token.not_oauth_or_saml_user.app_error")
    if not user.is_active:
        raise Unauthenticated("api.user.login.inactive.app_error")
    return user


async def sweep(db: Db) -> int:
    """Removes what has expired. Returns how many."""
    return await store.delete_before(db, now_ms() // 1000 - LIFETIME_S)


async def forget_user(tx: Tx, user_id: str) -> None:
    await store.delete_of(tx, user_id)
