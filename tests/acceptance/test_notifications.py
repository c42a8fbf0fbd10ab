"""Notifications and presence: rows NOTE."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from mattermost_py.features.identity.custom_statuses import jobs as custom_statuses
from tests.fixtures.world import Heard, Person, Thing, World, unique

pytestmark = pytest.mark.anyio


def _is_mentioned(heard: Heard, post: Thing, who: Person) -> bool:
    for event in heard.of("posted"):
        if json.loads(event["data"]["post"])["id"] == post.id:
            return who.id in json.loads(event["data"].get("mentions", "[]"))
    raise AssertionError("the post was not heard")


async def _member(who: Person, channel: Thing) -> dict[str, Any]:
    return (await who.get(f"/channels/{channel.id}/members/me")).json()


async def test_a_client_can_tell_each_level_from_what_it_hears(world: World) -> None:
    """NOTE-01: a plain post, a mention and a direct message."""
    ana, bob = await world.member(), await world.member()
    channel, direct = await world.channel(by=bob), await world.direct(ana, bob)
    await world.join(ana, channel)
    for level in ("all", "mention", "none"):
        props = {**ana.user["notify_props"], "desktop": level}
        assert (await ana.put("/users/me/patch", notify_props=props)).json()["notify_props"]["desktop"] == level
        async with ana.listening() as heard:
            plain = await world.post(by=bob, channel=channel, message="plain")
            mention = await world.post(by=bob, channel=channel, message=f"@{ana.username}")
            private = await world.post(by=bob, channel=direct, message="psst")
        assert [_is_mentioned(heard, post, ana) for post in (plain, mention, private)] == [False, True, True]


async def test_full_width_at_signs_mention_too(world: World) -> None:
    """NOTE-03"""
    ana, bob = await world.member(), await world.member()
    async with ana.listening() as heard:
        post = await world.post(by=bob, message=f"＠{ana.username} こんにちは")
    assert _is_mentioned(heard, post, ana)


async def _group(world: World, *people: Person, may_be_named: bool = True) -> str:
    """A group of people, as a directory or an administrator makes it."""
    group_id, name = unique("g").ljust(26, "0")[:26], unique("group")
    db = world.application.runtime.db()
    await db.run(
        """
        INSERT INTO usergroups (id, name, displayname, description, source, createat, updateat, deleteat,
                                allowreference)
        VALUES (%(id)s, %(name)s, %(name)s, '', 'custom', 1, 1, 0, %(allowed)s)
        """,
        id=group_id,
        name=name,
        allowed=may_be_named,
    )
    await db.run(
        "INSERT INTO groupmembers (groupid, userid, createat, deleteat) SELECT %(id)s, unnest(%(ids)s::text[]), 1, 0",
        id=group_id,
        ids=[each.id for each in people],
    )
    return name


async def test_a_group_mention_means_exactly_its_members_in_the_channel(world: World) -> None:
    """NOTE-03"""
    ana, bob, cleo, outside = [await world.member() for _ in range(4)]
    channel = await world.channel(by=ana)
    for person in (bob, cleo):
        await world.join(person, channel)
    name = await _group(world, ana, bob, outside)
    hidden = await _group(world, bob, may_be_named=False)
    before = {who.id: (await _member(who, channel))["mention_count"] for who in (bob, cleo)}

    async with ana.listening() as author, bob.listening() as member, cleo.listening() as other:
        post = await world.post(by=ana, channel=channel, message=f"@{name}, please")
        silent = await world.post(by=ana, channel=channel, message=f"@{hidden}")
    assert _is_mentioned(member, post, bob)
    assert not _is_mentioned(other, post, cleo)
    assert not _is_mentioned(author, post, ana)
    assert not _is_mentioned(member, silent, bob)
    after = {who.id: (await _member(who, channel))["mention_count"] for who in (bob, cleo)}
    assert (after[bob.id] - before[bob.id], after[cleo.id] - before[cleo.id]) == (1, 0)
    # Marking unread counts the same way.
    await bob.post("/channels/members/me/view", channel_id=channel.id)
    assert (await bob.post(f"/users/me/posts/{post.id}/set_unread")).json()["mention_count"] == 1


async def test_who_may_not_mention_groups_reaches_nobody(world: World) -> None:
    """NOTE-03"""
    ana = await world.member()
    channel = await world.channel(by=ana)
    guest = await world.guest(None, channel)
    name = await _group(world, ana)
    async with ana.listening() as heard:
        post = await world.post(by=guest, channel=channel, message=f"@{name}")
    assert not _is_mentioned(heard, post, ana)


async def test_a_muted_channel_has_no_badge_except_for_a_direct_mention(world: World) -> None:
    """NOTE-06, NOTE-11"""
    team = await world.new_team()
    ana, bob = await world.member(team), await world.member(team)
    channel = await world.channel(by=bob, team=team)
    await world.join(ana, channel)
    everything = [each["id"] for each in (await ana.get(f"/users/me/teams/{team.id}/channels")).json()]
    await ana.post("/channels/members/me/mark_read", everything)
    path = f"/channels/{channel.id}/members/me/notify_props"
    assert (await ana.put(path, mark_unread="mention")).status_code == 200

    async def badge() -> tuple[int, int]:
        found = (await ana.get(f"/users/me/teams/{team.id}/unread")).json()
        return found["msg_count"], found["mention_count"]

    for message, expected in (("plain", (0, 0)), ("@channel", (0, 0)), (f"@{ana.username}", (0, 1))):
        await world.post(by=bob, channel=channel, message=message)
        assert await badge() == expected, message


async def test_all_new_threads_of_a_channel_can_be_followed(world: World) -> None:
    """NOTE-06"""
    team, ana, bob = await world.team(), await world.member(), await world.member()
    channel = await world.channel(by=bob)
    await world.join(ana, channel)
    path = f"/channels/{channel.id}/members/me/notify_props"
    assert (await ana.put(path, channel_auto_follow_threads="on")).status_code == 200
    root = await world.post(by=bob, channel=channel)
    await world.reply(by=bob, to=root)
    inbox = (await ana.get(f"/users/me/teams/{team.id}/threads")).json()
    assert [each["id"] for each in inbox["threads"]] == [root.id]


async def test_a_custom_status_ends_by_itself_for_everybody(world: World) -> None:
    """NOTE-08"""
    ana, bob = await world.member(), await world.member()
    now = datetime.now(UTC)
    for who, ends in ((ana, now + timedelta(minutes=30)), (bob, now + timedelta(hours=4))):
        chosen = {"emoji": "calendar", "text": "busy", "duration": "date_and_time", "expires_at": ends.isoformat()}
        assert (await who.put("/users/me/status/custom", chosen)).status_code == 200
    await custom_statuses.end(world.application.runtime)
    assert "customStatus" in await _props(ana, of=ana)

    async with bob.listening() as heard:
        with time_machine.travel(now + timedelta(minutes=31), tick=True):
            assert await custom_statuses.end(world.application.runtime) == 1
        told = await heard.wait_for("user_updated", where=lambda each: each["data"]["user"]["id"] == ana.id)
    assert "customStatus" not in told["data"]["user"].get("props", {})
    assert "customStatus" not in await _props(bob, of=ana)
    assert "busy" in (await _props(ana, of=bob))["customStatus"]


async def _props(who: Person, *, of: Person) -> dict[str, str]:
    return (await who.get(f"/users/{of.id}")).json().get("props", {})


async def test_who_does_not_show_when_they_were_last_active_keeps_it_to_themselves(world: World) -> None:
    """NOTE-09"""
    ana, bob = await world.member(), await world.member()
    assert (await ana.put(f"/users/{ana.id}/status", user_id=ana.id, status="online")).status_code == 200

    async def last_active(who: Person) -> list[int]:
        one = (await who.get(f"/users/{ana.id}/status")).json()
        several = (await who.post("/users/status/ids", [ana.id])).json()
        return [one["last_activity_at"], several[0]["last_activity_at"]]

    assert min(await last_active(bob)) > 0
    assert (await ana.put("/users/me/patch", props={"show_last_active": "false"})).status_code == 200
    assert await last_active(bob) == [0, 0]
    assert min(await last_active(ana)) > 0


async def test_the_count_in_the_title_is_the_number_of_unread_mentions(world: World) -> None:
    """NOTE-11"""
    team = await world.new_team()
    ana, bob = await world.member(team), await world.member(team)
    square, direct = await world.town_square(team), await world.direct(ana, bob)
    await ana.post("/channels/members/me/mark_read", [square.id, direct.id])
    everything = [each["id"] for each in (await ana.get(f"/users/me/teams/{team.id}/channels")).json()]
    await ana.post("/channels/members/me/mark_read", everything)
    root = await world.post(by=ana, channel=square)
    await world.post(by=bob, channel=square, message="nothing")
    await world.post(by=bob, channel=square, message=f"@{ana.username}")
    await world.reply(by=bob, to=root, message=f"@{ana.username} too")
    await world.post(by=bob, channel=direct, message="psst")

    members = (await ana.get(f"/users/me/teams/{team.id}/channels/members")).json()
    threads = (await ana.get(f"/users/me/teams/{team.id}/threads", totalsOnly=True)).json()
    in_channels = sum(each["mention_count_root"] for each in members)
    assert (in_channels, threads["total_unread_mentions"]) == (2, 1)


async def test_what_is_read_on_one_device_is_read_on_the_others(world: World) -> None:
    """NOTE-13: the other devices hear at once which notifications are out of date."""
    team = await world.new_team()
    ana, bob = await world.member(team), await world.member(team)
    phone = await world.sign_in(ana.username)
    channel = await world.channel(by=bob, team=team)
    await world.join(ana, channel)
    root = await world.post(by=ana, channel=channel)
    mention = await world.post(by=bob, channel=channel, message=f"@{ana.username}")
    await world.reply(by=bob, to=root, message="and here")

    async with phone.listening() as heard:
        viewed = await ana.post("/channels/members/me/view", channel_id=channel.id, collapsed_threads_supported=True)
        assert viewed.status_code == 200
        told = await heard.wait_for("multiple_channels_viewed")
        path = f"/users/me/teams/{team.id}/threads/{root.id}/read/{2**42}"
        assert (await ana.put(path)).status_code == 200
        thread = await heard.wait_for("thread_read_changed")
    assert list(told["data"]["channel_times"]) == [channel.id]
    assert told["data"]["channel_times"][channel.id] >= mention.create_at
    assert (thread["data"]["thread_id"], thread["data"]["unread_replies"]) == (root.id, 0)
    assert (await phone.get(f"/users/me/channels/{channel.id}/unread")).json()["mention_count"] == 0
