"""Following threads, the inbox, reading and unreading."""

import json
from typing import Any

import pytest

from tests.conftest import NewWorld
from tests.fixtures.world import Heard, Person, Thing, World

pytestmark = pytest.mark.anyio


def inbox_path(person: Person, team: Thing) -> str:
    return f"/users/{person.id}/teams/{team.id}/threads"


async def inbox(person: Person, team: Thing, **query: Any) -> dict[str, Any]:
    reply = await person.get(inbox_path(person, team), **query)
    assert reply.status_code == 200, reply.text
    return reply.json()


def updates(heard: Heard) -> list[dict[str, Any]]:
    """The threads in `thread_updated` events, with what was unread before."""
    return [{**event["data"], "thread": json.loads(event["data"]["thread"])} for event in heard.of("thread_updated")]


async def talk(world: World) -> tuple[Person, Person, Thing, Thing]:
    """Two people in a channel, and a root by the first."""
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    return ana, bob, channel, await world.post(by=ana, channel=channel, message="root")


async def test_the_first_reply_makes_author_and_replier_follow(world: World) -> None:
    ana, bob, channel, root = await talk(world)
    team = await world.team()

    async with ana.listening() as ana_heard, bob.listening() as bob_heard:
        reply = await world.reply(by=bob, to=root)

    (told,) = updates(ana_heard)
    assert (told["previous_unread_mentions"], told["previous_unread_replies"]) == (0, 0)
    thread = told["thread"]
    assert (thread["id"], thread["reply_count"], thread["last_reply_at"]) == (root.id, 1, reply.create_at)
    assert (thread["unread_replies"], thread["unread_mentions"], thread["is_urgent"]) == (1, 0, False)
    assert [each["username"] for each in thread["participants"]] == [bob.username]
    assert thread["post"]["message"] == "root"
    (own,) = updates(bob_heard)
    assert (own["thread"]["unread_replies"], own["thread"]["unread_mentions"]) == (0, 0)
    followers = next(e for e in ana_heard.of("posted") if json.loads(e["data"]["post"])["id"] == reply.id)
    assert json.loads(followers["data"]["followers"]) == [ana.id]

    found = await inbox(ana, team)
    assert {name: found[name] for name in found if name != "threads"} == {
        "total": 1,
        "total_unread_threads": 1,
        "total_unread_mentions": 0,
        "total_unread_urgent_mentions": 0,
    }
    (mine,) = found["threads"]
    assert set(mine) == {
        "id",
        "reply_count",
        "last_reply_at",
        "last_viewed_at",
        "participants",
        "post",
        "unread_replies",
        "unread_mentions",
        "is_urgent",
        "delete_at",
    }
    assert [each["id"] for each in mine["participants"]] == [bob.id]
    assert (await inbox(ana, team, extended=True))["threads"][0]["participants"][0]["username"] == bob.username
    assert channel.id == mine["post"]["channel_id"]


async def test_a_mention_in_a_reply_follows_and_counts(world: World) -> None:
    ana, bob, channel, root = await talk(world)
    cleo, team = await world.member(), await world.team()
    await world.join(cleo, channel)
    await world.reply(by=bob, to=root)

    async with cleo.listening() as heard:
        await world.reply(by=bob, to=root, message=f"@{cleo.username} see")
        await world.reply(by=ana, to=root, message=f"@{cleo.username} and this")

    first, second = updates(heard)
    assert (first["thread"]["unread_mentions"], first["previous_unread_mentions"]) == (1, 0)
    assert (first["thread"]["unread_replies"], first["previous_unread_replies"]) == (2, 0)
    assert (second["thread"]["unread_mentions"], second["previous_unread_mentions"]) == (2, 1)
    assert (second["thread"]["unread_replies"], second["previous_unread_replies"]) == (3, 2)
    assert (await inbox(cleo, team))["total_unread_mentions"] == 2
    member = (await cleo.get(f"/channels/{channel.id}/members/me")).json()
    assert member["mention_count"] - member["mention_count_root"] == 2


async def test_unfollowing_lasts_until_a_mention(world: World) -> None:
    ana, bob, _channel, root = await talk(world)
    team = await world.team()
    await world.reply(by=bob, to=root)
    path = f"{inbox_path(ana, team)}/{root.id}"

    async with ana.listening() as heard:
        assert (await ana.delete(f"{path}/following")).json() == {"status": "OK"}
        await world.reply(by=bob, to=root)
    (told,) = heard.of("thread_follow_changed")
    assert told["data"] == {"thread_id": root.id, "state": False, "reply_count": 1}
    assert updates(heard) == []
    assert (await inbox(ana, team))["total"] == 0
    assert (await ana.get(path)).status_code == 404

    async with ana.listening() as heard:
        await world.reply(by=bob, to=root, message=f"@{ana.username}")
    assert updates(heard)[0]["thread"]["unread_mentions"] == 1
    assert (await inbox(ana, team))["total"] == 1


