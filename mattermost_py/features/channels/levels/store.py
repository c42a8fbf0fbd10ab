"""SQL of `mmpy.channel_levels`."""

from mattermost_py.features.channels.levels.models import ChannelLevel
from mattermost_py.infra.db import Db


async def of_user(db: Db, user_id: str) -> list[ChannelLevel]:
    """Levels of the channels somebody is in."""
    return await db.many(
        ChannelLevel,
        """
        SELECT l.channel_id, l.level
          FROM mmpy.channel_levels l
          JOIN channelmembers m ON m.channelid = l.channel_id AND m.userid = %(user_id)s
         ORDER BY l.channel_id
        """,
        user_id=user_id,
    )


async def upsert(db: Db, level: ChannelLevel) -> None:
    await db.run(
        """
        INSERT INTO mmpy.channel_levels (channel_id, level) VALUES (%(channel_id)s, %(level)s)
            ON CONFLICT (channel_id) DO UPDATE SET level = excluded.level
        """,
        channel_id=level.channel_id,
        level=level.level,
    )


async def delete(db: Db, channel_id: str) -> None:
    await db.run("DELETE FROM mmpy.channel_levels WHERE channel_id = %(channel_id)s", channel_id=channel_id)
