"""Personal access tokens. Their first use opens a session (see sessions), so that later ones cost no extra look."""

from collections.abc import Sequence
from dataclasses import replace

from mattermost_py.features.access.sessions import service as sessions
from mattermost_py.features.identity.notices import service as notices
from mattermost_py.features.identity.tokens import store, terms
from mattermost_py.features.identity.tokens.models import AccessToken
from mattermost_py.features.identity.users.models import User
from mattermost_py.infra.db import Db, Tx
from mattermost_py.infra.http.call import Page
from mattermost_py.kernel.clock import DAY_MS, now_ms
from mattermost_py.kernel.errors import Invalid, NotFound, Unsupported, invalid_body
from mattermost_py.kernel.ids import new_id

DESCRIPTION_MOST = 255
SEARCH_MOST = 100


async def create(tx: Tx, user: User, description: str, expires_at: int = 0) -> AccessToken:
    """A new token for this user. Raises: Unsupported where people may have none, Invalid for what cannot be.

    expires_at: ms since epoch; 0 = never, or as late as the site allows.
    """
    if not (user.is_bot or tx.settings.ServiceSettings.EnableUserAccessTokens):
        raise Unsupported("app.user_access_token.disabled")
    if not description:
        raise invalid_body("description")
    if len(description) > DESCRIPTION_MOST:
        raise Invalid("model.user_access_token.is_valid.description.app_error")
    now = now_ms()
    ends_at = terms.ends_at(tx.settings, user, expires_at, now)
    made = AccessToken(new_id(), new_id(), user.id, description, is_active=True, expires_at=ends_at)
    await store.insert(tx, made)
    await _set_term(tx, made, now)
    await notices.token_created(tx, user)
    return made


async def rotate(tx: Tx, user: User, token: AccessToken, expires_at: int = 0) -> AccessToken:
    """The same token with another secret; the old one ends at once. Raises: as `create`.

    expires_at: ms since epoch; 0 = as long again as it lasted before.
    """
    now, lasted = now_ms(), await store.lifetime(tx, token.id)
    most = tx.settings.AccessTokens.MaxLifetimeDays * DAY_MS
    again = min(lasted, most) if most and not user.is_bot else lasted
    ends_at = terms.ends_at(tx.settings, user, expires_at or (now + again if again else 0), now)
    await sessions.close_tokens(tx, [token.token])
    changed = replace(token, token=new_id(), expires_at=ends_at)
    await store.set_token(tx, token.id, changed.token)
    await _set_term(tx, changed, now)
    await notices.token_created(tx, user)
    return changed


async def _set_term(tx: Tx, token: AccessToken, now: int) -> None:
    if token.expires_at:
        warned = terms.warned_days(token.expires_at - now)
        await store.set_term(tx, token.id, created_at=now, ends_at=token.expires_at, warned_days=warned)


async def by_id(db: Db, token_id: str) -> AccessToken:
    """Raises: NotFound."""
    found = await store.by_id(db, token_id)
    if found is None:
        raise NotFound("app.user_access_token.get_by_user.app_error")
    return found


async def of_user(db: Db, page: Page, *, user_id: str = "") -> Sequence[AccessToken]:
    """Of everybody when no user is given."""
    return await store.of_user(db, user_id, offset=page.offset, limit=page.per_page)


async def search(db: Db, term: str) -> Sequence[AccessToken]:
    return await store.search(db, term, limit=SEARCH_MOST)


async def enable(tx: Tx, token: AccessToken) -> None:
    await store.set_active(tx, token.id, is_active=True)


async def disable(tx: Tx, token: AccessToken) -> None:
    """The token does not work until it is enabled again."""
    await store.set_active(tx, token.id, is_active=False)
    await sessions.close_tokens(tx, [token.token])


async def revoke(tx: Tx, token: AccessToken) -> None:
    """Ends the token for good."""
    await store.delete(tx, token.id)
    await sessions.close_tokens(tx, [token.token])


async def forget_user(tx: Tx, user_id: str) -> None:
    await store.delete_of(tx, user_id)
