"""Whatever is killed and whenever: what was acknowledged is there afterwards, exactly once."""

import asyncio
import itertools
import os
import random
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.processes import PROC, descendants, name_of
from tests.bench.wire import Http

CYCLES = int(os.environ.get("MMPY_KILL_CYCLES", "9"))  # `make faults` asks for thirty
POSTERS = 4
POSTS_PER_CYCLE = 25
PASSWORD = "Correct-horse-9"
READY_S = 60


@dataclass(slots=True)
class Server:
    """`mmpy server` as a user runs it, started again whenever it was killed."""

    data: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "mattermost_py", "server"]
        command += ["--data", str(self.data), "--listen", f"127.0.0.1:{self.port}"]
        # A killed process leaves half a record of what it ran: here coverage is not measured.
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
        environment = {**inherited, "MM_TEAMSETTINGS_ENABLEOPENSERVER": "true"}
        with (self.data.parent / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)

    def pid_of(self, victim: str) -> int:
        """The process to kill: `server` is the supervisor, `postgres` the database, `worker` what answers requests."""
        assert self.process is not None
        if victim == "server":
            return self.process.pid
        children = [pid for pid in descendants(self.process.pid)[1:] if _parent(pid) == self.process.pid]
        databases = [pid for pid in children if name_of(pid).startswith("postgres")]
        return (databases if victim == "postgres" else [pid for pid in children if pid not in databases])[0]

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(30)
            self.process.kill()


@dataclass(slots=True)
class Poster:
    """Somebody who sends every message again until the server says that it has it."""

    http: Http
    user_id: str
    channel_id: str
    acknowledged: dict[str, str] = field(default_factory=dict[str, str])  # message → post id
    numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    async def post(self) -> None:
        number = next(self.numbers)
        message = f"{self.user_id} says {number}"
        body = {"channel_id": self.channel_id, "message": message, "pending_post_id": f"{self.user_id}:{number}"}
        while True:
            with suppress(OSError, asyncio.IncompleteReadError, TimeoutError):
                answer = await self.http.ask("POST", "/posts", body, expect=(201, 500, 502, 503))
                if answer.status == 201:
                    self.acknowledged[message] = answer.json()["id"]
                    return
            self.http.close()
            await asyncio.sleep(0.02)  # the back-off of a client, not a wait for the test


def _parent(pid: int) -> int:
    return int((PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[1])


async def ready(url: str) -> None:
    http = Http(url)
    async with asyncio.timeout(READY_S):
        while True:
            with suppress(OSError, asyncio.IncompleteReadError):
                if (await http.ask("GET", "/system/ping", expect=(200, 500, 503))).status == 200:
                    http.close()
                    return
            http.close()
            await asyncio.sleep(0.05)


@asynccontextmanager
async def running(data: Path) -> AsyncIterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    server = Server(data, port)
    server.start()
    try:
        await ready(server.url)
        yield server
    finally:
        server.stop()


async def people(server: Server) -> list[Poster]:
    """A team with one channel and its posters."""
    posters: list[Poster] = []
    team: dict[str, Any] = {}
    channel: dict[str, Any] = {}
    for i in range(POSTERS):
        http, name = Http(server.url), f"poster{i}"
        invite = f"?iid={team['invite_id']}" if team else ""
        sign_up = {"username": name, "email": f"{name}@example.org", "password": PASSWORD}
        user = (await http.ask("POST", f"/users{invite}", sign_up)).json()
        signed_in = await http.ask("POST", "/users/login", {"login_id": name, "password": PASSWORD})
        http.token = signed_in.headers["token"]
        if not team:
            team = (await http.ask("POST", "/teams", {"name": "team", "display_name": "Team", "type": "O"})).json()
            wanted = {"team_id": team["id"], "name": "storm", "display_name": "Storm", "type": "O"}
            channel = (await http.ask("POST", "/channels", wanted)).json()
        else:
            await http.ask("POST", f"/channels/{channel['id']}/members", {"user_id": user["id"]})
        posters.append(Poster(http, user["id"], channel["id"]))
    return posters


async def stored(poster: Poster) -> Counter[str]:
    """How often each message is in the channel, and that its id is the acknowledged one."""
    found: Counter[str] = Counter()
    page, listed = 0, dict[str, Any]()
    while page == 0 or listed["order"]:
        path = f"/channels/{poster.channel_id}/posts?page={page}&per_page=200"
        listed = (await poster.http.ask("GET", path)).json()
        found.update(listed["posts"][post_id]["message"] for post_id in listed["order"])
        page += 1
    return found


async def test_acknowledged_posts_survive_every_kill_exactly_once(tmp_path: Path) -> None:
    chance = random.Random(7)
    async with running(tmp_path / "data") as server:
        posters = await people(server)
        for cycle in range(CYCLES):
            victim = ("worker", "server", "postgres")[cycle % 3]
            work = [asyncio.create_task(_post_many(poster)) for poster in posters]
            await _some_posts_later(posters, chance.randrange(5, POSTERS * POSTS_PER_CYCLE // 2))
            os.kill(server.pid_of(victim), signal.SIGKILL)
            if victim == "server":
                assert server.process is not None
                server.process.wait(10)
                server.start()
            await asyncio.gather(*work)
        await ready(server.url)

        found = await stored(posters[0])

        for poster in posters:
            assert len(poster.acknowledged) == CYCLES * POSTS_PER_CYCLE
            assert {message: found[message] for message in poster.acknowledged} == dict.fromkeys(poster.acknowledged, 1)


async def _post_many(poster: Poster) -> None:
    for _ in range(POSTS_PER_CYCLE):
        await poster.post()


async def _some_posts_later(posters: list[Poster], count: int) -> None:
    """Returns in the middle of the storm: after this many more acknowledgements."""
    goal = sum(len(poster.acknowledged) for poster in posters) + count
    while sum(len(poster.acknowledged) for poster in posters) < goal:
        await asyncio.sleep(0.001)


async def test_a_repeated_pending_post_id_never_makes_a_second_post(tmp_path: Path) -> None:
    async with running(tmp_path / "data") as server:
        poster = (await people(server))[0]
        body = {"channel_id": poster.channel_id, "message": "once", "pending_post_id": f"{poster.user_id}:77"}
        senders = [Http(server.url, poster.http.token) for _ in range(10)]

        answers = await asyncio.gather(*(sender.ask("POST", "/posts", body, expect=(201, 500)) for sender in senders))

        ids = {answer.json()["id"] for answer in answers if answer.status == 201}
        assert len(ids) == 1
        os.kill(server.pid_of("worker"), signal.SIGKILL)
        poster.http.close()
        await ready(server.url)
        assert (await poster.http.ask("POST", "/posts", body)).json()["id"] in ids
        assert (await stored(poster))["once"] == 1
