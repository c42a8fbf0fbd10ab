"""The place that operations are measured in: people, a team and channels, built over the API; more of them by SQL."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from tests.bench.wire import Http

PASSWORD = "Bench-password-1"
TEXT = "The quick brown fox jumps over the lazy dog while the deployment of release number {} goes on as planned."


@dataclass(slots=True)
class Stage:
    """A team with a few signed-in people; every id an operation needs."""

    url: str
    people: list[Http]
    users: list[dict[str, Any]]
    team: dict[str, Any]
    channel: dict[str, Any]  # busy: a hundred posts, everybody is in it
    other_channel: dict[str, Any]
    hall: dict[str, Any]  # where a crowd comes in
    thread_id: str = ""  # 100 replies
    long_thread_id: str = ""  # a crowd fills it
    posts: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    shown: int = 60  # people on somebody's screen, whose statuses are asked for at once
    _mine: list[Http] = field(default_factory=list[Http])

    @property
    def me(self) -> Http:
        return self.people[0]

    def mine(self, which: int) -> Http:
        """One of several connections of the first person."""
        while len(self._mine) <= which:
            self._mine.append(Http(self.url, self.me.token))
        return self._mine[which]


async def build(url: str, *, people: int) -> Stage:
    """Signs people up, joins them in one team and fills a channel and a thread of 100 replies."""
    run = str(time.time_ns() // 1_000_000)[-9:]
    first, user = await _sign_up(url, f"bench{run}a0")
    team = (await first.ask("POST", "/teams", {"name": f"bench{run}", "display_name": "Bench", "type": "O"})).json()
    signed_in = [(first, user)]
    for i in range(1, people):
        other, other_user = await _sign_up(url, f"bench{run}a{i}", invite=team["invite_id"])
        signed_in.append((other, other_user))
    names = ("busy", "calm", "hall")
    channels = [(await first.ask("POST", "/channels", _channel(team["id"], f"{name}{run}"))).json() for name in names]
    for _, other_user in signed_in[1:]:
        for each in channels:
            await first.ask("POST", f"/channels/{each['id']}/members", {"user_id": other_user["id"]})
    stage = Stage(url, [http for http, _ in signed_in], [u for _, u in signed_in], team, *channels)
    await _talk(stage)
    return stage


async def newcomer(stage: Stage, *, enters: bool = True) -> tuple[Http, dict[str, Any]]:
    """Somebody more in the team, who also enters its busy channel, for what must not touch the others."""
    http, user = await _sign_up(stage.url, f"new{len(stage.users)}x{time.time_ns()}", invite=stage.team["invite_id"])
    if enters:
        await http.ask("POST", f"/channels/{stage.channel['id']}/members", {"user_id": user["id"]})
    return http, user


def _channel(team_id: str, name: str) -> dict[str, str]:
    return {"team_id": team_id, "name": name, "display_name": name, "type": "O"}


async def _sign_up(url: str, username: str, *, invite: str = "") -> tuple[Http, dict[str, Any]]:
    http = Http(url)
    body = {"username": username, "email": f"{username}@example.org", "password": PASSWORD}
    await http.ask("POST", f"/users?iid={invite}" if invite else "/users", body)
    signed_in = await http.ask("POST", "/users/login", {"login_id": username, "password": PASSWORD})
    http.token = signed_in.headers["token"]
    return http, signed_in.json()


async def _talk(stage: Stage) -> None:
    for i in range(100):
        who = stage.people[i % len(stage.people)]
        post = {"channel_id": stage.channel["id"], "message": TEXT.format(i)}
        stage.posts.append((await who.ask("POST", "/posts", post)).json())
    stage.thread_id = await _thread(stage, 100)
    stage.long_thread_id = await _thread(stage, len(stage.people))


async def _thread(stage: Stage, replies: int) -> str:
    """A thread in which everybody answers in turn."""
    channel_id = stage.other_channel["id"]
    root = {"channel_id": channel_id, "message": "A long thread starts here."}
    root_id = (await stage.me.ask("POST", "/posts", root)).json()["id"]
    for i in range(replies):
        reply = {"channel_id": channel_id, "root_id": root_id, "message": TEXT.format(i)}
        await stage.people[i % len(stage.people)].ask("POST", "/posts", reply)
    return root_id


async def settle() -> None:
    """Lets the server finish what it does behind an answer before the meter starts."""
    await asyncio.sleep(0.3)
