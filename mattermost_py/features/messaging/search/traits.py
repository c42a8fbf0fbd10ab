"""What a post may be or have, as SQL on a post `x`, and the words by which somebody is called."""

import re
from collections.abc import Sequence
from typing import Final, LiteralString

from mattermost_py.features.messaging.search.models import Called, Calls, Scope, Word
from mattermost_py.features.messaging.search.texts import texts

_UNREAD: Final = """x.id IN (
               SELECT u.id FROM channelmembers m
                 JOIN posts u ON u.channelid = m.channelid AND u.deleteat = 0 AND u.createat > m.lastviewedat
                 LEFT JOIN threadmemberships f ON f.postid = u.rootid AND f.userid = m.userid AND f.following
                WHERE m.userid = %(user_id)s AND u.userid <> m.userid AND u.createat > coalesce(f.lastviewed, 0)
                UNION ALL
               SELECT u.id FROM threadmemberships f
                 JOIN posts u ON u.rootid = f.postid AND u.deleteat = 0 AND u.createat > f.lastviewed
                WHERE f.userid = %(user_id)s AND f.following AND u.userid <> f.userid)"""
_SAVED: Final = """x.id IN (SELECT s.name FROM preferences s
                     WHERE s.userid = %(user_id)s AND s.category = 'flagged_post' AND s.value = 'true')"""
_CALLED: Final = """(x.userid <> %(user_id)s
            AND (to_tsvector('english', x.message) @@ to_tsquery('english', %(call_query)s)
                 OR x.message ILIKE ANY(%(call_likes)s))
            AND translate(lower(x.message), '\uff20\ufe6b', '@@') ~ %(call_pattern)s)"""
# Without likes the index of words alone leads to the posts.
_CALLED_BY_WORDS: Final = """(x.userid <> %(user_id)s
            AND to_tsvector('english', x.message) @@ to_tsquery('english', %(call_query)s)
            AND translate(lower(x.message), '\uff20\ufe6b', '@@') ~ %(call_pattern)s)"""

_TRAITS: Final[dict[str, LiteralString]] = {
    "has:link": "x.message ~* '(https?://|\\mwww\\.)[[:alnum:]]'",
    "has:file": "EXISTS (SELECT FROM fileinfo f WHERE f.postid = x.id AND f.deleteat = 0)",
    "has:reaction": "EXISTS (SELECT FROM reactions r WHERE r.postid = x.id AND coalesce(r.deleteat, 0) = 0)",
    "is:pinned": "x.ispinned IS TRUE",
    "is:saved": _SAVED,
    "is:thread": "(x.rootid <> '' OR EXISTS (SELECT FROM threads t WHERE t.postid = x.id AND t.replycount > 0))",
    "is:unread": _UNREAD,
}
MENTIONS_ME = "mentions:me"
_FEW = frozenset({"is:pinned", "is:saved", "is:unread", MENTIONS_ME})  # an index leads to the posts that are it


def are_few(scope: Scope) -> bool:
    """Whether an index leads to the few posts that may be meant, so that no span of time need bound them."""
    return not _FEW.isdisjoint(scope.traits)


def conditions(scope: Scope) -> LiteralString:
    """What posts must be and have, and must not."""
    sql: LiteralString = ""
    for trait in scope.traits:
        sql += "\n           AND " + _condition(trait, scope)
    for trait in scope.not_traits:
        sql += "\n           AND NOT (" + _condition(trait, scope) + ")"
    return sql


def _condition(trait: str, scope: Scope) -> LiteralString:
    if trait == MENTIONS_ME:
        return _CALLED if scope.calls and scope.calls.likes else _CALLED_BY_WORDS
    return _TRAITS[trait]


def keys(called: Called) -> list[str]:
    """The words that call somebody; `@channel` and its like call everybody."""
    own = [key.strip() for key in called.mention_keys.split(",")]
    names = [f"@{name}" for name in (called.username, *called.groups)]
    return list(dict.fromkeys(key.lower() for key in (*names, called.first_name, *own) if key))


def calls(words: Sequence[str], meaningless: Sequence[str]) -> Calls:
    """What to look for.

    meaningless: those of the words that the index of words leaves out, such as "will".
    """
    found = texts([Word(word.lstrip("@"), is_phrase=True) for word in words], is_or=True, with_hashtags=False)
    plain = [word.lstrip("@") for word in meaningless]
    likes = [f"%{word.replace('%', '').replace('_', '')}%" for word in plain]
    return Calls(found.tsquery, [*found.likes, *likes], "|".join(map(_pattern, words)))


def _pattern(word: str) -> str:
    """The word on its own; in scripts without spaces between words it may stand anywhere."""
    escaped = re.sub(r"([^\w@])", r"\\\1", word)
    if not word.isascii():
        return escaped
    return rf"(?<![[:alnum:]_@.-]){escaped}(?![[:alnum:]_]|[.-][[:alnum:]])"
