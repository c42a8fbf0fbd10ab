"""SQL that counts people."""

from mattermost_py.features.system.limits.models import Counts
from mattermost_py.infra.db import Db


async def counts(db: Db) -> Counts:
    """Active people, bots and people of other servers left out; and guests who are in one channel only."""
    found = await db.one(
        Counts,
        """
        SELECT count(*) AS people,
               count(*) FILTER (
                   WHERE 'system_guest' = ANY(string_to_array(coalesce(u.roles, ''), ' '))
                     AND 1 = (SELECT count(*) FROM channelmembers cm JOIN channels c ON c.id = cm.channelid
                               WHERE cm.userid = u.id AND c.type IN ('O', 'P') AND c.deleteat = 0)
               ) AS singlechannelguests
          FROM users u
         WHERE u.deleteat = 0 AND coalesce(u.remoteid, '') = ''
           AND NOT EXISTS (SELECT FROM bots b WHERE b.userid = u.id)
        """,
    )
    assert found is not None  # an aggregate always has its row
    return found
