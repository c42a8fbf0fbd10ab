"""Messages: posts, threads, reactions, drafts, schedules, bookmarks, reminders, and reading them."""

from typing import Any

from mattermost_py.kernel.clock import now_ms
from tests.contract.entry import ADMIN, INSIDE, INSIDE_NO_GUEST, MINE, MINE_INSIDE, SIGNED_IN, Entry
from tests.contract.line import Ask, Caller, ask
from tests.contract.stage import Stage

HOUR_MS = 3_600_000
BROWSER = {  # the example of RFC 8291
    "endpoint": "https://push.example.test/abc",
    "keys": {
        "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "auth": "BTBZMqHH6r4Tts7J_aSIgg",
    },
}
HIDDEN = "u++++++un"  # to an outsider, a message that cannot be read does not exist
READ_ONLY_OTHERS = "uffff+fuf"


async def _post(stage: Stage, owner: Caller) -> Ask:
    post = await stage.post(owner)
    return ask(post_id=post["id"], user_id=owner.id)


async def _with_browser(_: Stage, owner: Caller) -> Ask:
    """Only those are called whose browser has asked for it."""
    await owner.make("POST", "/web_push/subscriptions", {**BROWSER, "endpoint": f"https://127.0.0.1/{owner.id}"})
    return ask()


async def _fresh(stage: Stage, owner: Caller) -> Ask:
    return ask(post_id=(await stage.new_post(owner))["id"], user_id=owner.id)


async def _posts(stage: Stage, owner: Caller) -> Ask:
    return ask([(await stage.post(owner))["id"]])


async def _whole(stage: Stage, owner: Caller) -> Ask:
    post = await stage.post(owner)
    return ask({"id": post["id"], "message": "changed"}, post_id=post["id"])


async def _patch(stage: Stage, owner: Caller) -> Ask:
    return ask({"message": "patched"}, post_id=(await stage.post(owner))["id"])


async def _edited(stage: Stage, owner: Caller) -> Ask:
    async def make() -> Any:
        post = await stage.new_post(owner, "first words")
        await owner.make("PUT", f"/posts/{post['id']}/patch", {"message": "second thoughts"})
        history = await owner.make("GET", f"/posts/{post['id']}/edit_history")
        return post["id"], history[0]["id"]

    post_id, version_id = await stage.kept("edited", owner, make)
    return ask(post_id=post_id, restore_version_id=version_id)


async def _with_file(stage: Stage, owner: Caller) -> Ask:
    info = await stage.posted_file(owner)
    return ask(post_id=(await stage.admin.make("GET", f"/files/{info['id']}/info"))["post_id"])


async def _to_acknowledge(stage: Stage, owner: Caller) -> Ask:
    """An urgent message of the admin that asks the owner."""

    async def make() -> Any:
        metadata = {"priority": {"priority": "important", "requested_ack": True}}
        return await stage.new_post(stage.admin, "read this", metadata=metadata)

    post = await stage.kept("ask", stage.owner, make)
    return ask(post_id=post["id"], user_id=owner.id)


async def _acknowledged(stage: Stage, owner: Caller) -> Ask:
    metadata = {"priority": {"priority": "important", "requested_ack": True}}
    post = await stage.new_post(stage.cast["team_admin"], "read this", metadata=metadata)
    await owner.make("POST", f"/users/{owner.id}/posts/{post['id']}/ack")
    return ask(post_id=post["id"], user_id=owner.id)


async def _unread(stage: Stage, owner: Caller) -> Ask:
    return Ask((await _post(stage, owner)).path, body={"collapsed_threads_supported": True})


def _channel(stage: Stage, owner: Caller) -> Ask:
    return ask(channel_id=stage.channel.id, user_id=owner.id)


def _team(stage: Stage, owner: Caller) -> Ask:
    return ask(team_id=stage.team.id, user_id=owner.id)


async def _thread(stage: Stage, owner: Caller) -> Ask:
    root, reply = await stage.thread(owner)
    path = {"thread_id": root["id"], "post_id": reply["id"], "timestamp": str(now_ms())}
    return Ask({"user_id": owner.id, "team_id": stage.team.id, **path})


async def _followed(stage: Stage, owner: Caller) -> Ask:
    """A thread that is followed for this request only."""
    root = await stage.new_post(owner, "root")
    await stage.new_post(owner, "reply", root_id=root["id"])
    return ask(user_id=owner.id, team_id=stage.team.id, thread_id=root["id"])


