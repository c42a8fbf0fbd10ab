"""Words anywhere in a text, by indexes over `mmpy.grams`: the parts of up to three letters that a text consists of.

A rare word is looked up in the index. A frequent one is not: among rows in their order the first that have it come
soon, while the index would name half the table. Which it is, the planner's own statistics tell.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import sqrt

from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db
from mattermost_py.kernel.clock import now_ms

SIZE = 3  # letters of the longest gram
GRAMS_MOST = 12  # of one word; the rest would not narrow it further
FRESH_MS = 10 * 60 * 1000


@dataclass(frozen=True, slots=True)
class _Known:
    """What PostgreSQL knows of an index; shares end with values that are not those of grams."""

    rows: int
    grams: list[str]
    shares: list[float]


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How often grams occur, as of the table's last analysis.

    shares: of rows that have a gram; only the frequent ones are known.
    """

    rows: int
    shares: dict[str, float]
    read_at: int = field(default_factory=now_ms)

    def share(self, word: str) -> float:
        """At most this part of the rows has the word."""
        parts = grams(word)
        return min((self.shares.get(each, 0.0) for each in parts), default=1.0)

    def is_rare(self, words: Iterable[str], limit: int) -> bool:
        """Whether looking all of these words up reads less than going through the rows until `limit` are found."""
        share = min((self.share(each) for each in words), default=1.0)
        return share * self.rows <= sqrt(max(limit, 1) * max(self.rows, 1))


_FREQUENCIES = CacheSpec[Frequencies]("gram_frequencies", size=16)  # by name of the index


def grams(word: str) -> list[str]:
    """What a text must consist of, among other things, to hold this word (in lower case)."""
    if len(word) <= SIZE:
        return [word] if word else []
    parts = dict.fromkeys(word[at : at + SIZE] for at in range(len(word) - SIZE + 1))
    return list(parts)[:GRAMS_MOST]


async def frequencies(db: Db, index: str) -> Frequencies:
    """Of an index over grams; read anew from time to time."""
    cache = db.cache(_FREQUENCIES)
    found = cache.get(index)
    if found is None or now_ms() - found.read_at > FRESH_MS:
        version = cache.version
        found = await _read(db, index)
        cache.put(index, found, version=version)
    return found


async def _read(db: Db, index: str) -> Frequencies:
    known = await db.one(
        _Known,
        """
        SELECT greatest(t.reltuples, 0)::bigint AS rows,
               coalesce(s.most_common_elems::text::text[], '{}') AS grams,
               coalesce(s.most_common_elem_freqs, '{}') AS shares
          FROM pg_class i
          JOIN pg_index x ON x.indexrelid = i.oid
          JOIN pg_class t ON t.oid = x.indrelid
          LEFT JOIN pg_stats s ON s.schemaname = 'public' AND s.tablename = i.relname
         WHERE i.relname = %(index)s AND i.relnamespace = 'public'::regnamespace
        """,
        index=index,
    )
    if known is None:
        return Frequencies(0, {})
    return Frequencies(known.rows, dict(zip(known.grams, known.shares, strict=False)))
