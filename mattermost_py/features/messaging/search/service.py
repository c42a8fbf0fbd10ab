"""Searching: names become ids, words become conditions, findings become what clients read."""

from collections.abc import Iterable, Sequence
from functools import partial
from hashlib import sha1
from itertools import chain
from re import findall

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.access.gate.models import Dependent
from mattermost_py.features.messaging.posts import plain
from mattermost_py.features.messaging.posts import service as posts
from mattermost_py.features.messaging.posts.rendering import rendered
from mattermost_py.features.messaging.search import store, traits, windows
from mattermost_py.features.messaging.search.models import (
    NO_FILES,
    NOTHING_FOUND,
    Calls,
    FileResults,
    FoundPost,
    Mine,
    Names,
    PostResults,
    Query,
    Scope,
    SearchWish,
    Texts,
)
from mattermost_py.features.messaging.search.parsing import parse
from mattermost_py.features.messaging.search.texts import texts
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import Unsupported
from mattermost_py.kernel.json import Raw, dumps

NAMED_MOST = 1000  # channels of somebody that are named in a search
_MINE = CacheSpec[Dependent[list[Mine]]]("searched_channels", size=2_000)  # by user
_MARKED = f"{store.MARK_START}(.*?){store.MARK_END}"


async def find_posts(db: Db, actor: Actor, wish: SearchWish, team_id: str = "") -> PostResults:
    """Posts in the actor's channels of a team and in direct channels; without a team, of all teams."""
    if not db.settings.ServiceSettings.EnablePostSearch:
        raise Unsupported("store.sql_post.search.disabled")
    query = parse(wish.terms, wish.time_zone_offset)
    wanted = texts(query.words, is_or=wish.is_or_search, with_hashtags=True)
    meaning = await _meaning(db, query, wanted)
    if meaning is None:
        return NOTHING_FOUND
    scope = await _scope(db, actor, wish, query, team_id)
    post_ids = await _newest(db, scope, wanted, meaning)
    fast = db.runtime.db()  # these posts are known by their ids
    found = await store.marked(fast, post_ids, wanted.tsquery) if post_ids else []
    shown = await _shown(fast, actor, found)
    return PostResults(
        order=list(shown),
        posts=Raw(b"{" + b",".join(shown.values()) + b"}"),
        matches={each.id: _matches(each, wanted.tags) for each in found if each.id in shown},
    )


async def _shown(db: Db, actor: Actor, found: Sequence[FoundPost]) -> dict[str, bytes]:
    """The posts that the actor may read as JSON members, by id."""
    readable = await posts.readable_channels(db, actor, [each.channel_id for each in found])
    listed = [each for each in found if each.channel_id in readable]
    others = {each.id for each in listed if not plain.is_plain(each)}
    whole = await rendered(db, actor, await posts.by_ids(db, list(others))) if others else ()
    drawn = {post["id"]: post for post in whole}
    return {
        each.id: b'"%b":%b' % (each.id.encode(), dumps(drawn[each.id])) if each.id in others else plain.entry(each)
        for each in listed
        if each.id not in others or each.id in drawn
    }


async def find_files(db: Db, actor: Actor, wish: SearchWish, team_id: str = "") -> FileResults:
    """Files of posts in the actor's channels, by name, content and type."""
    if not db.settings.ServiceSettings.EnableFileSearch:
        raise Unsupported("store.sql_file_info.search.disabled")
    query = parse(wish.terms, wish.time_zone_offset)
    wanted = texts(query.words, is_or=wish.is_or_search, with_hashtags=False)
    if await _meaning(db, query, wanted) is None:
        return NO_FILES
    scope = await _scope(db, actor, wish, query, team_id)
    extensions = query.extensions
    return FileResults(
        await store.files(db, scope, wanted, extensions=extensions.wanted, not_extensions=extensions.excluded)
    )


async def sort_in_news(runtime: Runtime) -> int:
    """Makes searches look through new posts as fast as through old ones."""
    return await store.sort_in_news(Db(runtime, is_slow=True))


async def _meaning(db: Db, query: Query, wanted: Texts) -> str | None:
    """What the words mean to PostgreSQL; None when there is nothing to look for, as with `*` and words like "the"."""
    if query.is_empty or db.settings.SqlSettings.DisableDatabaseSearch:
        return None
    return (await store.meaning(db.runtime.db(), wanted.tsquery) or None) if wanted.tsquery else ""


