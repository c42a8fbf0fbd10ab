"""What is measured, each with its promise in CPU milliseconds of server and database together."""

import itertools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.bench.stage import PASSWORD, TEXT, Stage, newcomer
from tests.bench.wire import Http

Ask = Callable[[int, int], Awaitable[None]]  # (which request, which of the parallel people)


@dataclass(frozen=True, slots=True)
class Operation:
    """One row of the table.

    target_ms: CPU of server and database per operation that must not be exceeded.
    prepare:   what runs before measuring; returns the request.
    requests:  counted ones; a third of them runs uncounted before, for it is the warm server that is promised.
    calls:     HTTP requests in one operation.
    is_anew:   prepared again before every round, because a round uses up what was prepared.
    statements: SQL statements of one operation at most, once its caller is known; tests hold it to that.
    is_median: one at a time, by one person; the CPU is the median and not the mean, for operations that differ much.
    """

    name: str
    target_ms: float
    prepare: Callable[[Stage], Awaitable[Ask]]
    requests: int = 2400
    calls: int = 1
    statements: int | None = None
    is_median: bool = False
    is_anew: bool = False


_numbers = itertools.count()


async def _me(stage: Stage) -> Ask:
    async def ask(_i: int, who: int) -> None:
        await stage.people[who].ask("GET", "/users/me")

    return ask


async def _statuses(stage: Stage) -> Ask:
    others = [await newcomer(stage, enters=False) for _ in range(len(stage.users), stage.shown)]
    ids = [user["id"] for user in (*stage.users, *[user for _, user in others])][: stage.shown]

    async def ask(_i: int, who: int) -> None:
        await stage.people[who].ask("POST", "/users/status/ids", ids)

    return ask


async def _image(stage: Stage) -> Ask:
    path = f"/users/{stage.users[1]['id']}/image"
    etag = (await stage.me.ask("GET", path)).headers.get("etag", "")

    async def ask(_i: int, who: int) -> None:
        await stage.people[who].ask("GET", path, etag=etag, expect=(304,))

    return ask


async def _page(stage: Stage) -> Ask:
    path = f"/channels/{stage.channel['id']}/posts?page=0&per_page=60"

    async def ask(_i: int, who: int) -> None:
        await stage.people[who].ask("GET", path)

    return ask


async def _page_unchanged(stage: Stage) -> Ask:
    path = f"/channels/{stage.channel['id']}/posts?page=0&per_page=60"
    etag = (await stage.me.ask("GET", path)).headers.get("etag", "")

    async def ask(_i: int, who: int) -> None:
        await stage.people[who].ask("GET", path, etag=etag, expect=(304,))

    return ask


async def _since(stage: Stage) -> Ask:
    path = f"/channels/{stage.channel['id']}/posts?since={stage.posts[-1]['create_at'] + 60_000}"

    async def ask(_i: int, who: int) -> None:
        await stage.people[who].ask("GET", path)

    return ask


async def _beside(stage: Stage, beside: str) -> Ask:
    """Pages next to the middle of the busy channel's hundred posts."""
    path = f"/channels/{stage.channel['id']}/posts?{beside}={stage.posts[50]['id']}&per_page=30"

    async def ask(_i: int, who: int) -> None:
        await stage.people[who].ask("GET", path)

    return ask


async def _before(stage: Stage) -> Ask:
    return await _beside(stage, "before")


async def _after(stage: Stage) -> Ask:
    return await _beside(stage, "after")


async def _around(stage: Stage) -> Ask:
    """What somebody sees who comes back to a channel with fifty unread posts."""
    channel_id = stage.channel["id"]
    for each in stage.people:
        await each.ask("POST", f"/users/me/posts/{stage.posts[50]['id']}/set_unread", {})

    async def ask(_i: int, who: int) -> None:
        path = f"/users/me/channels/{channel_id}/posts/unread?limit_before=30&limit_after=30"
        await stage.people[who].ask("GET", path)

    return ask


async def _unread(stage: Stage) -> Ask:
    async def ask(_i: int, who: int) -> None:
        await stage.people[who].ask("GET", "/users/me/teams/unread?include_collapsed_threads=true")

    return ask


async def _in_many_channels(stage: Stage) -> list[Http]:
    """Connections of somebody who is in 200 channels."""
    one, _ = await newcomer(stage)
    for _ in range(200 - len((await one.ask("GET", f"/users/me/teams/{stage.team['id']}/channels")).json())):
        name = f"many{next(_numbers)}x{stage.team['name']}"
        body = {"team_id": stage.team["id"], "name": name, "display_name": name, "type": "O"}
        await one.ask("POST", "/channels", body)
    return [Http(stage.url, one.token) for _ in stage.people]


