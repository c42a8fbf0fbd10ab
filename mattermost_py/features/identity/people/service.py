"""Finding people, as much of them as the caller may see."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.identity.people import store
from mattermost_py.features.identity.people.models import Filter, Found, Group, Place, Reach, Suggestions, Term
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users.models import User
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db
from mattermost_py.infra.http.call import Page
from mattermost_py.infra.search.grams import frequencies
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.permissions import Permission

SORTS = store.SORTS
PAGE_SIZE = 200
FEW = 500  # ids that are worth remembering of a place
HANDFUL = 60  # people whose profiles are read faster in memory than found by a statement

_PLACES = CacheSpec[Place]("people_of_places", size=1000)  # by channel id


async def reach(db: Db, actor: Actor) -> Reach | None:
    """How far this caller sees; None for no bounds."""
    if await users.sees_everybody(db, actor):
        return None
    return Reach(actor.user_id, await users.teams_in_view(db, actor))


async def listed(db: Db, actor: Actor, wanted: Filter, page: Page, *, sort: str = "") -> list[dict[str, Any]]:
    """One page of a list."""
    return await _shown(db, actor, await store.found(db, wanted, sort=sort, offset=page.offset, limit=page.per_page))


async def pages(db: Db, wanted: Filter) -> AsyncIterator[list[User]]:
    """Everybody, page by page; for commands and jobs."""
    page = Page(0, PAGE_SIZE)
    while found := await store.found(db, wanted, offset=page.offset, limit=page.per_page):
        yield await users.by_ids(db, [each.id for each in found])
        page = Page(page.page + 1, PAGE_SIZE)


async def search(db: Db, actor: Actor, wanted: Filter, text: str, limit: int) -> list[dict[str, Any]]:
    """People in whose names every word of the text occurs."""
    term = await _term(db, actor, text, with_emails=True, limit=limit)
    return await _shown(db, actor, await store.found(db, wanted, term=term, limit=limit))


async def suggest(
    db: Db, actor: Actor, text: str, *, team_id: str, channel_id: str, limit: int, wanted: Filter
) -> Suggestions:
    """Who may be meant by the beginning of a name: members of the channel, and apart from them the rest of the team."""
    term = await _term(db, actor, text, with_emails=False, limit=limit)
    active = replace(wanted, active=True, probing=True)
    if not channel_id:
        return Suggestions(await _found(db, actor, replace(active, in_team=team_id), term, limit))
    place = await _place(db, team_id, channel_id)
    inside = replace(active, in_channel=channel_id, among=place.members)
    if not team_id or (place.outsiders is not None and not place.outsiders):
        return Suggestions(await _found(db, actor, inside, term, limit))
    outside = replace(active, in_team=team_id, not_in_channel=channel_id, among=place.outsiders)
    return Suggestions(
        *await asyncio.gather(_found(db, actor, inside, term, limit), _found(db, actor, outside, term, limit))
    )


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
    """After people came to these channels or left them; without ids: after they did so to a team."""
    db.forget(_PLACES, *channel_ids)


async def by_ids(db: Db, actor: Actor, user_ids: Sequence[str], *, since_ms: int = 0) -> list[dict[str, Any]]:
    """These people, by name; with `since_ms` only those who changed after it."""
    found = await users.by_ids(db, await _in_reach(db, actor, user_ids))
    changed = [each for each in found if each.update_at > since_ms] if since_ms else found
    return await users.shown_to(db, actor, sorted(changed, key=lambda each: each.username))


async def by_usernames(db: Db, actor: Actor, usernames: Sequence[str]) -> list[dict[str, Any]]:
    found = await users.by_usernames(db, usernames)
    seen = set(await _in_reach(db, actor, [each.id for each in found]))
    return await users.shown_to(db, actor, [each for each in found if each.id in seen])


async def known_to(db: Db, actor: Actor) -> list[str]:
    """Ids of everybody who shares a channel with the caller."""
    return await store.known_to(db, actor.user_id)


async def in_group_channels(db: Db, actor: Actor, channel_ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """Channel id → the others there, for those group messages in which the caller is."""
    found = await store.in_group_channels(db, actor.user_id, channel_ids)
    people = await users.by_ids(db, [each.user_id for each in found])
    shown = {each["id"]: each for each in await users.shown_to(db, actor, people)}
    by_channel: dict[str, list[dict[str, Any]]] = {}
    for each in found:
        by_channel.setdefault(each.channel_id, []).append(shown[each.user_id])
    return by_channel


async def groups_of(db: Db, user_id: str) -> list[Group]:
    return await store.groups_of(db, user_id)


async def count(db: Db, wanted: Filter) -> int:
    return await store.count(db, wanted)


async def with_odd_addresses(db: Db, actor: Actor, domains: list[str], page: Page) -> list[dict[str, Any]]:
    found = await store.with_odd_addresses(db, domains, offset=page.offset, limit=page.per_page)
    return await _shown(db, actor, found)


async def _in_reach(db: Db, actor: Actor, user_ids: Sequence[str]) -> Sequence[str]:
    if await users.sees_everybody(db, actor):
        return user_ids
    return [each for each in user_ids if await users.sees(db, actor, each)]


async def _term(db: Db, actor: Actor, text: str, *, with_emails: bool, limit: int) -> Term:
    """Words are separated by blanks; a leading @ and wildcards mean nothing here."""
    is_admin = await gate.allows(db, actor, Permission.MANAGE_SYSTEM)
    privacy = db.settings.PrivacySettings
    words = re.split(r"\s+", text.replace("*", " ").strip().lower().removeprefix("@"))
    words = [word for word in words if word][: store.MOST_WORDS]
    in_emails = with_emails and (is_admin or privacy.ShowEmailAddress)
    is_rare = (await frequencies(db, store.NAMES)).is_rare(words, limit)
    if is_rare and in_emails:
        is_rare = (await frequencies(db, store.EMAILS)).is_rare(words, limit)
    return Term(words, in_names=is_admin or privacy.ShowFullName, in_emails=in_emails, is_rare=is_rare)


async def _shown(db: Db, actor: Actor, found: Sequence[Found]) -> list[dict[str, Any]]:
    """Profiles from the cache in the order of the list."""
    shown = await users.shown_to(db, actor, await users.by_ids(db, [each.id for each in found]))
    activity = {each.id: each.last_activity_at for each in found if each.last_activity_at}
    for each in shown if activity else ():
        each["last_activity_at"] = activity.get(each["id"], 0)
    return shown
