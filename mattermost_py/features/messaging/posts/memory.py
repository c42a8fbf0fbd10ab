"""What a worker remembers of posts: the newest pages of channels, ready to be sent, the roots of threads, and places.

Whoever writes a post, or what is shown with it (reactions, confirmations, files), calls `forget` in the same
transaction. A page that was read while it changed is put into a `Tail` nobody finds any more, so it does no harm.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mattermost_py.features.messaging.posts.models import Place, Post
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db
from mattermost_py.kernel.events import Forget

if TYPE_CHECKING:
    from mattermost_py.config import Settings

PAGE_BYTES_MOST = 512 * 1024
PAGES_MOST = 4  # of one channel: clients ask for few different ones
REMOVED_MOST = 100  # places that are forgotten one by one


@dataclass(frozen=True, slots=True)
class Page:
    """The newest page of a channel as everybody sees it who reads the channel.

    newest_at: when the newest of the posts was written, ms since epoch, UTC; 0 for an empty page.
    ends:      where each root's object ends, if the reader's own following is still to be put there.
    """

    etag: str
    body: bytes
    newest_at: int
    ends: dict[str, int]


class Tail:
    """The end of one channel."""

    __slots__ = ("newest_update", "pages", "settings")

    def __init__(self, settings: "Settings") -> None:
        self.settings = settings  # which decide what is shown
        self.newest_update: int | None = None  # of any post, deleted ones too; None: not known yet
        self.pages: dict[tuple[bool, bool, int], Page] = {}  # (collapsed, skip_fetch, per_page) → page

    def keep(self, place: tuple[bool, bool, int], page: Page) -> None:
        if len(self.pages) >= PAGES_MOST:
            self.pages.clear()
        self.pages[place] = page


TAILS = CacheSpec[Tail]("channel_tails", size=1000)  # by channel id
ROOTS = CacheSpec[Post]("thread_roots", size=5000)  # root id → the post; its thread's counters may be older
PLACES = CacheSpec[Place]("post_places", size=20_000)  # post id → where it is, of posts that are not deleted


async def tail(db: Db, channel_id: str) -> Tail:
    """What is known of the channel's end; to be asked for before the database is."""
    known = db.known(TAILS, channel_id)
    if known is not None and known.settings is db.settings:
        return known

    async def nothing_yet() -> Tail:
        return Tail(db.settings)

    found = await db.remembered(TAILS, channel_id, nothing_yet)
    if found is None or found.settings is not db.settings:
        db.cache(TAILS).forget(channel_id)
        found = await db.remembered(TAILS, channel_id, nothing_yet)
    assert found is not None
    return found


def forget(db: Db, channel_id: str, *post_ids: str) -> None:
    """After these posts of the channel changed; without ids: after one was added."""
    db.publish(Forget(TAILS.name, channel_id), *[Forget(ROOTS.name, post_id) for post_id in post_ids])


def forget_removed(db: Db, post_ids: Sequence[str]) -> None:
    """After these posts were deleted, beside `forget`."""
    db.forget(PLACES, *(post_ids if len(post_ids) <= REMOVED_MOST else ()))


def forget_everything(db: Db) -> None:
    """After posts of many channels changed, or what all of them may show."""
    db.forget(TAILS)
    db.forget(ROOTS)
    db.forget(PLACES)