async def test_a_post_without_replies_can_be_followed(world: World) -> None:
    ana, bob, channel, root = await talk(world)
    cleo, team = await world.member(), await world.team()
    await world.join(cleo, channel)
    assert (await cleo.put(f"{inbox_path(cleo, team)}/{root.id}/following")).status_code == 200
    async with cleo.listening() as heard:
        await world.reply(by=bob, to=root)
    assert updates(heard)[0]["thread"]["unread_replies"] == 1
    stranger = await world.stranger()
    assert (await stranger.put(f"{inbox_path(stranger, team)}/{root.id}/following")).status_code == 403
    assert (await bob.put(f"{inbox_path(cleo, team)}/{root.id}/following")).status_code == 403
    assert ana.id == root.user_id


async def test_reading_and_unreading_a_thread(world: World) -> None:
    ana, bob, _channel, root = await talk(world)
    team = await world.team()
    first = await world.reply(by=bob, to=root)
    second = await world.reply(by=bob, to=root, message=f"@{ana.username}")
    path = f"{inbox_path(ana, team)}/{root.id}"

    async with ana.listening() as heard:
        read = (await ana.put(f"{path}/read/{second.create_at}")).json()
    assert (read["unread_replies"], read["unread_mentions"], read["last_viewed_at"]) == (0, 0, second.create_at)
    (told,) = heard.of("thread_read_changed")
    assert told["data"] == {
        "thread_id": root.id,
        "timestamp": second.create_at,
        "unread_mentions": 0,
        "unread_replies": 0,
        "previous_unread_mentions": 1,
        "previous_unread_replies": 2,
        "channel_id": root.channel_id,
    }

    unread = (await ana.post(f"{path}/set_unread/{second.id}")).json()
    assert (unread["unread_replies"], unread["unread_mentions"]) == (1, 1)
    assert unread["last_viewed_at"] == second.create_at - 1
    both = (await ana.post(f"{path}/set_unread/{first.id}")).json()
    assert (both["unread_replies"], both["unread_mentions"]) == (2, 1)
    other = await world.post(by=ana)
    refused = await ana.post(f"{path}/set_unread/{other.id}")
    assert refused.json()["id"] == "app.user.update_thread_read_for_user_by_post.app_error"

    async with ana.listening() as heard:
        assert (await ana.put(f"{inbox_path(ana, team)}/read")).json() == {"status": "OK"}
    (all_read,) = heard.of("thread_read_changed")
    assert (all_read["data"], all_read["broadcast"]["team_id"]) == ({}, team.id)
    assert (await inbox(ana, team))["total_unread_threads"] == 0


async def test_the_inbox_has_pages_and_filters(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    team = await world.team()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    roots = [await world.post(by=ana, channel=channel) for _ in range(3)]
    for root in roots:
        await world.reply(by=bob, to=root)
    direct = await world.direct(ana, bob)
    private = await world.post(by=ana, channel=direct)
    await world.reply(by=bob, to=private)
    a, b, c = (root.id for root in roots)

    def ids(found: dict[str, Any]) -> list[str]:
        return [each["id"] for each in found["threads"]]

    assert ids(await inbox(ana, team)) == [private.id, c, b, a]
    assert ids(await inbox(ana, team, excludeDirect=True)) == [c, b, a]
    assert ids(await inbox(ana, team, per_page=2, before=c)) == [b, a]
    assert ids(await inbox(ana, team, per_page=1, after=a)) == [b]
    await ana.put(f"{inbox_path(ana, team)}/{c}/read/{roots[2].create_at + 100_000}")
    unread = await inbox(ana, team, unread=True, excludeDirect=True)
    assert (ids(unread), unread["total"]) == ([b, a], 2)
    assert (await inbox(ana, team, totalsOnly=True))["threads"] is None
    assert (await inbox(ana, team, threadsOnly=True))["total"] == 0
    await ana.delete(f"/posts/{b}")
    assert b not in ids(await inbox(ana, team))
    gone = next(each for each in (await inbox(ana, team, deleted=True))["threads"] if each["id"] == b)
    assert gone["delete_at"] > 0
    assert gone["post"]["message"] == ""
    for query, error_id in (
        ({"before": a, "after": b}, "api.getThreadsForUser.bad_params"),
        ({"totalsOnly": True, "threadsOnly": True}, "api.getThreadsForUser.bad_only_params"),
        ({"since": "x"}, "api.context.invalid_body_param.app_error"),
    ):
        refused = await ana.get(inbox_path(ana, team), **query)
        assert (refused.status_code, refused.json()["id"]) == (400, error_id)
    assert (await bob.get(inbox_path(ana, team))).status_code == 403


async def test_leaving_a_channel_leaves_its_threads(world: World) -> None:
    ana, bob, channel, root = await talk(world)
    await world.reply(by=bob, to=root)
    assert (await inbox(bob, await world.team()))["total"] == 1
    assert (await bob.delete(f"/channels/{channel.id}/members/{bob.id}")).status_code == 200
    assert (await inbox(bob, await world.team()))["total"] == 0
    assert (await inbox(ana, await world.team()))["total"] == 1


async def test_a_deleted_mention_is_taken_back(world: World) -> None:
    ana, bob, _channel, root = await talk(world)
    await world.reply(by=bob, to=root)
    reply = await world.reply(by=bob, to=root, message=f"@{ana.username}")
    async with ana.listening() as heard:
        await bob.delete(f"/posts/{reply.id}")
    (told,) = updates(heard)
    assert (told["thread"]["unread_mentions"], told["previous_unread_mentions"]) == (0, 1)
    assert (told["thread"]["unread_replies"], told["previous_unread_replies"]) == (1, 2)


async def test_without_collapsed_threads_viewing_the_channel_reads_them(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"CollapsedThreads": "default_off"}) as world:
        ana, bob, channel, root = await talk(world)
        team = await world.team()
        async with ana.listening() as heard:
            reply = await world.reply(by=bob, to=root)
        assert updates(heard) == []
        assert (await inbox(ana, team))["total_unread_threads"] == 1

        async with ana.listening() as heard:
            await ana.post("/channels/members/me/view", channel_id=channel.id)
        (told,) = heard.of("thread_read_changed")
        assert set(told["data"]) == {"timestamp"}
        assert told["data"]["timestamp"] >= reply.create_at
        assert (await inbox(ana, team))["total_unread_threads"] == 0

        wish = {"user_id": bob.id, "category": "display_settings", "name": "collapsed_reply_threads", "value": "on"}
        await bob.put("/users/me/preferences", [wish])
        async with bob.listening() as heard:
            await world.reply(by=ana, to=root)
        assert len(updates(heard)) == 1


