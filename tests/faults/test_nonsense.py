"""Whatever is sent, the server answers, never breaks, and stores nothing that would break a client."""

import os
from pathlib import Path

import pytest

from mattermost_py.app import ROUTES
from mattermost_py.infra.http.official import missing
from mattermost_py.infra.http.router import Route
from tests.contract import checks, schema
from tests.contract.entry import Entry
from tests.contract.line import Ask, Caller
from tests.contract.stage import Stage, open_stage, renewed
from tests.contract.table.everything import entries
from tests.faults.nonsense import Nonsense, Request
from tests.fixtures.postgres import Cluster

SEED = int(os.environ.get("MMPY_NONSENSE_SEED", "11"))
REQUESTS = int(os.environ.get("MMPY_NONSENSE_REQUESTS", "20000"))
SHORT = 800
TOLD_MOST = 40

# What ends everybody's sessions, or may change the server into one that no test expects.
NOT_AS_ADMIN = {"POST /users/sessions/revoke/all", "PUT /config", "PUT /config/patch", "POST /server_busy"}
# What the official server answers with a 5xx, too: no mail server is there, it is busy, no AI service
# is there, no object store, and five slips of theirs.
OFFICIAL = {
    "app.admin.test_email.failure",
    "api.user.upload_profile_user.parse.app_error",  # a broken form
    "api.team.import_team.parse.app_error",  # a broken form
    "app.bot.createbot.internal_error",  # a bot made into a bot
    "app.post.rewrite.agent_call_failed",
    "app.eport.generate_presigned_url.featureflag.app_error",  # links to exports are not switched on
    "app.eport.generate_presigned_url.driver.app_error",  # or there is no object store
    "app.scheme.save.app_error",  # a name that is taken
    "jobs.request_cancellation.status.error",  # a job that is over
    "api.context.server_busy.app_error",
}
CALLERS = (
    "member",
    "owner",
    "channel_admin",
    "team_admin",
    "guest",
    "system_admin",
    "system_admin",
    "bot",
    "anonymous",
)


class Storm:
    """Sends nonsense to one server and remembers what it did not stand."""

    def __init__(self, stage: Stage, seed: int) -> None:
        self.stage = stage
        self.nonsense = Nonsense(seed)
        self.broken: list[str] = []
        self._right: dict[str, Ask] = {}
        self._missing = [_unbuilt(each) for each in missing(ROUTES)]

    async def rage(self, count: int) -> None:
        chance = self.nonsense.chance
        for _ in range(count):
            entry = chance.choice(entries) if chance.random() < 0.93 else chance.choice(self._missing)
            await self._one(entry, self.stage.cast[chance.choice(CALLERS)])
            if len(self.broken) >= TOLD_MOST:
                return

    async def _one(self, entry: Entry, caller: Caller) -> None:
        if caller.role == "system_admin" and entry.route in NOT_AS_ADMIN:
            caller = self.stage.cast["member"]
        right = await self._right_one(entry)
        known = [] if caller.role == "system_admin" else self._known()
        request = self.nonsense.request(entry.method, entry.path, right, known)
        try:
            answer = await caller.line.send(request.method, request.address, request.content, request.kind)
        except (TimeoutError, OSError, EOFError) as exc:
            caller.line.close()
            self._note(request, caller, type(exc).__name__)
            return
        if answer.status == 401 and caller.person is not None:
            await self._revive(caller)
        if answer.status >= 500 and not _is_excused(answer.status, answer.body):
            self._note(request, caller, checks.told(answer))

    def _note(self, request: Request, caller: Caller, outcome: str) -> None:
        self.broken.append(f"{caller.role}: {request} -> {outcome}")

    async def _revive(self, caller: Caller) -> None:
        """Somebody was signed out by what they sent."""
        assert caller.person is not None
        if (await caller.line.send("GET", "/api/v4/users/me")).status == 200:
            return
        try:
            caller.line.token = caller.person.token = (await self.stage.world.sign_in(caller.username)).token
        except AssertionError:  # a bot; or gone, or with another name or password
            await self._renew()

    async def _renew(self) -> None:
        self.stage = await renewed(self.stage)
        self._right.clear()

    async def _right_one(self, entry: Entry) -> Ask:
        """A right request of the route; on a fresh stage when nonsense has spoilt the old one."""
        if entry.route not in self._right or self.nonsense.chance.random() < 0.1:
            try:
                self._right[entry.route] = await checks.build(self.stage, entry, self.stage.owner)
            except AssertionError:
                await self._renew()
                self._right[entry.route] = await checks.build(self.stage, entry, self.stage.owner)
        return self._right[entry.route]

    def _known(self) -> list[str]:
        return [self.stage.team.id, self.stage.channel.id, self.stage.owner.id, self.stage.cast["guest"].id]


def _is_excused(status: int, body: bytes) -> bool:
    return status == 501 or any(f'"{each}"'.encode() in body for each in OFFICIAL)


def _unbuilt(route: Route) -> Entry:
    """An official route that is not there yet, with some identifier in every place."""

    def build(_: Stage, owner: Caller) -> Ask:
        names = [part[1:-1] for part in route.path.split("/") if part.startswith("{")]
        return Ask(dict.fromkeys(names, owner.id), body={"id": owner.id, "name": "name"})

    return Entry(f"{route.method} /{route.path}", build)


async def _every_message_still_parses(stage: Stage) -> list[str]:
    """Reads all channels of the stage page by page as a client does."""
    found: list[str] = []
    reader = stage.admin
    for channel in await reader.make("GET", f"/users/{reader.id}/channels"):
        page, order = 0, ["first"]
        while order:
            listed = await reader.make("GET", f"/channels/{channel['id']}/posts?page={page}&per_page=200")
            found += schema.problems(listed, "PostList", f"{channel['id']}[{page}]")
            page, order = page + 1, listed["order"]
    return found[:TOLD_MOST]


async def _endure(cluster: Cluster, data: Path, count: int) -> None:
    async with open_stage(cluster.create_database(), data) as stage:
        storm = Storm(stage, SEED)
        await storm.rage(count)
        assert storm.broken == [], f"seed {SEED}"
        assert await _every_message_still_parses(storm.stage) == []


async def test_nonsense_breaks_nothing(postgres_cluster: Cluster, tmp_path: Path) -> None:
    await _endure(postgres_cluster, tmp_path, SHORT)


@pytest.mark.slow
async def test_a_storm_of_nonsense_breaks_nothing(postgres_cluster: Cluster, tmp_path: Path) -> None:
    await _endure(postgres_cluster, tmp_path, REQUESTS)
