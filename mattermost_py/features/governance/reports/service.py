"""Reports: people with their activity, and posts of a channel in order."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from mattermost_py.features.automation.letters import service as letters
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.governance.reports import store
from mattermost_py.features.governance.reports.models import (
    Activity,
    FoundPost,
    Place,
    PostPlace,
    PostsWanted,
    UserFilter,
    days_of,
)
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users.models import User
from mattermost_py.features.messaging.posts import service as posts
from mattermost_py.infra.db import Db
from mattermost_py.infra.jobs import queue
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import AppError, Invalid, NotFound
from mattermost_py.kernel.ids import is_id
from mattermost_py.kernel.json import dumps, loads

EXPORT = "export_users_to_csv"
BATCH = 100
POSTS_MOST = 1000
REFRESH_MOST_S = 3600
_END_OF_TIME = 2**62
_LAST_ID = "z" * 27  # behind every identifier, however the database sorts
_FIXED = ("channel_id", "time_field", "sort_direction", "include_deleted", "exclude_system_posts")


# --- people -----------------------------------------------------------------------------------------------------------


async def people(db: Db, wanted: UserFilter, place: Place, date_range: str, limit: int) -> list[dict[str, Any]]:
    """One page: profiles as administrators see them, with activity."""
    found = await _activity(db, wanted, place, date_range, limit)
    known = {each.id: each for each in await users.by_ids(db, [each.user_id for each in found])}
    return [
        {**users.profile(db.settings, known[each.user_id], as_admin=True), **each.wire()}
        for each in found
        if each.user_id in known
    ]


async def _activity(db: Db, wanted: UserFilter, place: Place, date_range: str, limit: int) -> list[Activity]:
    days = days_of(date_range, datetime.fromtimestamp(now_ms() / 1000, UTC))
    return await store.people(db, wanted, place, days, limit=limit)


async def count(db: Db, wanted: UserFilter) -> int:
    return await store.count(db, wanted)


async def everybody(db: Db, wanted: UserFilter, date_range: str) -> AsyncIterator[list[tuple[User, Activity]]]:
    """All people of a report in batches, by name."""
    place = Place()
    while found := await _activity(db, wanted, place, date_range, BATCH):
        known = {each.id: each for each in await users.by_ids(db, [each.user_id for each in found])}
        yield [(known[each.user_id], each) for each in found if each.user_id in known]
        last = known[found[-1].user_id]
        place = replace(place, from_value=last.username, from_id=last.id)


async def start_export(db: Db, actor: Actor, wanted: UserFilter, date_range: str) -> None:
    """A job writes the report and sends it to the caller. Raises: Invalid while the same one is being made."""
    same = {"requesting_user_id": actor.user_id, "date_range": date_range}
    data = {
        **same,
        "role": wanted.role,
        "team": wanted.team_id,
        "has_no_team": str(wanted.has_no_team).lower(),
        "hide_active": str(wanted.hide_active).lower(),
        "hide_inactive": str(wanted.hide_inactive).lower(),
        "search_term": wanted.search_term,
        "guest_filter": wanted.guests,
    }
    async with db.transaction() as tx:
        if await queue.enqueue_once(tx, EXPORT, data, same=same) is None:
            raise Invalid("app.report.start_users_batch_export.job_exists")
    reader = await users.by_id(db, actor.user_id)
    await letters.from_system_bot(db, reader.id, letters.worded("letters.report_begun", reader))


def filter_of_job(data: dict[str, str]) -> UserFilter:
    """What `start_export` wrote down."""
    return UserFilter(
        role=data.get("role", ""),
        team_id=data.get("team", ""),
        has_no_team=data.get("has_no_team") == "true",
        hide_active=data.get("hide_active") == "true",
        hide_inactive=data.get("hide_inactive") == "true",
        search_term=data.get("search_term", ""),
        guests=data.get("guest_filter", ""),
    )


async def refresh_statistics(db: Db) -> None:
    """What reports count is as old as the last call of this."""
    async with db.transaction() as tx:
        await store.refresh_statistics(tx, most_s=REFRESH_MOST_S)


# --- posts ------------------------------------------------------------------------------------------------------------


async def posts_of_channel(db: Db, actor: Actor, wanted: PostsWanted) -> dict[str, Any]:
    """One page of a channel's posts, and where the next one begins. Raises: Invalid, NotFound."""
    wanted, place = _continued(wanted)
    _check(wanted)
    try:
        await channels.known(db, wanted.channel_id)
    except NotFound as exc:
        raise NotFound("api.post.get_posts_for_reporting.channel_not_found") from exc
    is_descending = wanted.sort_direction == "desc"
    found = await store.posts(
        db,
        wanted.channel_id,
        place,
        time_field=wanted.time_field,
        is_descending=is_descending,
        with_deleted=wanted.include_deleted,
        without_system=wanted.exclude_system_posts,
        limit=wanted.per_page + 1,
    )
    page = list(found[: wanted.per_page])
    shown = await _shown(db, actor, page, with_metadata=wanted.include_metadata)
    answer: dict[str, Any] = {"posts": shown}
    if len(found) > wanted.per_page:
        answer["next_cursor"] = {"cursor": _cursor(wanted, page[-1])}
    return answer


async def _shown(db: Db, actor: Actor, page: list[FoundPost], *, with_metadata: bool) -> list[dict[str, Any]]:
    order = [each.id for each in page]
    known = {each.id: each for each in await posts.by_ids(db, order, deleted=True)}
    found = [known[each] for each in order if each in known]
    if not with_metadata:
        return [{**each.wire(), "metadata": {}} for each in found]
    return await posts.rendered(db, actor, found)


def _check(wanted: PostsWanted) -> None:
    problems = (
        not is_id(wanted.channel_id),
        wanted.time_field not in ("create_at", "update_at"),
        wanted.sort_direction not in ("asc", "desc"),
        not 0 < wanted.per_page <= POSTS_MOST,
        wanted.start_time < 0,
    )
    if any(problems):
        raise _invalid()


def _invalid() -> AppError:
    return Invalid("app.post.get_posts_for_reporting.invalid_input_error")


def _place(wanted: PostsWanted) -> PostPlace:
    """Begins at the time asked for: that moment itself is part of the report."""
    if wanted.sort_direction == "asc":
        return PostPlace(wanted.start_time, "")
    return PostPlace(wanted.start_time or _END_OF_TIME, _LAST_ID)


def _cursor(wanted: PostsWanted, last: FoundPost) -> str:
    """Where the next page begins, with all that was asked for except the size of a page."""
    fixed = wanted.model_dump(include=set(_FIXED))
    return urlsafe_b64encode(dumps({**fixed, "at": last.at, "post_id": last.id})).decode()


def _continued(wanted: PostsWanted) -> tuple[PostsWanted, PostPlace]:
    """The report a cursor belongs to, and its place in it. Raises: Invalid for a cursor that is none."""
    if not wanted.cursor:
        return wanted, _place(wanted)
    try:
        held: Any = loads(urlsafe_b64decode(wanted.cursor))
        place = PostPlace(int(held["at"]), str(held["post_id"]))
        begun = PostsWanted.model_validate({name: held[name] for name in _FIXED})
    except (ValueError, TypeError, KeyError) as exc:
        raise _invalid() from exc
    if begun.channel_id != wanted.channel_id:
        raise _invalid()
    return begun.model_copy(update={"per_page": wanted.per_page, "include_metadata": wanted.include_metadata}), place
