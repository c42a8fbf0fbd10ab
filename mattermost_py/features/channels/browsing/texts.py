"""Lists of channels as JSON texts: clients ask for hundreds of channels at every start, and for many while typing.

Nearly all of a channel's text stays the same until the channel is edited, which moves its `update_at`; posts move only
four numbers. So the text is kept without these, and the database is asked for these and for the times.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from mattermost_py.features.channels.browsing import store
from mattermost_py.features.channels.browsing.models import Moving
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db
from mattermost_py.kernel.json import dumps_text

MOVING = ("last_post_at", "total_msg_count", "total_msg_count_root", "last_root_post_at")


@dataclass(frozen=True, slots=True)
class _Kept:
    """A channel's JSON object without its moving fields and without its closing brace."""

    update_at: int
    text: str


_KEPT = CacheSpec[_Kept]("channel_texts", size=20_000)  # by channel id


async def texts(db: Db, rows: Sequence[Moving], *, with_props: bool) -> bytes:
    """A JSON list of these channels.

    with_props: with the names of the channels that their headers mention.
    """
    kept = zip(rows, db.cache(_KEPT).found([each.id for each in rows]), strict=True)
    known = [each.text if each is not None and each.update_at == row.update_at else None for row, each in kept]
    if None in known:
        unknown = [row.id for row, text in zip(rows, known, strict=True) if text is None]
        fresh = await _fresh(db, unknown, with_props=with_props)
        known = [text or fresh.get(row.id) for row, text in zip(rows, known, strict=True)]
    parts = [text + row.end for row, text in zip(rows, known, strict=True) if text]  # without one it is gone meanwhile
    return f"[{','.join(parts)}]".encode()


async def _fresh(db: Db, unknown: Sequence[str], *, with_props: bool) -> dict[str, str]:
    """Channel id → text of those that are not known as they are now, by one query."""
    cache = db.cache(_KEPT)
    version = cache.version
    found: dict[str, str] = {}
    fresh = await store.by_ids(db, unknown)
    for channel in await channels.all_with_props(db, fresh) if with_props else fresh:
        text = found[channel.id] = _text(channel)
        if "~" not in channel.header:  # else it shows the names of other channels, too
            cache.put(channel.id, _Kept(channel.update_at, text), version=version)
    return found


def _text(channel: Channel) -> str:
    fields = {name: getattr(channel, name) for name in _STEADY}
    return dumps_text(fields)[:-1]


_STEADY = tuple(name for name in Channel.__slots__ if name not in MOVING)
