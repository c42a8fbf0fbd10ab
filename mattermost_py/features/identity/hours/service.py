"""Who wants to be called now, by their hours. Clients decide about open windows by the same rules."""

from collections.abc import Sequence

from mattermost_py.features.identity.hours import store
from mattermost_py.features.identity.hours.models import Hours
from mattermost_py.infra.db import Db
from mattermost_py.kernel.clock import now_s


async def resting(db: Db, user_ids: Sequence[str]) -> frozenset[str]:
    """Those among these people who are outside of the hours they have chosen."""
    now = now_s()
    wishes = await store.wishes(db, user_ids) if user_ids else []
    return frozenset(each.user_id for each in wishes if not Hours.read(each.value).allow(now, each.zone))
