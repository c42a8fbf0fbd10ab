"""Threads: rows THR."""

from typing import Any

import pytest

from tests.conftest import NewWorld
from tests.fixtures.world import Person, Thing, World

pytestmark = pytest.mark.anyio


async def _inbox(who: Person, team: Thing, **query: Any) -> dict[str, Any]:
    return (await who.get(f"/users/me/teams/{team.id}/threads", **query)).json()


async def test_an_unread_reply_puts_its_thread_on_top_of_the_inbox(world: World) -> None:
    """THR-02"""
    team, ana, bob = await world.team(), await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    old, new = [await world.post(by=ana, channel=channel) for _ in range(2)]
    for root in (old, new, old):
        await world.reply(by=bob, to=root)

    assert [each["id"] for each in (await _inbox(ana, team))["threads"]] == [old.id, new.id]
    await ana.put(f"/users/me/teams/{team.id}/threads/{old.id}/read/{2**42}")
    unread = await _inbox(ana, team, unread=True)
    assert [each["id"] for each in unread["threads"]] == [new.id]
    assert unread["total_unread_threads"] == 1


async def test_a_mention_of_the_whole_channel_does_not_make_those_follow_who_do_not_want_it(world: World) -> None:
    """THR-04: participation and mentions follow by themselves; mentions of everybody only for those who want them."""
    team, ana, bob = await world.team(), await world.member(), await world.member()
    willing, user_off, channel_off = [await world.member() for _ in range(3)]
    channel = await world.channel(by=ana)
    for person in (bob, willing, user_off, channel_off):
        await world.join(person, channel)
    props = {**user_off.user["notify_props"], "channel": "false"}
    assert (await user_off.put("/users/me/patch", notify_props=props)).status_code == 200
    path = f"/channels/{channel.id}/members/me/notify_props"
    assert (await channel_off.put(path, ignore_channel_mentions="on")).status_code == 200
    root = await world.post(by=ana, channel=channel)

    await world.reply(by=bob, to=root, message="@channel look")

    for who, total in ((willing, 1), (user_off, 0), (channel_off, 0), (ana, 1), (bob, 1)):
        assert (await _inbox(who, team))["total"] == total, who.username


async def test_each_person_chooses_collapsed_threads_unless_the_site_does(new_world: NewWorld) -> None:
    """THR-05"""
    async with new_world(ServiceSettings={"CollapsedThreads": "default_off"}) as world:
        ana, bob = await world.member(), await world.member()
        chosen = [{"user_id": ana.id, "category": "display_settings", "name": "collapsed_reply_threads", "value": "on"}]
        assert (await ana.put("/users/me/preferences", chosen)).status_code == 200
        root = await world.post(by=ana)
        async with ana.listening() as ana_heard, bob.listening() as bob_heard:
            await world.reply(by=bob, to=root)
        assert len(ana_heard.of("thread_updated")) == 1
        assert bob_heard.of("thread_updated") == []
        assert (await ana.get("/config/client", format="old")).json()["CollapsedThreads"] == "default_off"
    async with new_world(ServiceSettings={"CollapsedThreads": "always_on"}) as world:
        ana, bob = await world.member(), await world.member()
        chosen = [{**chosen[0], "user_id": bob.id, "value": "off"}]
        assert (await bob.put("/users/me/preferences", chosen)).status_code == 200
        root = await world.post(by=bob)
        async with bob.listening() as bob_heard:
            await world.reply(by=ana, to=root)
        assert len(bob_heard.of("thread_updated")) == 1


async def test_a_thread_marked_unread_has_its_badge_again(world: World) -> None:
    """THR-06"""
    team, ana, bob = await world.team(), await world.member(), await world.member()
    root = await world.post(by=ana)
    reply = await world.reply(by=bob, to=root, message=f"@{ana.username} please")
    path = f"/users/me/teams/{team.id}/threads/{root.id}"
    assert (await ana.put(f"{path}/read/{2**42}")).json()["unread_mentions"] == 0
    assert (await _inbox(ana, team))["total_unread_mentions"] == 0

    assert (await ana.post(f"{path}/set_unread/{reply.id}")).status_code == 200

    inbox = await _inbox(ana, team)
    assert (inbox["total_unread_threads"], inbox["total_unread_mentions"]) == (1, 1)


async def test_a_moved_channel_takes_its_threads_to_the_inbox_of_its_new_team(world: World) -> None:
    """THR-02: each team has an inbox of its own."""
    old, new = await world.team(), await world.new_team()
    ana, admin = await world.member(), await world.admin()
    await world.join_team(ana, new)
    await world.join_team(admin, new)
    channel = await world.channel(by=ana)
    root = await world.post(by=ana, channel=channel)
    await world.reply(by=ana, to=root)

    assert (await admin.post(f"/channels/{channel.id}/move", team_id=new.id)).status_code == 200

    assert [each["id"] for each in (await _inbox(ana, new))["threads"]] == [root.id]
    assert root.id not in [each["id"] for each in (await _inbox(ana, old))["threads"]]
