"""Channels while somebody types: found in memory; the database is asked for what posts change of them."""

from mattermost_py.features.channels.browsing import store
from mattermost_py.features.channels.browsing.models import Moving, Word
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db
from mattermost_py.infra.search.directory import Directories, Directory, Reader
from mattermost_py.infra.search.grams import frequencies
from mattermost_py.kernel.actor import Actor

PRIVATE_MOST = 100  # private channels that are looked up for one answer; most of them are of others


class Channels(Directories):
    """Public and private channels of a team, by team id."""

    spec = CacheSpec[Directory]("channels_of_teams", size=1000)
    watched = channels.KNOWN
    reader = Reader(store.lines, store.lines_of, by_line=False)


async def word(db: Db, text: str, limit: int) -> Word:
    """What is looked for by a statement."""
    return Word(text, is_rare=bool(text) and (await frequencies(db, store.TEXTS)).is_rare([text], limit))


async def completed(db: Db, actor: Actor, team_id: str, text: str, limit: int) -> list[Moving]:
    """Public channels of a team in which this lower-case text occurs, and the actor's own; guests see only these."""
    if not actor.is_guest and text.isprintable():
        directory = await db.runtime.part(Channels).current(db, team_id)
        wanted = _wanted(directory, text, limit) if directory is not None else None
        if wanted is not None:
            return await _seen(db, actor, team_id, wanted, limit)
    looked_for = await word(db, text, limit)
    return await store.search_own(db, actor.user_id, team_id, looked_for, only_mine=actor.is_guest, limit=limit)


def _wanted(directory: Directory, text: str, limit: int) -> list[str] | None:
    """Channels in their order, so many public ones and the private ones between; None for too many of the latter."""
    wanted: list[str] = []
    public = 0
    for rank in directory.ranks([text] if text else []):
        wanted.append(directory.ids[rank])
        if not directory.begins(rank, store.PRIVATE):
            public += 1
            if public == limit:
                break
        elif len(wanted) - public > PRIVATE_MOST:
            return None
    return wanted


async def _seen(db: Db, actor: Actor, team_id: str, channel_ids: list[str], limit: int) -> list[Moving]:
    found = await store.moving_of(db, actor.user_id, team_id, channel_ids) if channel_ids else []
    places = {channel_id: place for place, channel_id in enumerate(channel_ids)}
    return sorted(found, key=lambda each: places[each.id])[:limit]