async def _reaction(stage: Stage, owner: Caller) -> Ask:
    return ask({"user_id": owner.id, "post_id": (await stage.post(stage.owner))["id"], "emoji_name": "wave"})


async def _reacted(stage: Stage, owner: Caller) -> Ask:
    wanted = await _reaction(stage, owner)
    await owner.make("POST", "/reactions", wanted.body)
    return ask(user_id=owner.id, post_id=wanted.body["post_id"], emoji_name="wave")


def _draft(stage: Stage) -> dict[str, Any]:
    return {"channel_id": stage.channel.id, "message": "not yet"}


async def _drafted(stage: Stage, owner: Caller) -> Ask:
    await owner.make("POST", "/drafts", _draft(stage))
    return ask(user_id=owner.id, channel_id=stage.channel.id)


async def _drafted_reply(stage: Stage, owner: Caller) -> Ask:
    root, _ = await stage.thread(stage.owner)
    await owner.make("POST", "/drafts", {**_draft(stage), "root_id": root["id"]})
    return ask(user_id=owner.id, channel_id=stage.channel.id, thread_id=root["id"])


def _schedule(stage: Stage) -> dict[str, Any]:
    return {"channel_id": stage.channel.id, "message": "later", "scheduled_at": now_ms() + HOUR_MS}


async def _scheduled(stage: Stage, owner: Caller) -> Ask:
    made = await owner.make("POST", "/posts/schedule", _schedule(stage))
    return ask({**made, "message": "even later"}, scheduled_post_id=made["id"])


async def _to_move(stage: Stage, owner: Caller) -> Ask:
    root = await stage.new_post(owner, "a thread to move")
    await stage.new_post(owner, "with a reply", root_id=root["id"])
    return ask({"channel_id": stage.public.id}, post_id=root["id"])


LINK = {"display_name": "Site", "link_url": "https://example.org", "type": "link"}


async def _bookmark(stage: Stage, _: Caller) -> Ask:
    """A fresh bookmark in a channel of its own: a channel holds fifty."""
    channel = await stage.kept("bookmarked", stage.owner, stage.own_channel)
    made = await stage.admin.make("POST", f"/channels/{channel['id']}/bookmarks", LINK)
    return ask({"display_name": "Renamed"}, channel_id=channel["id"], bookmark_id=made["id"])


async def _order(stage: Stage, owner: Caller) -> Ask:
    return Ask((await _bookmark(stage, owner)).path, body=0)


async def _add_bookmark(stage: Stage, _: Caller) -> Ask:
    channel = await stage.kept("bookmarked", stage.owner, stage.own_channel)
    return ask(LINK, channel_id=channel["id"])


async def _drop_bookmarks(stage: Stage) -> None:
    channel = await stage.kept("bookmarked", stage.owner, stage.own_channel)
    for each in await stage.admin.make("GET", f"/channels/{channel['id']}/bookmarks"):
        await stage.admin.make("DELETE", f"/channels/{channel['id']}/bookmarks/{each['id']}")


async def _sealed(stage: Stage, owner: Caller) -> Any:
    """A message that burns after it was read, sent by the admin."""
    return await stage.new_post(stage.admin, "for your eyes", type="burn_on_read")


async def _to_reveal(stage: Stage, owner: Caller) -> Ask:
    return ask(post_id=(await _sealed(stage, owner))["id"])


async def _to_burn(stage: Stage, owner: Caller) -> Ask:
    sealed = await stage.new_post(owner, "for your eyes", type="burn_on_read")
    return ask(post_id=sealed["id"])


