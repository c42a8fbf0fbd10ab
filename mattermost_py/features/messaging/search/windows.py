"""Where to look first: the page somebody wants is one of the newest, so older posts are searched only if need be.

A frequent word names a good part of all posts; looked up together with a span of time only the posts in both are read.
A word in every few posts is not looked up at all: going back from the newest post fills the page at once.
"""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from math import prod

from mattermost_py.features.messaging.search import store
from mattermost_py.features.messaging.search.models import Marks, Scope
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db
from mattermost_py.infra.search.grams import frequencies
from mattermost_py.kernel.clock import now_ms

SPANS = (4000, 20_000, 100_000)  # posts, newest first
FRESH_MS = 10 * 60 * 1000  # marks may be old: they decide what is looked through first, not what is found
EVERYWHERE = 0.2  # of all posts have the words

_MARKS = CacheSpec[Marks]("search_marks", size=1)
_STEM = re.compile(r"'((?:[^']|'')+)'")


async def share(db: Db, meaning: str) -> float | None:
    """Which part of all posts has these stems, as far as statistics tell; None when they do not.

    meaning: a tsquery; several stems are taken to have nothing to do with each other.
    """
    stems = _STEM.findall(meaning)
    if not stems or set(_STEM.sub("", meaning)) - set(" &<->"):
        return None
    shares = (await frequencies(db, store.WORDS)).shares
    return prod(shares.get(each.replace("''", "'"), 0.0) for each in stems)


def is_everywhere(meaning: str, known_share: float | None) -> bool:
    """Whether the newest posts fill a page. A phrase may be rare though its words are not."""
    return known_share is not None and known_share >= EVERYWHERE and "<" not in meaning


async def spans(db: Db, scope: Scope, known_share: float | None) -> AsyncIterator[Scope]:
    """The scope, from the newest part to the whole of it; without parts that are not likely to fill the page."""
    wanted = scope.offset + scope.limit
    for count, start in zip(SPANS, (await _marks(db)).starts, strict=False):
        # Words unknown to statistics are in few posts, or came up after the last tenth of them: both are looked up.
        is_promising = known_share is None or known_share * count >= wanted
        if is_promising and start > scope.start and (not scope.end or start < scope.end):
            yield replace(scope, start=start)
    yield scope


async def _marks(db: Db) -> Marks:
    cache = db.cache(_MARKS)
    found = cache.get("")
    if found is None or now_ms() - found.read_at > FRESH_MS:
        version = cache.version
        found = Marks(await store.starts(db, SPANS), now_ms())
        cache.put("", found, version=version)
    return found
