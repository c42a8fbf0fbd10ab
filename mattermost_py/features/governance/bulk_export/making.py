"""Making an export: page after page of rows becomes lines, then the files the lines name follow."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from datetime import UTC, datetime
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

from mattermost_py.features.governance.bulk import DATA_FOLDER, LINES_NAME
from mattermost_py.features.governance.bulk_export import lines, lines_talk, store, store_posts
from mattermost_py.features.governance.bulk_export.archive import Archive
from mattermost_py.features.governance.bulk_export.lines import Line
from mattermost_py.features.governance.bulk_export.models import (
    Amounts,
    Around,
    BotRow,
    ChannelMemberRow,
    Choices,
    PostRow,
    UserRow,
)
from mattermost_py.infra.blobs import BlobMissing
from mattermost_py.infra.db import Db
from mattermost_py.infra.jobs.working import Run
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.json import dumps, loads

ROWS = 500  # of a page
POSTS = 400  # of a page; its root posts come with their whole threads
LOOKS = 8  # at files, at once
Row = TypeVar("Row")


class Making:
    """One export. Memory holds a page of rows; the paths of files wait in a file of their own."""

    def __init__(self, run: Run, choices: Choices, archive: Archive, paths: Path) -> None:
        self._run = run
        self._db = Db(run.runtime, is_slow=True)
        self._blobs = run.runtime.blobs
        self._choices = choices
        self._archive = archive
        self._paths = paths
        self._counts: Counter[str] = Counter()
        self._amounts = Amounts(0, 0)
        self._done = 0

    async def write(self) -> Counter[str]:
        """Returns: how many lines of each kind were written, files as `attachment`."""
        self._amounts = await store.amounts(self._db)
        await self._archive.begin(LINES_NAME, is_text=True)
        await self._archive.lines([lines.version(datetime.fromtimestamp(now_ms() / 1000, UTC))])
        await self._write_structure()
        await self._write_users()
        await self._write_bots()
        await self._write_posts()
        await self._write_directs()
        await self._write_direct_posts()
        await self._write_emoji()
        await self._write_files()
        return self._counts

    async def _put(self, written: Sequence[Line]) -> None:
        if written:
            self._counts.update(each["type"] for each in written)
            await self._archive.lines(written)

    # --- teams, channels, people --------------------------------------------------------------------------------------

    async def _write_structure(self) -> None:
        choices = self._choices
        if choices.roles_and_schemes:
            schemes, roles = await store.schemes(self._db), await store.roles(self._db)
            await self._put(lines.schemes_and_roles(schemes, roles))
        with_scheme = choices.roles_and_schemes
        await self._put([lines.team(each, with_scheme=with_scheme) for each in await store.teams(self._db)])
        after = ""
        while page := await store.channels(self._db, after, with_archived=choices.archived_channels, limit=ROWS):
            await self._put([lines.channel(each, with_scheme=with_scheme) for each in page])
            after = page[-1].id

    async def _write_users(self) -> None:
        after = ""
        while page := await store.users(self._db, after, ROWS):
            await self._put(await self._user_lines(page))
            after = page[-1].id

    async def _user_lines(self, page: Sequence[UserRow]) -> list[Line]:
        ids = [each.id for each in page]
        preferences = by(await store.preferences(self._db, ids, lines.CATEGORIES), "user_id")
        teams = by(await store.team_memberships(self._db, ids), "user_id")
        channels = by(
            await store.channel_memberships(self._db, ids, with_archived=self._choices.archived_channels), "user_id"
        )
        written = list[Line]()
        for each in page:
            chosen = preferences.get(each.id, [])
            themes = {one.name: one.value for one in chosen if one.category == lines.THEME and one.name}
            inside = lines.memberships(teams.get(each.id, ()), channels.get(each.id, ()), themes)
            written.append(lines.user(each, chosen, inside, await self._picture(each.id, each)))
        return written

    async def _write_bots(self) -> None:
        after = ""
        while page := await store.bots(self._db, after, ROWS):
            await self._put([lines_talk.bot(each, await self._picture(each.user_id, each)) for each in page])
            after = page[-1].user_id

    async def _picture(self, user_id: str, row: UserRow | BotRow) -> str | None:
        """Where somebody's own picture will be; nothing for a drawn one."""
        path = f"users/{user_id}/profile.png"
        if not self._choices.profile_pictures or row.last_picture_update <= 0 or not await self._blobs.exists(path):
            return None
        await self._remember([path])
        return path

    # --- messages -----------------------------------------------------------------------------------------------------

    async def _write_posts(self) -> None:
        async for page in self._roots(is_direct=False, with_archived=self._choices.archived_channels):
            around = await self._around(page)
            await self._put([lines_talk.post(each, around) for each in page])

    async def _roots(self, *, is_direct: bool, with_archived: bool) -> AsyncIterator[list[PostRow]]:
        """Root posts, page by page; a page may have none of them."""
        after = ""
        while end := await store_posts.page_end(self._db, after, POSTS):
            page = await store_posts.roots(
                self._db, after, is_direct=is_direct, with_archived=with_archived, limit=POSTS
            )
            if page:
                yield page
                self._advance(len(page))
            after = end

    async def _write_directs(self) -> None:
        after = ""
        while page := await store.direct_channels(self._db, after, ROWS):
            members = await self._members(each.id for each in page)
            await self._put([lines_talk.direct_channel(each, members[each.id]) for each in page if each.id in members])
            after = page[-1].id

    async def _write_direct_posts(self) -> None:
        async for page in self._roots(is_direct=True, with_archived=False):
            members = await self._members({each.channel_id for each in page})
            around = await self._around(page)
            written = [(each, lines_talk.names_of(members.get(each.channel_id, ()))) for each in page]
            await self._put([lines_talk.direct_post(each, around, names) for each, names in written if names])

    async def _members(self, channel_ids: Iterable[str]) -> dict[str, list[ChannelMemberRow]]:
        return by(await store.direct_members(self._db, list(channel_ids)), "channel_id")

    async def _around(self, roots: Sequence[PostRow]) -> Around:
        root_ids = [each.id for each in roots]
        replies = await store_posts.replies(self._db, root_ids)
        ids = root_ids + [each.id for each in replies]
        return Around(
            replies=by(replies, "root_id"),
            files=await self._files(ids) if self._choices.attachments else {},
            reactions=by(await store_posts.reactions(self._db, ids), "post_id"),
            flags=by(await store_posts.flags(self._db, ids), "post_id"),
            followers=by(await store_posts.followers(self._db, root_ids), "post_id"),
        )

    # --- files --------------------------------------------------------------------------------------------------------

    async def _files(self, post_ids: Sequence[str]) -> dict[str, list[str]]:
        """Attachments whose content is there: an import would stumble over the others."""
        rows = await store_posts.files(self._db, post_ids)
        looks = asyncio.Semaphore(LOOKS)

        async def is_there(path: str) -> bool:
            async with looks:
                return await self._blobs.exists(path)

        found = await asyncio.gather(*(is_there(each.path) for each in rows))
        kept = dict[str, list[str]]()
        for each, there in zip(rows, found, strict=True):
            if there:
                kept.setdefault(each.post_id, []).append(each.path)
        self._counts["missing_file"] += found.count(False)
        await self._remember([path for paths in kept.values() for path in paths])
        return kept

    async def _write_emoji(self) -> None:
        after = ""
        while page := await store.emoji(self._db, after, ROWS):
            paths = {each.id: f"emoji/{each.id}/image" for each in page}
            there = [each for each in page if await self._blobs.exists(paths[each.id])]
            await self._remember([paths[each.id] for each in there])
            await self._put([lines_talk.emoji(each, paths[each.id]) for each in there])
            after = page[-1].id

    async def _remember(self, paths: Sequence[str]) -> None:
        if paths:
            await self._run.runtime.work.thread(_append, self._paths, paths)

    async def _write_files(self) -> None:
        """Puts in what the lines name, once each."""
        offset = 0
        while True:
            paths, offset = await self._run.runtime.work.thread(_read_some, self._paths, offset)
            if not paths:
                return
            for path in paths:
                await self._write_file(path)
                self._advance(1)

    async def _write_file(self, path: str) -> None:
        await self._archive.begin(f"{DATA_FOLDER}{path}")
        try:
            await self._archive.parts(self._blobs.stream(path))
        except BlobMissing:  # deleted while we wrote the lines; an empty file keeps them readable
            self._counts["missing_file"] += 1
            return
        self._counts["attachment"] += 1

    def _advance(self, done: int) -> None:
        whole = self._amounts.posts + (self._amounts.files if self._choices.attachments else 0)
        self._done += done
        self._run.progress = min(self._done * 100 // max(whole, 1), 99)


def by(rows: Iterable[Row], name: str) -> dict[str, list[Row]]:
    """Rows by the value of a field, in their order."""
    key: Callable[[Row], str] = attrgetter(name)
    found = dict[str, list[Row]]()
    for each in rows:
        found.setdefault(key(each), []).append(each)
    return found


def _append(file: Path, paths: Sequence[str]) -> None:
    with file.open("ab") as out:
        out.writelines(dumps(path) + b"\n" for path in paths)


def _read_some(file: Path, offset: int) -> tuple[list[str], int]:
    """The next paths, and where those behind them begin."""
    if not file.exists():
        return [], offset
    with file.open("rb") as waiting:
        waiting.seek(offset)
        found = [loads(each) for each in islice(iter(waiting.readline, b""), ROWS)]
        return found, waiting.tell()
