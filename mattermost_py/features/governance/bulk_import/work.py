"""What one import keeps while it runs: the archive, and who and what its names stand for here."""

import secrets
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.features.governance.bulk_import import store
from mattermost_py.features.governance.bulk_import.archive import Archive
from mattermost_py.features.identity.passwords import service as passwords
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.features.teams.teams.models import Team
from mattermost_py.infra.db import Db
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.errors import AppError, Invalid

REMEMBERED_MOST = 50_000


@dataclass(slots=True)
class Work:
    """Belongs to one run of one import."""

    runtime: Runtime
    archive: Archive
    _users: dict[str, str] = field(default_factory=dict[str, str])
    _teams: dict[str, Team] = field(default_factory=dict[str, Team])
    _channels: dict[tuple[str, str], Channel] = field(default_factory=dict[tuple[str, str], Channel])
    _unknown: str = ""

    async def user_ids(self, db: Db, names: Iterable[str]) -> dict[str, str]:
        """Username as the line writes it → id. Raises: Invalid when there is no such user."""
        wanted = {name: name.lower() for name in names}
        if missing := {name for name in wanted.values() if name not in self._users}:
            if len(self._users) > REMEMBERED_MOST:
                self._users.clear()
                missing = set(wanted.values())
            self._users |= await store.users(db, sorted(missing))
        if unknown := sorted(name for name, plain in wanted.items() if plain not in self._users):
            raise Invalid("app.import.get_users_by_username.some_users_not_found.error", detail=", ".join(unknown[:10]))
        return {name: self._users[plain] for name, plain in wanted.items()}

    async def user_id(self, db: Db, name: str) -> str | None:
        """The id of a user who may be missing."""
        found = await store.users(db, [name.lower()])
        return found.get(name.lower())

    async def team(self, db: Db, name: str) -> Team:
        """Raises: Invalid."""
        if name not in self._teams:
            team_id = await store.team(db, name.lower())
            if team_id is None:
                raise Invalid("app.import.get_teams_by_names.some_teams_not_found.error", detail=name)
            self._teams[name] = await teams.by_id(db, team_id)
        return self._teams[name]

    async def channel(self, db: Db, team: Team, name: str) -> Channel | None:
        """A channel of a team, archived ones too."""
        key = (team.id, name)
        if key not in self._channels:
            channel_id = await store.channel(db, team.id, name.lower())
            if channel_id is None:
                return None
            if len(self._channels) > REMEMBERED_MOST:
                self._channels.clear()
            self._channels[key] = await channels.by_id(db, channel_id)
        return self._channels[key]

    def forget_places(self) -> None:
        """After a line that may have changed a team or a channel."""
        self._teams.clear()
        self._channels.clear()

    async def unknown_password(self, db: Db) -> str:
        """A hash for accounts without a password: nobody knows it, and one is enough for all."""
        if not self._unknown:
            self._unknown = await passwords.hashed(db, f"{secrets.token_urlsafe(32)}aA1!")
        return self._unknown

    @asynccontextmanager
    async def unpacked(self, path: str, refusal: str) -> AsyncIterator[tuple[Path, int]]:
        """A file of the archive as a local one, with its bytes. Raises: Invalid with this id when it is not there."""
        most = self.runtime.config.current.FileSettings.MaxFileSize
        with self.runtime.blobs.staged() as file:
            try:
                size = await self.runtime.work.thread(self.archive.unpack, path, file, most)
            except AppError as exc:
                raise Invalid(refusal, detail=exc.detail or path) from exc
            yield file, size
