"""SQL question about what roles grant."""

from collections.abc import Sequence

from mattermost_py.features.access.grants.models import Granted
from mattermost_py.infra.db import Db


async def of(db: Db, names: Sequence[str]) -> list[Granted]:
    """Roles by name, those of channel schemes with the role that bounds them: of the team's scheme, else built in."""
    return await db.many(
        Granted,
        """
        SELECT r.name, coalesce(r.permissions, '') AS permissions, coalesce(r.deleteat, 0) AS deleteat,
               coalesce(above.kind, '') AS kind, coalesce(above.permissions, '') AS higher
          FROM roles r
          LEFT JOIN LATERAL (
               SELECT k.kind, h.permissions
                 FROM schemes s
                 JOIN channels c ON c.schemeid = s.id
                 LEFT JOIN teams t ON t.id = c.teamid
                 LEFT JOIN schemes ts ON ts.id = t.schemeid AND ts.deleteat = 0
                 JOIN LATERAL (VALUES
                      ('admin', s.defaultchanneladminrole, ts.defaultchanneladminrole, 'channel_admin'),
                      ('user', s.defaultchanneluserrole, ts.defaultchanneluserrole, 'channel_user'),
                      ('guest', s.defaultchannelguestrole, ts.defaultchannelguestrole, 'channel_guest')
                      ) AS k(kind, own, teams, builtin) ON k.own = r.name
                 JOIN roles h ON h.name = coalesce(nullif(k.teams, ''), k.builtin)
                WHERE s.id = r.schemeid AND s.scope = 'channel' AND s.deleteat = 0
                ORDER BY c.id
                LIMIT 1) above ON true
         WHERE r.name = ANY(%(names)s)
        """,
        names=list(names),
    )
