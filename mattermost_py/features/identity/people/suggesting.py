"""Who may be meant while somebody types a name: from memory where the team is known by heart, else by statements."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from mattermost_py.features.identity.people import store
from mattermost_py.features.identity.people.models import Filter, Place, Reach, Suggestions, Term
from mattermost_py.features.identity.people.terms import term_of, words_of
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users.models import User
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db
from mattermost_py.infra.search.directory import Directories, Directory, Reader
from mattermost_py.kernel.actor import Actor

FEW = 500  # ids that are worth remembering of a place
HANDFUL = 60  # people whose profiles are read faster in memory than found by a statement

_PLACES = CacheSpec[Place]("people_of_places", size=1000)  # by channel id


class People(Directories):
    """Who is in a team, by team id."""

    spec = CacheSpec[Directory]("people_of_teams", size=1000)
    watched = users.BY_ID
    reader = Reader(store.lines, store.lines_of, by_line=True)


async def suggest(
    db: Db, actor: Actor, text: str, *, team_id: str, channel_id: str, limit: int, reach: Reach | None
) -> Suggestions:
    """Who may be meant by the beginning of a name: members of the channel, and apart from them the rest of the team."""
    place = await _place(db, team_id, channel_id) if channel_id else None
    if team_id and reach is None and text.isprintable() and db.settings.PrivacySettings.ShowFullName:
        directory = await db.runtime.part(People).current(db, team_id)
        found = _by_heart(directory, place, words_of(text), limit) if directory is not None else None
        if found is not None:
            return await _shown(db, actor, *found)
    term = await term_of(db, actor, text, with_emails=False, limit=limit)
    active = Filter(reach=reach, active=True, probing=True)
    if place is None:
        return Suggestions(await _found(db, actor, replace(active, in_team=team_id), term, limit))
    inside = replace(active, in_channel=channel_id, among=place.members)
    if not team_id or (place.outsiders is not None and not place.outsiders):
        return Suggestions(await _found(db, actor, inside, term, limit))
    outside = replace(active, in_team=team_id, not_in_channel=channel_id, among=place.outsiders)
    return Suggestions(
        *await asyncio.gather(_found(db, actor, inside, term, limit), _found(db, actor, outside, term, limit))
    )


# --- from memory ------------------------------------------------------------------------------------------------------


def _by_heart(
    directory: Directory, place: Place | None, words: Sequence[str], limit: int
) -> tuple[list[str], list[str]] | None:
    """Ids of those in the channel and of the others; None where only the database knows who is where."""
    if place is None:
        return directory.first(words, limit), []
    if place.has_strangers:
        return None
    if place.outsiders is not None:
        outside = directory.among(place.outsiders, words, limit)
        return directory.first(words, limit, without=frozenset(place.outsiders)), outside
    if place.members is not None:
        inside = directory.among(place.members, words, limit)
        return inside, directory.first(words, limit, without=frozenset(place.members))
    return None


async def _shown(db: Db, actor: Actor, inside: Sequence[str], outside: Sequence[str]) -> Suggestions:
    known = await users.by_ids(db, [*inside, *outside])
    shown = await users.shown_json(db, actor, known)
    if len(known) == len(inside) + len(outside):
        return Suggestions(shown[: len(inside)], shown[len(inside) :])
    members = frozenset(inside)  # somebody was removed for good a moment ago
    texts = list(zip(known, shown, strict=True))
    return Suggestions(
        [text for user, text in texts if user.id in members], [text for user, text in texts if user.id not in members]
    )


# --- by statements ----------------------------------------------------------------------------------------------------


async def _found(db: Db, actor: Actor, wanted: Filter, term: Term, limit: int) -> list[bytes]:
    if wanted.among is not None and wanted.reach is None and len(wanted.among) <= HANDFUL:
        known = await users.by_ids(db, wanted.among)
        fitting = sorted((each for each in known if _fits(each, term)), key=lambda each: each.username)
        return await users.shown_json(db, actor, fitting[:limit])
    if wanted.among is not None:
        term = replace(term, is_rare=False)  # these few are looked at one by one
    if term.is_rare:
        found = await store.suggested(db, wanted, term, limit=limit)
    else:
        found = await store.found(db, wanted, term=term, limit=limit)
    return await users.shown_json(db, actor, await users.by_ids(db, [each.id for each in found]))


def _fits(user: User, term: Term) -> bool:
    """What the conditions of `store` say of an active person in whose names every word must occur."""
    if user.delete_at:
        return False
    names = [user.username, user.nickname.lower()]
    if term.in_names:
        names += (user.first_name.lower(), user.last_name.lower())
    return all(any(word in name for name in names) for word in term.words)


# --- who is where -----------------------------------------------------------------------------------------------------


async def _place(db: Db, team_id: str, channel_id: str) -> Place:
    """Small groups are known by heart: they are neither found by their names nor left out one by one."""
    cache = db.cache(_PLACES)
    known = cache.get(channel_id)
    if known is not None and known.team_id == team_id:
        return known
    version = cache.version
    found = await store.place(db, team_id, channel_id, most=FEW)
    cache.put(channel_id, found, version=version)
    return found


def forget_places(db: Db, *channel_ids: str) -> None:
    """After people came to these channels or left them."""
    db.forget(_PLACES, *channel_ids)


def moved(db: Db, *user_ids: str) -> None:
    """After these people came to a team or left it."""
    users.forget(db, *user_ids)
    db.forget(_PLACES)