@pytest.mark.parametrize(
    ("settings", "wish", "client_collapses", "reads_along"),
    [
        ({"CollapsedThreads": "always_on"}, "off", True, False),
        ({"CollapsedThreads": "always_on"}, "", False, True),  # a client that cannot shows replies in the channel
        ({"CollapsedThreads": "default_on"}, "", True, False),
        ({"CollapsedThreads": "default_on"}, "off", True, True),
        ({"CollapsedThreads": "disabled"}, "on", True, True),
        ({"CollapsedThreads": "disabled", "ThreadAutoFollow": False}, "", True, False),
    ],
)
async def test_viewing_a_channel_reads_its_threads_where_they_are_not_kept_apart(
    new_world: NewWorld, settings: dict[str, Any], wish: str, *, client_collapses: bool, reads_along: bool
) -> None:
    async with new_world(ServiceSettings=settings) as world:
        ana, bob, channel, root = await talk(world)
        if wish:
            value = {"user_id": ana.id, "category": "display_settings", "name": "collapsed_reply_threads"}
            assert (await ana.put("/users/me/preferences", [{**value, "value": wish}])).status_code == 200
        await ana.put(f"{inbox_path(ana, await world.team())}/{root.id}/following")
        await world.reply(by=bob, to=root)
        async with ana.listening() as heard:
            body = {"channel_id": channel.id, "collapsed_threads_supported": client_collapses}
            assert (await ana.post("/channels/members/me/view", body)).status_code == 200
            (viewed,) = heard.of("multiple_channels_viewed") or [await heard.wait_for("multiple_channels_viewed")]
            await heard.settled()
        assert channel.id in viewed["data"]["channel_times"]
        assert bool(heard.of("thread_read_changed")) is reads_along
        assert (await inbox(ana, await world.team()))["total_unread_threads"] == (0 if reads_along else 1)


async def test_comments_mention_those_who_wish_it_without_collapsed_threads(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"CollapsedThreads": "default_off"}) as world:
        ana, bob, channel, root = await talk(world)
        await ana.put("/users/me/patch", notify_props={**ana.user["notify_props"], "comments": "root"})
        before = (await ana.get(f"/channels/{channel.id}/members/me")).json()["mention_count"]
        async with ana.listening() as heard:
            await world.reply(by=bob, to=root)
        assert json.loads(heard.of("posted")[0]["data"]["mentions"]) == [ana.id]
        after = (await ana.get(f"/channels/{channel.id}/members/me")).json()["mention_count"]
        assert after == before + 1


async def test_leaving_a_channel_ends_following_what_has_no_replies_yet(world: World) -> None:
    _, bob, channel, root = await talk(world)
    cleo, team = await world.member(), await world.team()
    await world.join(cleo, channel)
    for each in (cleo, bob):
        assert (await each.put(f"{inbox_path(each, team)}/{root.id}/following")).status_code == 200
    assert (await cleo.delete(f"/channels/{channel.id}/members/me")).status_code == 200

    await world.reply(by=bob, to=root)

    assert (await inbox(cleo, team))["total"] == 0
    assert (await inbox(bob, team))["total"] == 1
