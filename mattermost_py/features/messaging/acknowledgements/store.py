"""SQL of `postacknowledgements`."""

from collections.abc import Mapping, Sequence

from mattermost_py.features.messaging.acknowledgements.models import Acknowledgement
from mattermost_py.infra.db import Db


async def save(db: Db, given: Acknowledgement) -> Acknowledgement:
    """Keeps the time of the first confirmation that was not taken back."""
    saved = await db.one(
        Acknowledgement,
        """
        INSERT INTO postacknowledgements (postid, userid, acknowledgedat, remoteid, channelid)
        VALUES (%(post_id)s::text, %(user_id)s::text, %(acknowledged_at)s, %(remote_id)s, %(channel_id)s::text)
        ON CONFLICT (postid, userid) DO UPDATE
           SET acknowledgedat = CASE WHEN postacknowledgements.acknowledgedat > 0
                                     THEN postacknowledgements.acknowledgedat ELSE excluded.acknowledgedat END,
               channelid = excluded.channelid
        RETURNING userid, postid, acknowledgedat, coalesce(channelid, '') AS channelid,
                  coalesce(remoteid, '') AS remoteid
        """,
        post_id=given.post_id,
        user_id=given.user_id,
        acknowledged_at=given.acknowledged_at,
        remote_id=given.remote_id,
        channel_id=given.channel_id,
    )
    assert saved is not None
    return saved


async def of(db: Db, post_id: str, user_id: str) -> Acknowledgement | None:
    """None also when it was taken back."""
    return await db.one(
        Acknowledgement,
        """
        SELECT userid, postid, acknowledgedat, coalesce(channelid, '') AS channelid, coalesce(remoteid, '') AS remoteid
          FROM postacknowledgements
         WHERE postid = %(post_id)s::text AND userid = %(user_id)s::text AND acknowledgedat > 0
        """,
        post_id=post_id,
        user_id=user_id,
    )


async def withdraw(db: Db, post_id: str, user_id: str) -> None:
    await db.run(
        "UPDATE postacknowledgements SET acknowledgedat = 0 WHERE postid = %(post_id)s AND userid = %(user_id)s",
        post_id=post_id,
        user_id=user_id,
    )


async def erase(db: Db, post_ids: Sequence[str]) -> None:
    """Those of posts that are removed for good."""
    await db.run("DELETE FROM postacknowledgements WHERE postid = ANY(%(post_ids)s)", post_ids=list(post_ids))


async def erase_of_user(db: Db, user_id: str) -> None:
    await db.run("DELETE FROM postacknowledgements WHERE userid = %(user_id)s", user_id=user_id)


async def move(db: Db, new_ids: Mapping[str, str], channel_id: str) -> None:
    """Confirmations of posts go to the posts that replace them, by their ids."""
    await db.run(
        """
        UPDATE postacknowledgements AS own
           SET postid = w.newid, channelid = %(channel_id)s::text
          FROM unnest(%(old_ids)s::text[], %(new_ids)s::text[]) AS w (oldid, newid)
         WHERE own.postid = w.oldid
        """,
        old_ids=list(new_ids),
        new_ids=list(new_ids.values()),
        channel_id=channel_id,
    )
