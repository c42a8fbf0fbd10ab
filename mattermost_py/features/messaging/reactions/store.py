"""SQL of `reactions`."""

from collections.abc import Mapping, Sequence
from typing import Final

from mattermost_py.features.messaging.posts.store_pieces import TOUCH
from mattermost_py.features.messaging.reactions.models import NewReaction, Reaction, Saved
from mattermost_py.infra.db import Db

# The post first, here and in `withdraw`: two that change reactions of one post wait for each other in the same order.
_POST: Final = """
         WHERE posts.id = %(post_id)s::text AND posts.channelid = %(channel_id)s::text AND posts.deleteat = 0
"""
# So few that they need not be told apart; counting kinds would cost a tenth of the statement.
_FEW: Final = """
           AND NOT EXISTS (SELECT FROM reactions WHERE postid = %(post_id)s::text OFFSET %(most)s - 1)
"""
_FEW_KINDS: Final = """
           AND (SELECT count(DISTINCT emojiname)
                  FROM reactions
                 WHERE postid = %(post_id)s::text AND coalesce(deleteat, 0) = 0
                   AND emojiname <> %(emoji_name)s::text) < %(most)s
"""
_SAVE: Final = """
     RETURNING posts.id, posts.channelid
        )
        INSERT INTO reactions (userid, postid, emojiname, createat, updateat, deleteat, remoteid, channelid)
        SELECT %(user_id)s::text, touched.id, %(emoji_name)s::text, %(update_at)s::bigint, %(update_at)s::bigint, 0,
               '', touched.channelid
          FROM touched
        ON CONFLICT (postid, userid, emojiname) DO UPDATE
           SET createat = CASE WHEN coalesce(reactions.deleteat, 0) = 0 THEN reactions.createat
                               ELSE excluded.createat END,
               updateat = excluded.updateat, deleteat = 0, channelid = excluded.channelid
        RETURNING createat, coalesce(remoteid, '') AS remoteid
"""


# Whole texts: one put together for each reaction would be looked up letter by letter among the known statements.
_SAVE_IF_FEW: Final = "WITH touched AS (" + TOUCH + _POST + _FEW + _SAVE
_SAVE_IF_FEW_KINDS: Final = "WITH touched AS (" + TOUCH + _POST + _FEW_KINDS + _SAVE


async def upsert(db: Db, wanted: NewReaction, channel_id: str, at: int, most: int) -> Saved | None:
    """Saves a reaction or renews a withdrawn one, and touches the post; one that is there stays as it is.

    most:    how many distinct emoji a post may have.
    Returns: None when the emoji would be one too many, or the post is no longer there.
    """
    for sql in (_SAVE_IF_FEW, _SAVE_IF_FEW_KINDS) if most > 0 else ():
        saved = await db.one(
            Saved,
            sql,
            user_id=wanted.user_id,
            post_id=wanted.post_id,
            emoji_name=wanted.emoji_name,
            update_at=at,
            has_reactions=True,
            channel_id=channel_id,
            most=most,
        )
        if saved is not None:
            return saved
    return None


async def withdraw(db: Db, user_id: str, post_id: str, emoji_name: str, at: int) -> Reaction | None:
    """Marks a reaction as deleted; None when there is none."""
    return await db.one(
        Reaction,
        """
        WITH post AS MATERIALIZED (SELECT id FROM posts WHERE id = %(post_id)s::text FOR NO KEY UPDATE)
        UPDATE reactions
           SET deleteat = %(at)s::bigint, updateat = %(at)s::bigint
          FROM post
         WHERE userid = %(user_id)s::text AND postid = post.id AND emojiname = %(emoji_name)s::text
           AND coalesce(deleteat, 0) = 0
        RETURNING userid, postid, emojiname, createat, updateat, deleteat, coalesce(remoteid, '') AS remoteid,
                  channelid
        """,
        user_id=user_id,
        post_id=post_id,
        emoji_name=emoji_name,
        at=at,
    )


async def on_posts(db: Db, post_ids: Sequence[str]) -> list[Reaction]:
    """Live reactions on these posts, oldest first."""
    return await db.many(
        Reaction,
        """
        SELECT userid, postid, emojiname, createat, coalesce(updateat, createat) AS updateat, 0::bigint AS deleteat,
               coalesce(remoteid, '') AS remoteid, channelid
          FROM reactions
         WHERE postid = ANY(%(post_ids)s) AND coalesce(deleteat, 0) = 0
         ORDER BY createat, userid
        """,
        post_ids=list(post_ids),
    )


async def withdraw_emoji(db: Db, emoji_name: str, at: int) -> list[str]:
    """Marks every reaction with this emoji as deleted. Returns the posts concerned."""
    return await db.many(
        str,
        """
        WITH gone AS (
            UPDATE reactions
               SET deleteat = %(at)s::bigint, updateat = %(at)s::bigint
             WHERE emojiname = %(emoji_name)s::text AND coalesce(deleteat, 0) = 0
            RETURNING postid
        )
        SELECT DISTINCT postid FROM gone
        """,
        emoji_name=emoji_name,
        at=at,
    )


async def erase(db: Db, post_ids: Sequence[str]) -> None:
    """The reactions of posts that are removed for good."""
    await db.run("DELETE FROM reactions WHERE postid = ANY(%(post_ids)s)", post_ids=list(post_ids))


async def any_left(db: Db, post_id: str) -> bool:
    return bool(
        await db.value(
            bool,
            """
            SELECT EXISTS (SELECT FROM reactions WHERE postid = %(post_id)s::text AND coalesce(deleteat, 0) = 0)
            """,
            post_id=post_id,
        )
    )


async def erase_of_user(db: Db, user_id: str) -> None:
    """The reactions of an account that is removed for good."""
    await db.run("DELETE FROM reactions WHERE userid = %(user_id)s", user_id=user_id)


async def move(db: Db, new_ids: Mapping[str, str], channel_id: str) -> None:
    """Reactions of posts go to the posts that replace them, by their ids."""
    await db.run(
        """
        UPDATE reactions AS own
           SET postid = w.newid, channelid = %(channel_id)s::text
          FROM unnest(%(old_ids)s::text[], %(new_ids)s::text[]) AS w (oldid, newid)
         WHERE own.postid = w.oldid
        """,
        old_ids=list(new_ids),
        new_ids=list(new_ids.values()),
        channel_id=channel_id,
    )


async def adopt(db: Db, reactions: Sequence[Reaction]) -> list[str]:
    """Saves reactions with their own times; those that are there stay. Returns the posts that got some."""
    return await db.many(
        str,
        """
        WITH saved AS (
            INSERT INTO reactions (userid, postid, emojiname, createat, updateat, deleteat, remoteid, channelid)
            SELECT userid, postid, emojiname, createat, createat, 0, '', channelid
              FROM unnest(%(user_ids)s::text[], %(post_ids)s::text[], %(names)s::text[], %(times)s::bigint[],
                          %(channel_ids)s::text[]) AS w (userid, postid, emojiname, createat, channelid)
                ON CONFLICT (postid, userid, emojiname) DO NOTHING
            RETURNING postid
        )
        SELECT DISTINCT postid FROM saved
        """,
        user_ids=[each.user_id for each in reactions],
        post_ids=[each.post_id for each in reactions],
        names=[each.emoji_name for each in reactions],
        times=[each.create_at for each in reactions],
        channel_ids=[each.channel_id for each in reactions],
    )
