"""SQL of searches. The conditions are put together from literals, so that each combination is planned for itself."""

from collections.abc import Sequence
from typing import Any, Final, LiteralString

from mattermost_py.features.messaging.files.models import FileInfo
from mattermost_py.features.messaging.posts import plain
from mattermost_py.features.messaging.posts.store import JOINS
from mattermost_py.features.messaging.search.models import Called, Calls, ChannelName, FoundPost, Mine, Scope, Texts
from mattermost_py.features.messaging.search.traits import conditions
from mattermost_py.infra.db import Db

MARK_START, MARK_END = "\x02", "\x03"

_IN_MY_CHANNELS: Final = """
          JOIN channelmembers cm ON cm.channelid = x.channelid AND cm.userid = %(user_id)s
          JOIN channels c ON c.id = x.channelid"""

# Named, they cost neither planning nor a join. No index of channels may be used instead of the one on words.
_NAMED: Final = " AND x.channelid || '' = ANY(%(my_channel_ids)s::text[])"

_TEAM: Final = " AND c.teamid IN (%(team_id)s, '')"
_LIVE: Final = " AND c.deleteat = 0"
_CHANNELS: Final = " AND x.channelid = ANY(%(channel_ids)s)"
_NOT_CHANNELS: Final = " AND x.channelid <> ALL(%(not_channel_ids)s)"
_START: Final = " AND x.createat >= %(start)s"
_END: Final = " AND x.createat < %(end)s"
_NOT_SPANS: Final = """
           AND NOT EXISTS (SELECT FROM unnest(%(not_starts)s::bigint[], %(not_ends)s::bigint[]) AS n(first, behind)
                            WHERE x.createat >= n.first AND (n.behind = 0 OR x.createat < n.behind))"""
_PAGE: Final = " ORDER BY x.createat DESC, x.id DESC OFFSET %(offset)s LIMIT %(limit)s"
# The same order, which no index has: without this the planner walks through posts from the newest on, reading each
# one's text, since it takes that for cheap.
_PAGE_OF_FOUND: Final = " ORDER BY x.createat + 0 DESC, x.id DESC OFFSET %(offset)s LIMIT %(limit)s"
# What words lead to is sorted first, so that only as many posts as fill the page are looked up in channels.
_FOUND: Final = "SELECT x.id FROM (SELECT x.id, x.channelid, x.createat + 0 AS at FROM posts x"
_SORTED: Final = " ORDER BY x.createat + 0 DESC, x.id DESC OFFSET 0) x"
_PAGE_OF_SORTED: Final = " ORDER BY x.at DESC, x.id DESC OFFSET %(offset)s LIMIT %(limit)s"
WORDS = "idx_posts_message_txt"  # Mattermost's index of the texts of posts


def _place(scope: Scope) -> LiteralString:
    """What the channel must be like."""
    sql: LiteralString = _TEAM if scope.team_id else ""
    return sql + ("" if scope.with_archived else _LIVE)


def _where(scope: Scope) -> LiteralString:
    """Where and when."""
    sql: LiteralString = ""
    sql += "" if scope.channel_ids is None else _CHANNELS
    sql += _NOT_CHANNELS if scope.not_channel_ids else ""
    sql += _START if scope.start else ""
    sql += _END if scope.end else ""
    sql += _NOT_SPANS if scope.not_starts else ""
    return sql


def _joined(conditions: Sequence[LiteralString], *, is_or: bool) -> LiteralString:
    if not conditions:
        return ""
    between: LiteralString = " OR " if is_or else " AND "
    return " AND (" + between.join(conditions) + ")"


_POST_WORDS: Final = "to_tsvector('english', x.message) @@ to_tsquery('english', %(tsquery)s)"
_POST_TAGS: Final = """(to_tsvector('english', x.hashtags) @@ plainto_tsquery('english', %(tag_words)s)
                AND string_to_array(lower(x.hashtags), ' ') @> %(tags)s::text[])"""
_POST_ANY_TAG: Final = "string_to_array(lower(x.hashtags), ' ') && %(tags)s::text[]"
_POST_TAG_PREFIXES: Final = """NOT EXISTS (
                SELECT FROM unnest(%(tag_prefixes)s::text[]) AS w(form)
                 WHERE NOT EXISTS (SELECT FROM unnest(string_to_array(lower(x.hashtags), ' ')) AS h(tag)
                                    WHERE h.tag LIKE w.form))"""
