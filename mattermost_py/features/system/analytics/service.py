"""Figures for the console and for usage pages."""

from mattermost_py.features.system.analytics import store
from mattermost_py.features.system.analytics.models import BusyChannel, Figure
from mattermost_py.infra.db import Db
from mattermost_py.kernel.clock import DAY_MS, now_ms
from mattermost_py.kernel.errors import invalid_body

SERIES_DAYS = 31
BUSIEST_MOST = 10


async def report(db: Db, name: str, team_id: str) -> list[Figure]:
    """The figures of this name, of the site or of one team. Raises: Invalid for a name nobody knows."""
    now = now_ms()
    since = now - now % DAY_MS - SERIES_DAYS * DAY_MS
    match name:
        case "standard":
            figures = await store.standard(db, team_id, day_ago=now - DAY_MS, month_ago=now - 31 * DAY_MS)
            return [*figures[:5], *_connections(db), *figures[5:]]
        case "extra_counts":
            return await store.extra_counts(db, team_id)
        case "post_counts_day":
            return await store.posts_a_day(db, team_id, since, by_bots=False)
        case "bot_post_counts_day":
            return await store.posts_a_day(db, team_id, since, by_bots=True)
        case "user_counts_with_posts_day":
            return await store.writers_a_day(db, team_id, since)
        case _:
            raise invalid_body("name")


async def busiest_channels(db: Db, team_id: str) -> list[BusyChannel]:
    """The channels of the site, or of one team, in which most was written in the last 31 days."""
    return await store.busiest_channels(db, team_id, now_ms() - SERIES_DAYS * DAY_MS, limit=BUSIEST_MOST)


def _connections(db: Db) -> list[Figure]:
    return [
        Figure("total_websocket_connections", db.runtime.hub.open_sockets),
        Figure("total_master_db_connections", db.settings.Database.MaxConnections),
        Figure("total_read_db_connections", 0),
    ]


async def posts_usage(db: Db) -> dict[str, int]:
    return {"count": await store.user_posts(db)}


async def storage_usage(db: Db) -> dict[str, int]:
    return {"bytes": await store.stored_bytes(db)}


async def teams_usage(db: Db) -> dict[str, int]:
    return {"active": await store.teams(db), "cloud_archived": 0}
