"""SQL that finds out where an invitation may lead."""

from collections.abc import Sequence

from mattermost_py.features.teams.invitations.models import Room
from mattermost_py.infra.db import Db


async def rooms(db: Db, channel_ids: Sequence[str]) -> list[Room]:
    """The live channels of these ids, in the order of the ids."""
    return await db.many(
        Room,
        """
        SELECT c.id, coalesce(c.teamid, '') AS teamid, c.type::text AS type,
               EXISTS (SELECT FROM accesscontrolpolicies p WHERE p.id = c.id) AS isguarded
          FROM channels c
         WHERE c.id = ANY(%(channel_ids)s) AND coalesce(c.deleteat, 0) = 0
         ORDER BY array_position(%(channel_ids)s::text[], c.id::text)
        """,
        channel_ids=list(channel_ids),
    )
