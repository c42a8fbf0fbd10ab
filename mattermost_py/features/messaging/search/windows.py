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

NEAR, FAR = 4000, 60_000  # posts of the first and the second span
FRESH_MS = 10 * 60 * 1000  # marks may be old: they decide what is looked through first, not what is found
EVERYWHERE = 0.2  # of all posts have the words

_MARKS = CacheSpec[Marks]("search_marks", size=1)
_STEM = re.compile(r"'((?:[^']|'')+)'")


async def is_everywhere(db: Db, meaning: str) -> bool:
    """Whether these stems are in so many posts that the newest ones fill a page.

    meaning: a tsquery; of its operators only `&` lets the number of posts be told from those of the words.
    """
    stems = _STEM.findall(meaning)
    if not stems or _STEM.sub("", meaning).strip(" &"):
        return False
    shares = (await frequencies(db, store.WORDS)).shares
    return prod(shares.get(each.replace("''", "'"), 0.0) for each in stems) >= EVERYWHERE


async def spans(db: Db, scope: Scope) -> AsyncIterator[Scope]:
    """The scope, from the newest part to the whole of it."""
    marks = await _marks(db)
    for start in (marks.near, marks.far):
        if start > scope.start and (not scope.end or start < scope.end):
            yield replace(scope, start=start)
    yield scope


async def _marks(db: Db) -> Marks:
    cache = db.cache(_MARKS)
    found = cache.get("")
    if found is None or now_ms() - found.read_at > FRESH_MS:
        version = cache.version
        found = replace(await store.marks(db, NEAR, FAR), read_at=now_ms())
        cache.put("", found, version=version)
    return found