async def _many_channels(stage: Stage) -> Ask:
    mine = await _in_many_channels(stage)

    async def ask(_i: int, who: int) -> None:
        await mine[who].ask("GET", f"/users/me/teams/{stage.team['id']}/channels")

    return ask


async def _many_memberships(stage: Stage) -> Ask:
    mine = await _in_many_channels(stage)

    async def ask(_i: int, who: int) -> None:
        await mine[who].ask("GET", f"/users/me/teams/{stage.team['id']}/channels/members")

    return ask


async def _sidebar(stage: Stage) -> Ask:
    mine, path = await _in_many_channels(stage), f"/users/me/teams/{stage.team['id']}/channels/categories"
    await mine[0].ask("GET", path)  # which makes it

    async def ask(_i: int, who: int) -> None:
        await mine[who].ask("GET", path)

    return ask


async def _threads(stage: Stage) -> Ask:
    """A page of 25 threads that somebody follows."""
    one, _ = await newcomer(stage)
    for i in range(25):
        root = {"channel_id": stage.channel["id"], "message": TEXT.format(i)}
        root_id = (await stage.me.ask("POST", "/posts", root)).json()["id"]
        await one.ask("POST", "/posts", {**root, "root_id": root_id})
    mine = [Http(stage.url, one.token) for _ in stage.people]

    async def ask(_i: int, who: int) -> None:
        path = f"/users/me/teams/{stage.team['id']}/threads?per_page=25&extended=true"
        await mine[who].ask("GET", path)

    return ask


async def _thirty_drafts(stage: Stage) -> Ask:
    one, _ = await newcomer(stage)
    for post in stage.posts[:30]:
        body = {"channel_id": stage.channel["id"], "root_id": post["id"], "message": "half a thought"}
        await one.ask("POST", "/drafts", body)
    mine = [Http(stage.url, one.token) for _ in stage.people]

    async def ask(_i: int, who: int) -> None:
        await mine[who].ask("GET", f"/users/me/teams/{stage.team['id']}/drafts")

    return ask


async def _post(stage: Stage) -> Ask:
    async def ask(i: int, who: int) -> None:
        user_id = stage.users[who]["id"]
        post = {
            "channel_id": stage.channel["id"],
            "message": TEXT.format(i),
            "pending_post_id": f"{user_id}:{next(_numbers)}",
        }
        await stage.people[who].ask("POST", "/posts", post)

    return ask


async def _reply(stage: Stage) -> Ask:
    return replying(stage, stage.thread_id)


def replying(stage: Stage, thread_id: str) -> Ask:
    """Answers in a thread of the calm channel that mention the next person."""

    async def ask(i: int, who: int) -> None:
        mentioned = stage.users[(who + 1) % len(stage.users)]["username"]
        post = {
            "channel_id": stage.other_channel["id"],
            "root_id": thread_id,
            "message": f"@{mentioned} {TEXT.format(i)}",
        }
        await stage.people[who].ask("POST", "/posts", post)

    return ask


async def _view(stage: Stage) -> Ask:
    async def ask(i: int, who: int) -> None:
        channel = (stage.channel, stage.other_channel)[i % 2]
        body = {"channel_id": channel["id"], "prev_channel_id": "", "collapsed_threads_supported": True}
        await stage.people[who].ask("POST", "/channels/members/me/view", body)

    return ask


async def _reaction(stage: Stage) -> Ask:
    names = ("thumbsup", "heart", "tada", "eyes")

    async def ask(i: int, who: int) -> None:
        body = {
            "user_id": stage.users[who]["id"],
            "post_id": stage.posts[i % len(stage.posts)]["id"],
            "emoji_name": names[i % len(names)],
        }
        await stage.people[who].ask("POST", "/reactions", body)

    return ask


async def _draft(stage: Stage) -> Ask:
    async def ask(i: int, who: int) -> None:
        body = {"channel_id": stage.channel["id"], "root_id": "", "message": f"half a thought {i}"}
        await stage.people[who].ask("POST", "/drafts", body)

    return ask


async def _preference(stage: Stage) -> Ask:
    async def ask(i: int, who: int) -> None:
        user_id = stage.users[who]["id"]
        body = [{"user_id": user_id, "category": "last", "name": "channel", "value": str(i)}]
        await stage.people[who].ask("PUT", "/users/me/preferences", body)

    return ask