_POST_LIKES: Final = "x.message ILIKE ALL(%(likes)s)"
_POST_ANY_LIKE: Final = "x.message ILIKE ANY(%(likes)s)"
_POST_NOT_LIKES: Final = " AND x.message NOT ILIKE ALL(%(not_likes)s)"
_POST_PEOPLE: Final = " AND x.userid = ANY(%(people_ids)s)"
_POST_NOT_PEOPLE: Final = " AND x.userid <> ALL(%(not_people_ids)s)"


_LIVE_POST: Final = " WHERE x.deleteat = 0"
# Nearly all posts are live, so no index on that may be used instead of the one on words.
_LIVE_POST_BY_WORDS: Final = " WHERE x.deleteat + 0 = 0"


def _post_texts(texts: Texts) -> LiteralString:
    conditions: list[LiteralString] = []
    if texts.tsquery:
        conditions.append(_POST_WORDS)
    if texts.tags:
        conditions.append(_POST_ANY_TAG if texts.is_or else _POST_TAGS)
    if texts.tag_prefixes:
        conditions.append(_POST_TAG_PREFIXES)
    if texts.likes:
        conditions.append(_POST_ANY_LIKE if texts.is_or else _POST_LIKES)
    return _joined(conditions, is_or=texts.is_or) + (_POST_NOT_LIKES if texts.not_likes else "")


def _params(scope: Scope, texts: Texts) -> dict[str, Any]:
    """What posts and files are looked for by."""
    calls = scope.calls or Calls("", [], "")
    return {
        "user_id": scope.user_id,
        "my_channel_ids": scope.my_channel_ids,
        "team_id": scope.team_id,
        "channel_ids": scope.channel_ids,
        "not_channel_ids": scope.not_channel_ids,
        "people_ids": scope.people_ids,
        "not_people_ids": scope.not_people_ids,
        "start": scope.start,
        "end": scope.end,
        "not_starts": scope.not_starts,
        "not_ends": scope.not_ends,
        "tsquery": texts.tsquery,
        "likes": texts.likes,
        "not_likes": texts.not_likes,
        "call_query": calls.tsquery,
        "call_likes": calls.likes,
        "call_pattern": calls.pattern,
        "offset": scope.offset,
        "limit": scope.limit,
    }


async def matching(db: Db, scope: Scope, texts: Texts, *, in_order: bool) -> list[str]:
    """Ids of posts that match, newest first. System posts are never found.

    in_order: to go through posts from the newest on, for words that are in many of them.
    """
    posts: LiteralString = _LIVE_POST if texts.is_empty else _LIVE_POST_BY_WORDS
    posts += " AND x.type NOT LIKE 'system\\_%%'" + _where(scope) + _post_texts(texts)
    posts += "" if scope.people_ids is None else _POST_PEOPLE
    posts += _POST_NOT_PEOPLE if scope.not_people_ids else ""
    posts += conditions(scope)
    place = _place(scope)
    sql: LiteralString
    if texts.tsquery and scope.my_channel_ids is not None:
        sql = "SELECT x.id FROM posts x" + posts + _NAMED + (_PAGE if in_order else _PAGE_OF_FOUND)
    elif texts.tsquery and not in_order:
        sql = _FOUND + posts + _SORTED + _IN_MY_CHANNELS + " WHERE true" + place + _PAGE_OF_SORTED
    else:
        sql = "SELECT x.id FROM posts x" + _IN_MY_CHANNELS + posts + place + (_PAGE if in_order else _PAGE_OF_FOUND)
    return await db.many(
        str,
        sql,
        **_params(scope, texts),
        tag_words=" ".join(texts.tags),
        tags=texts.tags,
        tag_prefixes=texts.tag_prefixes,
    )