async def _reminder(stage: Stage, owner: Caller) -> Ask:
    return Ask((await _post(stage, owner)).path, body={"target_time": now_ms() // 1000 + 3600})


THREADS = "/users/{user_id}/teams/{team_id}/threads"


async def _button(stage: Stage, owner: Caller) -> Ask:
    """A message with a button behind which no program answers."""
    action = {"id": "go", "type": "button", "name": "Go", "integration": {"url": "http://127.0.0.1:9/go"}}

    async def make() -> Any:
        return await stage.new_post(owner, "press", props={"attachments": [{"actions": [action]}]})

    return ask({}, post_id=(await stage.kept("button", owner, make))["id"], action_id="go")


entries = [
    Entry("POST /posts", lambda s, _: ask({"channel_id": s.channel.id, "message": "hello"}), other=INSIDE),
    Entry(
        "POST /posts/ephemeral",
        lambda s, o: ask({"user_id": o.id, "post": {"channel_id": s.channel.id, "message": "psst"}}),
        other=ADMIN,
    ),
    Entry("POST /posts/ids", _posts, other="u++++++u+"),
    Entry("GET /posts/{post_id}", _post, own=MINE_INSIDE, other=INSIDE),
    Entry("PUT /posts/{post_id}", _whole, own=MINE_INSIDE, other=READ_ONLY_OTHERS, unknown={"post_id": 400}),
    Entry("DELETE /posts/{post_id}", _fresh, own=".f+++++..", other="ufff++fuf", spends=True, unknown={"post_id": 403}),
    Entry("PUT /posts/{post_id}/patch", _patch, own=MINE_INSIDE, other=READ_ONLY_OTHERS, unknown={"post_id": 403}),
    Entry("POST /posts/{post_id}/pin", _post, own=MINE_INSIDE, other=INSIDE, unknown={"post_id": 403}),
    Entry(
        "POST /posts/{post_id}/actions/{action_id}",
        _button,
        own=MINE_INSIDE,
        other=INSIDE,
        unknown={"post_id": 403},
        status=400,
        fails="api.post.do_action.action_integration.app_error",
    ),
    Entry(
        "POST /posts/rewrite",  # there is no AI service here
        lambda _, __: ask({"agent_id": "a" * 26, "message": "helo", "action": "fix_spelling"}),
        other=SIGNED_IN,
        status=500,
        fails="app.post.rewrite.agent_call_failed",
    ),
    Entry("POST /posts/{post_id}/unpin", _post, own=MINE_INSIDE, other=INSIDE, unknown={"post_id": 403}),
    Entry("GET /posts/{post_id}/edit_history", _edited, own=MINE_INSIDE, other="uffffffuf"),
    Entry(
        "POST /posts/{post_id}/restore/{restore_version_id}",
        _edited,
        own=MINE_INSIDE,
        other="uffffffuf",
        unknown={"post_id": 403},
    ),
    Entry("GET /posts/{post_id}/info", _post, own=MINE_INSIDE, other=HIDDEN),
    Entry("GET /posts/{post_id}/files/info", _with_file, own=MINE_INSIDE, other=INSIDE),
    Entry(
        "POST /users/{user_id}/posts/{post_id}/ack",
        _to_acknowledge,
        own=MINE_INSIDE,
        other=ADMIN,
        unknown={"user_id": 200},
    ),
    Entry("DELETE /users/{user_id}/posts/{post_id}/ack", _acknowledged, own=MINE_INSIDE, other=ADMIN, spends=True),
    Entry("POST /users/{user_id}/posts/{post_id}/set_unread", _unread, own=MINE_INSIDE, other=ADMIN),
    Entry("GET /web_push/key", lambda _, __: ask(), other=SIGNED_IN),
    Entry("POST /web_push/subscriptions", lambda _, __: ask(BROWSER), other=SIGNED_IN, status=201),
    Entry("DELETE /web_push/subscriptions", lambda _, __: ask({"endpoint": "https://x.test/"}), other=SIGNED_IN),
    Entry("POST /web_push/test", _with_browser, own=MINE),
    Entry("GET /web_push/posts/{post_id}", _post, own=MINE_INSIDE, other=INSIDE),
    Entry("GET /channels/{channel_id}/posts", _channel, other=INSIDE, unknown={"channel_id": 403}),
    Entry("GET /channels/{channel_id}/pinned", _channel, other=INSIDE),
    Entry("GET /posts/{post_id}/thread", _thread, own=MINE_INSIDE, other=INSIDE),
    Entry(
        "GET /users/{user_id}/channels/{channel_id}/posts/unread",
        _channel,
        own=MINE_INSIDE,
        other=ADMIN,
        unknown={"channel_id": 403},
    ),
    Entry("GET /users/{user_id}/posts/flagged", _channel, own=MINE, other=ADMIN, unknown={"user_id": 200}),
    Entry(f"GET {THREADS}", _thread, own=MINE_INSIDE, other=ADMIN, unknown={"team_id": 200, "user_id": 200}),
    Entry(f"PUT {THREADS}/read", _team, own=MINE_INSIDE, other=ADMIN, unknown={"team_id": 200, "user_id": 200}),
    Entry(f"GET {THREADS}/{{thread_id}}", _thread, own=MINE_INSIDE, other=ADMIN, unknown={"team_id": 200}),
    Entry(
        f"PUT {THREADS}/{{thread_id}}/following",
        _thread,
        own=MINE_INSIDE,
        other=ADMIN,
        unknown={"team_id": 200, "user_id": 200},
    ),
    Entry(
        f"PUT {THREADS}/{{thread_id}}/read/{{timestamp}}",
        _thread,
        own=MINE_INSIDE,
        other=ADMIN,
        unknown={"team_id": 200},
    ),
    Entry(
        f"POST {THREADS}/{{thread_id}}/set_unread/{{post_id}}",
        _thread,
        own=MINE_INSIDE,
        other=ADMIN,
        unknown={"team_id": 200, "user_id": 200},
    ),
    Entry(
        f"DELETE {THREADS}/{{thread_id}}/following",
        _followed,
        own=MINE_INSIDE,
        other=ADMIN,
        unknown={"team_id": 200, "user_id": 200},
    ),
    Entry("POST /reactions", _reaction, own=MINE_INSIDE, other="uffffffuf"),
    Entry("GET /posts/{post_id}/reactions", _post, own=MINE_INSIDE, other=INSIDE),
    Entry("POST /posts/ids/reactions", _posts, own=MINE_INSIDE, other=INSIDE),
    Entry(
        "DELETE /users/{user_id}/posts/{post_id}/reactions/{emoji_name}",
        _reacted,
        own=MINE_INSIDE,
        other=ADMIN,
        spends=True,
        unknown={"post_id": 403, "user_id": 200},
    ),
    Entry("POST /drafts", lambda s, _: ask(_draft(s)), other=INSIDE),
    Entry(
        "GET /users/{user_id}/teams/{team_id}/drafts",
        _team,
        own=MINE_INSIDE,
        other="uffffffuf",
        unknown={"team_id": 403, "user_id": 403},
    ),
    Entry(
        "DELETE /users/{user_id}/channels/{channel_id}/drafts",
        _drafted,
        own=MINE_INSIDE,
        other="uffffffuf",
        unknown={"channel_id": 403, "user_id": 403},
    ),
    Entry(
        "DELETE /users/{user_id}/channels/{channel_id}/drafts/{thread_id}",
        _drafted_reply,
        own=MINE_INSIDE,
        other="uffffffuf",
        spends=True,
        unknown={"thread_id": 403, "channel_id": 403, "user_id": 403},
    ),
    Entry("POST /posts/schedule", lambda s, _: ask(_schedule(s)), other=INSIDE),
    Entry(
        "PUT /posts/schedule/{scheduled_post_id}",
        _scheduled,
        own=MINE_INSIDE,
        other="uffffffuf",
        unknown={"scheduled_post_id": 400},
    ),
    Entry("DELETE /posts/schedule/{scheduled_post_id}", _scheduled, own=MINE_INSIDE, other="uffffffuf", spends=True),
    Entry("GET /posts/scheduled/team/{team_id}", _team, other=INSIDE, unknown={"team_id": 200}),
    Entry("POST /posts/{post_id}/move", _to_move, own=".++++++..", other="u++++++uf", spends=True),
    Entry("GET /channels/{channel_id}/bookmarks", _channel, other=INSIDE),
    Entry("POST /channels/{channel_id}/bookmarks", _add_bookmark, other=INSIDE_NO_GUEST, after=_drop_bookmarks),
    Entry("PATCH /channels/{channel_id}/bookmarks/{bookmark_id}", _bookmark, other=INSIDE_NO_GUEST, spends=True),
    Entry("DELETE /channels/{channel_id}/bookmarks/{bookmark_id}", _bookmark, other=INSIDE_NO_GUEST, spends=True),
    Entry("POST /channels/{channel_id}/bookmarks/{bookmark_id}/sort_order", _order, other=INSIDE_NO_GUEST),
    Entry("GET /posts/{post_id}/reveal", _to_reveal, other="u++++.+uf"),
    Entry("DELETE /posts/{post_id}/burn", _to_burn, own=MINE_INSIDE, other="uiiiiiiuf", spends=True),
    Entry(
        "POST /users/{user_id}/posts/{post_id}/reminder",
        _reminder,
        own=MINE_INSIDE,
        other=ADMIN,
        unknown={"user_id": 200},
    ),
]
