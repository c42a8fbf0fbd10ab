"""Where to look first: the page somebody wants is one of the newest, so older posts are searched only if need be.

A frequent word names a good part of all posts; looked up together with a span of time only the posts in both are read.
A word in every few posts is not looked up at all: going back from the newest post fills the page at once.
"""

import re
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import prod

from mattermost_py.features.messaging.search import store
from mattermost_py.features.messaging.search.models import Marks, Scope
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db
from mattermost_py.infra.search.grams import frequencies
from mattermost_py.kernel.clock import now_ms

SPANS = (10_000, 30_000, 100_000)  # posts, newest first; between two of them time is taken to pass evenly
ROOM = 1.2  # times the posts that are likely to fill the page
RESERVE = 10_000  # posts more: the newest may be of another kind, as in a long thread, and to look twice is dear
FRESH_MS = 10 * 60 * 1000  # marks may be old: they decide what is looked through first, not what is found
EVERYWHERE = 0.2  # of all posts have the words

_MARKS = CacheSpec[Marks]("search_marks", size=1)
_TERM = re.compile(r"'((?:[^']|'')+)'(:\*)?")  # a stem, or the beginning of stems


@dataclass(frozen=True, slots=True)
class Share:
    """Which part of all posts has the words."""

    least: float
    most: float


UNKNOWN = Share(0.0, 1.0)


async def share(db: Db, meaning: str) -> Share:
    """What statistics tell of a tsquery; several stems are taken to have nothing to do with each other."""
    terms = _TERM.findall(meaning)
    if not terms or set(_TERM.sub("", meaning)) - set(" &<->"):
        return UNKNOWN
    shares = (await frequencies(db, store.WORDS)).shares
    known = [(each.replace("''", "'"), bool(star)) for each, star in terms]
    whole = prod(shares.get(stem, 0.0) for stem, is_prefix in known if not is_prefix)
    return Share(whole * prod(_of_prefix(stem, shares) for stem, is_prefix in known if is_prefix), whole)


def _of_prefix(beginning: str, shares: Mapping[str, float]) -> float:
    """Posts with any of the frequent stems that begin so; of rare ones, which may be many, nobody knows."""
    return 1 - prod(1 - each for stem, each in shares.items() if stem.startswith(beginning))


def is_everywhere(meaning: str, known: Share) -> bool:
    """Whether the newest posts fill a page. A phrase may be rare though its words are not."""
    return known.least >= EVERYWHERE and "<" not in meaning


async def spans(db: Db, scope: Scope, known: Share) -> AsyncIterator[Scope]:
    """The scope, from the newest part to the whole of it; without parts that are not likely to fill the page."""
    starts = (await _marks(db)).starts
    # Words unknown to statistics are in few posts, or came up after the last tenth of them: both are looked up.
    for start in beginnings(starts, RESERVE + ROOM * (scope.offset + scope.limit) / known.most) if known.most else ():
        if start > scope.start and (not scope.end or start < scope.end):
            yield replace(scope, start=start)
    yield scope


def beginnings(starts: Sequence[int], count: float) -> Iterator[int]:
    """When the newest `count` posts began, if that is known, then the beginnings of spans at least twice as long."""
    known = list(zip(SPANS, starts, strict=False))
    for (fewer, later), (more, earlier) in pairwise(known):
        if fewer < count <= more:
            yield later - round((later - earlier) * (count - fewer) / (more - fewer))
    yield from (start for span, start in known if span >= 2 * count)


async def _marks(db: Db) -> Marks:
    cache = db.cache(_MARKS)
    found = cache.get("")
    if found is None or now_ms() - found.read_at > FRESH_MS:
        version = cache.version
        found = Marks(await store.starts(db, SPANS), now_ms())
        cache.put("", found, version=version)
    return found
