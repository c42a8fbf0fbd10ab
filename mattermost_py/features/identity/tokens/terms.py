"""How long personal access tokens last, and telling their owners in time."""

from mattermost_py.config import Settings
from mattermost_py.features.access.sessions import service as sessions
from mattermost_py.features.identity.tokens import store
from mattermost_py.features.identity.tokens.events import TokenEnding
from mattermost_py.features.identity.users.models import User
from mattermost_py.infra.db import Tx
from mattermost_py.kernel.clock import DAY_MS, now_ms
from mattermost_py.kernel.errors import Invalid

WARN_DAYS = (7, 3, 1)
NEVER_WARNED = max(WARN_DAYS) + 1


def ends_at(settings: Settings, user: User, wanted: int, now: int) -> int:
    """When a new token of this user ends; 0 = never. Bots are bound by no limit, as their owners are asked anyway.

    wanted: what was asked for, 0 for as long as possible.
    Raises: Invalid for a time that has passed or is later than the site allows.
    """
    if wanted < 0 or (wanted and wanted <= now):
        raise Invalid("model.user_access_token.is_valid.expires_at.app_error")
    most_days = 0 if user.is_bot else settings.AccessTokens.MaxLifetimeDays
    if not most_days:
        return wanted
    latest = now + most_days * DAY_MS
    if wanted > latest:
        raise Invalid("model.user_access_token.is_valid.lifetime.app_error", Days=most_days)
    return wanted or latest


def warned_days(lifetime_ms: int) -> int:
    """Of which warnings a token of this length has no need: nobody is warned a week before of what lasts a day."""
    return min((days for days in WARN_DAYS if lifetime_ms <= days * DAY_MS), default=NEVER_WARNED)


async def warn(tx: Tx) -> int:
    """Tells owners of tokens that end within a week, three days or one; each once. Returns how many."""
    ending = await store.ending(tx, now_ms(), WARN_DAYS)
    tx.publish(*(TokenEnding(each) for each in ending))
    return len(ending)


async def revoke_overlong(tx: Tx) -> int:
    """Revokes every token of a person that lasts longer than the site allows by now. Returns how many."""
    most_days = tx.settings.AccessTokens.MaxLifetimeDays
    if not most_days:
        return 0
    revoked = await store.delete_overlong(tx, now_ms() + most_days * DAY_MS)
    await sessions.close_tokens(tx, revoked)
    return len(revoked)
