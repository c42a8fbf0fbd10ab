"""A user as they see themselves, as JSON: every client asks for it at its start, many ask again and again."""

from mattermost_py.config import Settings
from mattermost_py.features.identity.users import policy
from mattermost_py.features.identity.users.models import User
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db
from mattermost_py.kernel.json import dumps

_MADE = CacheSpec[tuple[User, Settings, str, bytes]]("users_mirrored", size=2_000)  # of what, the ETag, the text


def of(db: Db, user: User) -> tuple[str, bytes]:
    """ETag and text; kept until the user or the settings change."""
    cache, settings = db.cache(_MADE), db.settings
    known = cache.get(user.id)
    if known is None or known[0] is not user or known[1] is not settings:
        known = (user, settings, policy.etag(settings, user), dumps(user))
        cache.put(user.id, known, version=cache.version)
    return known[2], known[3]
