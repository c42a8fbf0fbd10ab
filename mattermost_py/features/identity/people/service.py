"""Finding people, as much of them as the caller may see."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from mattermost_py.features.identity.people import store
from mattermost_py.features.identity.people.models import Filter, Found, Group, Reach
from mattermost_py.features.identity.people.suggesting import forget_places, moved, suggest
from mattermost_py.features.identity.people.terms import term_of
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users.models import User
from mattermost_py.infra.db import Db
from mattermost_py.infra.http.call import Page
from mattermost_py.kernel.actor import Actor

SORTS = store.SORTS
PAGE_SIZE = 200

__all__ = ["forget_places", "moved", "suggest"]


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
    term = await term_of(db, actor, text, with_emails=True, limit=limit)
    return await _shown(db, actor, await store.found(db, wanted, term=term, limit=limit))


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


async def _shown(db: Db, actor: Actor, found: Sequence[Found]) -> list[dict[str, Any]]:
    """Profiles from the cache in the order of the list."""
    shown = await users.shown_to(db, actor, await users.by_ids(db, [each.id for each in found]))
    activity = {each.id: each.last_activity_at for each in found if each.last_activity_at}
    for each in shown if activity else ():
        each["last_activity_at"] = activity.get(each["id"], 0)
    return shown