async def _newest(db: Db, scope: Scope, wanted: Texts, meaning: str) -> list[str]:
    """Ids of one page of what matches."""
    asks = bool(scope.traits or scope.not_traits)
    if traits.are_few(scope) or not (meaning or asks):
        return await store.matching(db, scope, wanted, in_order=False)
    share = windows.UNKNOWN if asks else await windows.share(db, meaning)  # nobody counted how many posts have traits
    if windows.is_everywhere(meaning, share):
        return await store.matching(db, scope, wanted, in_order=True)
    found: list[str] = []
    async for span in windows.spans(db, scope, share):
        found = await store.matching(db, span, wanted, in_order=False)
        if len(found) == scope.limit:
            break
    return found


async def _scope(db: Db, actor: Actor, wish: SearchWish, query: Query, team_id: str) -> Scope:
    people = await _people(db, query)
    channels = await _channels(db, actor, query.channels, people, team_id)
    return Scope(
        user_id=actor.user_id,
        my_channel_ids=await _mine(db, actor, team_id, with_archived=wish.include_deleted_channels),
        team_id=team_id,
        with_archived=wish.include_deleted_channels,
        channel_ids=_wanted(query.channels.wanted, channels),
        not_channel_ids=_ids(query.channels.excluded, channels),
        people_ids=_wanted(query.people.wanted, people),
        not_people_ids=_ids(query.people.excluded, people),
        start=query.span.start,
        end=query.span.end,
        not_starts=[span.start for span in query.excluded_spans],
        not_ends=[span.end for span in query.excluded_spans],
        traits=query.traits.wanted,
        not_traits=query.traits.excluded,
        calls=await _calls(db, actor, query.traits),
        offset=wish.offset,
        limit=wish.limit,
    )


async def _mine(db: Db, actor: Actor, team_id: str, *, with_archived: bool) -> list[str] | None:
    """The actor's channels of the team, or of all teams without one, and their direct ones; None if they are many."""
    mine = await gate.remembered(db, _MINE, actor.user_id, partial(store.mine, db.runtime.db(), actor.user_id))
    if len(mine) > NAMED_MOST:
        return None
    return [
        each.id
        for each in mine
        if (with_archived or not each.is_archived) and (not team_id or each.team_id in (team_id, ""))
    ]


async def _calls(db: Db, actor: Actor, wanted: Names) -> Calls | None:
    if traits.MENTIONS_ME not in (*wanted.wanted, *wanted.excluded):
        return None
    called = await store.called(db, actor.user_id)
    words = traits.keys(called) if called else []
    return traits.calls(words, await store.meaningless(db, words))


def _ids(names: Iterable[str], known: dict[str, list[str]]) -> list[str]:
    return sorted(set(chain.from_iterable(known.get(name, ()) for name in names)))


def _wanted(names: Sequence[str], known: dict[str, list[str]]) -> list[str] | None:
    """Ids to look in. Names nobody has leave nothing to look in."""
    return _ids(names, known) if names else None


async def _people(db: Db, query: Query) -> dict[str, list[str]]:
    """Ids of everybody named after `from:` and, with an @, after `in:`."""
    named = {*query.people.wanted, *query.people.excluded}
    for name in (*query.channels.wanted, *query.channels.excluded):
        if name.startswith("@"):
            named.update(_usernames(name))
    return {row.name: [row.id] for row in await store.user_ids(db, sorted(named))} if named else {}


def _usernames(name: str) -> list[str]:
    return [each.strip().lstrip("@") for each in name.split(",") if each.strip()]


async def _channels(
    db: Db, actor: Actor, names: Names, people: dict[str, list[str]], team_id: str
) -> dict[str, list[str]]:
    """Name as written → channel ids; a name can mean channels of several teams."""
    real = {name: _channel_name(name, actor.user_id, people) for name in (*names.wanted, *names.excluded)}
    if not real:
        return {}
    rows = await store.channels(db, actor.user_id, team_id, sorted(set(real.values())))
    return {written: [row.id for row in rows if name in (row.name, row.id)] for written, name in real.items()}


def _channel_name(name: str, user_id: str, people: dict[str, list[str]]) -> str:
    """The channel's name in the database; `@ana` is a direct channel, `@ana,ben` a group."""
    if not name.startswith("@"):
        return name
    others = [people.get(each, [""])[0] for each in _usernames(name)]
    if len(others) == 1:
        return "__".join(sorted((user_id, others[0])))
    return sha1("".join(sorted({user_id, *others})).encode(), usedforsecurity=False).hexdigest()


def _matches(found: FoundPost, tags: Sequence[str]) -> list[str]:
    """The words of the message that matched, for clients to highlight."""
    return list(dict.fromkeys([*findall(_MARKED, found.marked), *tags]))