async def marked(db: Db, post_ids: Sequence[str], tsquery: str) -> list[FoundPost]:
    """These posts, newest first, with what matched between marks.

    Apart from the search: its plan is made anew each time, and one for all of this would cost more than the search.
    """
    sql: LiteralString = "SELECT" + plain.COLUMNS
    sql += ", coalesce(t.replycount, 0) AS replycount, pp.priority IS NULL AND" + plain.MAY_BE_PLAIN + "AS maybeplain"
    sql += """
               , CASE WHEN %(tsquery)s = '' THEN ''
                      ELSE ts_headline('english', p.message, to_tsquery('english', %(tsquery)s), %(marks)s)
                  END AS more
          FROM posts p"""
    sql += JOINS
    sql += """
         WHERE p.id = ANY(%(post_ids)s) AND p.deleteat = 0
         ORDER BY p.createat DESC, p.id DESC"""
    return await db.many(
        FoundPost,
        sql,
        post_ids=list(post_ids),
        tsquery=tsquery,
        marks=f'StartSel="{MARK_START}", StopSel="{MARK_END}", HighlightAll=true',
    )


# Each of the three is an index of its own; names are looked at whole and split at punctuation.
_FILE_WORDS: Final = """(to_tsvector('english', x.name) @@ to_tsquery('english', %(tsquery)s)
                OR to_tsvector('english', translate(x.name, '.,-', '   ')) @@ to_tsquery('english', %(tsquery)s)
                OR to_tsvector('english', x.content) @@ to_tsquery('english', %(tsquery)s))"""
_FILE_LIKES: Final = "(x.name || ' ' || coalesce(x.content, '')) ILIKE ALL(%(likes)s)"
_FILE_ANY_LIKE: Final = "(x.name || ' ' || coalesce(x.content, '')) ILIKE ANY(%(likes)s)"
_FILE_NOT_LIKES: Final = " AND (x.name || ' ' || coalesce(x.content, '')) NOT ILIKE ALL(%(not_likes)s)"
_FILE_PEOPLE: Final = " AND x.creatorid = ANY(%(people_ids)s)"
_FILE_NOT_PEOPLE: Final = " AND x.creatorid <> ALL(%(not_people_ids)s)"
_EXTENSIONS: Final = " AND x.extension = ANY(%(extensions)s)"
_NOT_EXTENSIONS: Final = " AND x.extension <> ALL(%(not_extensions)s)"


def _file_texts(texts: Texts) -> LiteralString:
    conditions: list[LiteralString] = []
    if texts.tsquery:
        conditions.append(_FILE_WORDS)
    if texts.likes:
        conditions.append(_FILE_ANY_LIKE if texts.is_or else _FILE_LIKES)
    return _joined(conditions, is_or=texts.is_or) + (_FILE_NOT_LIKES if texts.not_likes else "")


async def files(
    db: Db, scope: Scope, texts: Texts, *, extensions: Sequence[str], not_extensions: Sequence[str]
) -> list[FileInfo]:
    """Files of posts that match, newest first."""
    sql: LiteralString = """
        SELECT x.id, x.creatorid, x.postid, x.channelid, x.createat, x.updateat, x.deleteat,
               coalesce(x.path, '') AS path, coalesce(x.thumbnailpath, '') AS thumbnailpath,
               coalesce(x.previewpath, '') AS previewpath, x.name, coalesce(x.extension, '') AS extension,
               coalesce(x.size, 0) AS size, coalesce(x.mimetype, '') AS mimetype, coalesce(x.width, 0) AS width,
               coalesce(x.height, 0) AS height, coalesce(x.haspreviewimage, false) AS haspreviewimage, x.minipreview,
               x.remoteid, x.archived
          FROM fileinfo x"""
    sql += _IN_MY_CHANNELS
    sql += """
         WHERE x.deleteat = 0 AND x.postid <> ''
           AND NOT EXISTS (SELECT FROM temporaryposts t WHERE t.postid = x.postid)"""  # they burn with their post
    sql += _place(scope) + _where(scope) + _file_texts(texts)
    sql += "" if scope.people_ids is None else _FILE_PEOPLE
    sql += _FILE_NOT_PEOPLE if scope.not_people_ids else ""
    sql += _EXTENSIONS if extensions else ""
    sql += _NOT_EXTENSIONS if not_extensions else ""
    if scope.traits or scope.not_traits:  # the posts that files are in
        sql += " AND x.postid IN (SELECT x.id FROM posts x WHERE x.deleteat = 0" + conditions(scope) + ")"
    sql += _PAGE
    return await db.many(
        FileInfo,
        sql,
        **_params(scope, texts),
        extensions=list(extensions),
        not_extensions=list(not_extensions),
    )