async def _start_up(stage: Stage) -> Ask:
    async def ask(_i: int, who: int) -> None:
        await start_up(stage.people[who], stage)

    return ask


async def start_up(http: Http, stage: Stage) -> None:
    """What the web client asks when it opens."""
    team_id, channel_id = stage.team["id"], stage.channel["id"]
    calls: list[tuple[str, str, object]] = [
        ("GET", "/config/client?format=old", None),
        ("GET", "/license/client?format=old", None),
        ("GET", "/users/me", None),
        ("GET", "/users/me/preferences", None),
        ("GET", "/users/me/teams", None),
        ("GET", "/users/me/teams/members", None),
        ("GET", "/users/me/teams/unread?include_collapsed_threads=true", None),
        ("POST", "/roles/names", ["system_user", "team_user", "channel_user"]),
        ("GET", f"/users/me/teams/{team_id}/channels", None),
        ("GET", f"/users/me/teams/{team_id}/channels/members", None),
        ("GET", f"/users/me/teams/{team_id}/channels/categories", None),
        ("GET", f"/users/me/channels/{channel_id}/posts/unread?limit_before=30&limit_after=30", None),
        ("GET", f"/channels/{channel_id}/stats", None),
        ("GET", f"/users/me/teams/{team_id}/threads?totalsOnly=true", None),
        ("POST", "/users/status/ids", [user["id"] for user in stage.users[:30]]),
        ("GET", f"/users/me/teams/{team_id}/drafts", None),
    ]
    for method, path, body in calls:
        await http.ask(method, path, body)


async def _people(stage: Stage) -> Ask:
    path = f"/users/autocomplete?in_team={stage.team['id']}&in_channel={stage.channel['id']}&name=ben&limit=25"

    async def ask(_i: int, who: int) -> None:
        await stage.people[who].ask("GET", path)

    return ask


async def _channels(stage: Stage) -> Ask:
    path = f"/teams/{stage.team['id']}/channels/autocomplete?name=bu"

    async def ask(_i: int, who: int) -> None:
        await stage.people[who].ask("GET", path)

    return ask


async def _search(stage: Stage) -> Ask:
    path = f"/teams/{stage.team['id']}/posts/search"

    async def ask(i: int, who: int) -> None:
        body = {"terms": f"release {i % 100}", "is_or_search": False}
        await stage.people[who].ask("POST", path, body)

    return ask


async def _login(stage: Stage) -> Ask:
    anonymous = [Http(stage.url) for _ in stage.people]

    async def ask(_i: int, who: int) -> None:
        body = {"login_id": stage.users[who]["username"], "password": PASSWORD}
        await anonymous[who].ask("POST", "/users/login", body)

    return ask


OPERATIONS = [
    Operation("users/me", 0.06, _me, requests=4800),
    Operation("status by ids", 0.10, _statuses, requests=4800, statements=0),
    Operation("profile image 304", 0.06, _image, requests=4800, statements=0),
    Operation("page of 60 posts, warm", 0.08, _page, requests=4800),
    Operation("page of 60 posts, 304", 0.05, _page_unchanged, requests=4800),
    Operation("posts since, nothing new", 0.08, _since, requests=4800, statements=0),
    Operation("posts before one, 30", 1.0, _before, statements=1),
    Operation("posts after one, 30", 1.0, _after, statements=1),
    Operation("posts around the first unread, 60", 1.0, _around, statements=2),
    Operation("unread check", 1.0, _unread, statements=1),
    Operation("threads list, 25", 1.0, _threads, statements=2),
    Operation("30 drafts", 1.0, _thirty_drafts, statements=1),
    Operation("channels of somebody in 200", 1.0, _many_channels, statements=1),
    Operation("memberships of somebody in 200", 1.0, _many_memberships, statements=1),
    Operation("sidebar of somebody in 200", 1.0, _sidebar, statements=0),
    # Before the writing: every post of it has the word that is searched for.
    Operation("search", 0.8, _search),
    Operation("create a post", 0.60, _post),
    Operation("reply with a mention, thread of 100", 1.0, _reply, requests=400),
    Operation("view channel", 0.25, _view),
    Operation("reaction", 0.25, _reaction, statements=2),
    Operation("draft", 0.25, _draft),
    Operation("preference", 0.25, _preference),
    Operation("start-up sequence, 16 calls", 4.0, _start_up, requests=240, calls=16),
    Operation("user autocomplete", 0.4, _people),
    Operation("channel switcher search", 0.4, _channels),
    Operation("login, argon2id", 60.0, _login, requests=40),
]
