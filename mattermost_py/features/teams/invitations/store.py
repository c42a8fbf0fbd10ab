"""SQL of `mmpy.invitations`, and where an invitation may lead."""

from collections.abc import Sequence

from mattermost_py.features.teams.invitations.models import Invitation, Room
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


async def insert(db: Db, invitations: Sequence[Invitation]) -> None:
    """Open invitations of one sender to one team, sent at once."""
    first = invitations[0]
    await db.run(
        """
        INSERT INTO mmpy.invitations (id, team_id, sender_id, email, is_guest, token, created_at, expires_at)
        SELECT id, %(team_id)s, %(sender_id)s, email, %(is_guest)s, token, %(created_at)s, %(expires_at)s
          FROM unnest(%(ids)s::text[], %(emails)s::text[], %(tokens)s::text[]) AS new (id, email, token)
        """,
        team_id=first.team_id,
        sender_id=first.sender_id,
        is_guest=first.is_guest,
        created_at=first.created_at,
        expires_at=first.expires_at,
        ids=[each.id for each in invitations],
        emails=[each.email for each in invitations],
        tokens=[each.token for each in invitations],
    )


async def of_team(db: Db, team_id: str, sender_id: str, *, now: int, offset: int, limit: int) -> list[Invitation]:
    """Newest first; of everybody when no sender is given."""
    return await db.many(
        Invitation,
        """
        SELECT id, team_id, sender_id, email, is_guest, token, created_at, expires_at, settled_at,
               CASE WHEN outcome = 'open' AND expires_at < %(now)s THEN 'expired' ELSE outcome END AS outcome
          FROM mmpy.invitations
         WHERE team_id = %(team_id)s AND (%(sender_id)s::text = '' OR sender_id = %(sender_id)s)
         ORDER BY created_at DESC, id
         LIMIT %(limit)s OFFSET %(offset)s
        """,
        team_id=team_id,
        sender_id=sender_id,
        now=now,
        offset=offset,
        limit=limit,
    )


async def locked(db: Db, team_id: str, invitation_id: str) -> Invitation | None:
    return await db.one(
        Invitation,
        """
        SELECT id, team_id, sender_id, email, is_guest, token, created_at, expires_at, settled_at, outcome
          FROM mmpy.invitations
         WHERE id = %(invitation_id)s AND team_id = %(team_id)s
           FOR UPDATE
        """,
        invitation_id=invitation_id,
        team_id=team_id,
    )


async def settle(db: Db, token: str, outcome: str, now: int) -> None:
    """Notes what became of the invitation with this secret."""
    await db.run(
        """
        UPDATE mmpy.invitations SET outcome = %(outcome)s, settled_at = %(now)s, token = ''
         WHERE token = %(token)s AND token <> ''
        """,
        token=token,
        outcome=outcome,
        now=now,
    )


async def settle_all(db: Db, outcome: str, now: int) -> None:
    """Those that are still open."""
    await db.run(
        """
        UPDATE mmpy.invitations SET outcome = %(outcome)s, settled_at = %(now)s, token = ''
         WHERE token <> '' AND expires_at >= %(now)s
        """,
        outcome=outcome,
        now=now,
    )


async def delete_of(db: Db, *, team_id: str = "", sender_id: str = "") -> None:
    """With the team or the person they came from."""
    await db.run(
        """
        DELETE FROM mmpy.invitations
         WHERE (team_id = %(team_id)s AND %(team_id)s::text <> '')
            OR (sender_id = %(sender_id)s AND %(sender_id)s::text <> '')
        """,
        team_id=team_id,
        sender_id=sender_id,
    )