async def meaning(db: Db, tsquery: str) -> str:
    """What PostgreSQL makes of the words: their stems, without words such as "the"; empty when nothing is left."""
    return await db.value(str, "SELECT to_tsquery('english', %(tsquery)s)::text", tsquery=tsquery) or ""


async def called(db: Db, user_id: str) -> Called | None:
    """By which names somebody is called."""
    return await db.one(
        Called,
        """
        SELECT username,
               CASE WHEN notifyprops->>'first_name' = 'true' THEN coalesce(firstname, '') ELSE '' END AS firstname,
               coalesce(notifyprops->>'mention_keys', '') AS mentionkeys,
               ARRAY(SELECT g.name::text FROM groupmembers m
                       JOIN usergroups g ON g.id = m.groupid AND g.deleteat = 0 AND g.allowreference
                      WHERE m.userid = users.id AND m.deleteat = 0 AND g.name IS NOT NULL) AS groups
          FROM users WHERE id = %(user_id)s
        """,
        user_id=user_id,
    )


async def meaningless(db: Db, words: Sequence[str]) -> list[str]:
    """Those of the words that are in no index of words, such as "the"."""
    return await db.many(
        str,
        "SELECT w.word FROM unnest(%(words)s::text[]) AS w(word) WHERE numnode(plainto_tsquery('english', w.word)) = 0",
        words=list(words),
    )


async def starts(db: Db, counts: Sequence[int]) -> list[int]:
    """When the last so many posts began, for each count that there are."""
    return await db.many(
        int,
        """
        SELECT (SELECT createat FROM posts ORDER BY createat DESC OFFSET n.count LIMIT 1) AS start
          FROM unnest(%(counts)s::bigint[]) AS n(count)
         WHERE (SELECT createat FROM posts ORDER BY createat DESC OFFSET n.count LIMIT 1) IS NOT NULL
         ORDER BY n.count
        """,
        counts=list(counts),
    )


async def user_ids(db: Db, usernames: Sequence[str]) -> list[ChannelName]:
    """Ids of these usernames."""
    return await db.many(
        ChannelName, "SELECT id, username AS name FROM users WHERE username = ANY(%(names)s)", names=list(usernames)
    )


async def mine(db: Db, user_id: str) -> list[Mine]:
    """The channels the user is in."""
    return await db.many(
        Mine,
        """
        SELECT c.id, c.teamid, c.deleteat > 0 AS isarchived
          FROM channelmembers cm
          JOIN channels c ON c.id = cm.channelid
         WHERE cm.userid = %(user_id)s
        """,
        user_id=user_id,
    )


async def channels(db: Db, user_id: str, team_id: str, names: Sequence[str]) -> list[ChannelName]:
    """The user's channels of these names (or ids), in the team or, without one, anywhere."""
    return await db.many(
        ChannelName,
        """
        SELECT c.id, c.name
          FROM channels c
          JOIN channelmembers cm ON cm.channelid = c.id AND cm.userid = %(user_id)s
         WHERE (c.name = ANY(%(names)s) OR c.id = ANY(%(names)s))
           AND (%(team_id)s::text = '' OR c.teamid IN (%(team_id)s, ''))
        """,
        user_id=user_id,
        team_id=team_id,
        names=list(names),
    )


async def sort_in_news(db: Db) -> int:
    """Brings new words to their places in the indexes of words; returns the pages it went through.

    PostgreSQL gathers them in a list that every search reads to its end, and sorts them in when the list has 4 MB: then
    one unlucky author waits for it.
    Source: https://www.postgresql.org/docs/current/gin.html#GIN-FAST-UPDATE
    """
    pages = await db.value(
        int,
        """
        SELECT coalesce(sum(gin_clean_pending_list(i.oid)), 0)::bigint
          FROM pg_class i
          JOIN pg_am a ON a.oid = i.relam AND a.amname = 'gin'
         WHERE i.relkind = 'i' AND i.relnamespace = 'public'::regnamespace AND pg_has_role(i.relowner, 'USAGE')
        """,
    )
    return pages or 0
