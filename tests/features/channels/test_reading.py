"""What is read and what is not."""

from tests.fixtures.world import Person, Thing, World


async def _member(who: Person, channel: Thing) -> dict[str, int]:
    return (await who.get(f"/channels/{channel.id}/members/me")).json()


async def test_posts_are_unread_until_the_channel_is_viewed(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    await world.post(by=ana, channel=channel)
    last = await world.post(by=ana, channel=channel, message=f"hello @{bob.username}")

    unread = (await bob.get(f"/users/me/channels/{channel.id}/unread")).json()
    assert unread == {
        "team_id": channel.team_id,
        "channel_id": channel.id,
        "msg_count": 2,
        "mention_count": unread["mention_count"],
        "mention_count_root": unread["mention_count_root"],
        "urgent_mention_count": 0,
        "msg_count_root": 2,
    }
    assert unread["mention_count"] >= 1
    async with bob.listening() as heard:
        reply = await bob.post("/channels/members/me/view", channel_id=channel.id, prev_channel_id="")
        assert reply.json() == {"status": "OK", "last_viewed_at_times": {channel.id: last.create_at}}
        again = await bob.post("/channels/members/me/view", channel_id=channel.id)
        assert again.json()["last_viewed_at_times"] == {channel.id: last.create_at}
    viewed = heard.of("multiple_channels_viewed")
    assert [event["data"] for event in viewed] == [{"channel_times": {channel.id: last.create_at}}]
    member = await _member(bob, channel)
    assert (member["msg_count"], member["mention_count"], member["last_viewed_at"]) == (2, 0, last.create_at)
    unread = (await bob.get(f"/users/me/channels/{channel.id}/unread")).json()
    assert (unread["msg_count"], unread["msg_count_root"], unread["mention_count"]) == (0, 0, 0)


async def test_viewing_a_read_channel_costs_one_statement(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    await ana.post("/channels/members/me/view", channel_id=channel.id)
    async with world.queries(at_most=1):
        reply = await ana.post("/channels/members/me/view", channel_id=channel.id, collapsed_threads_supported=True)
    assert reply.status_code == 200


async def test_the_author_has_read_their_own_post(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    post = await world.post(by=ana, channel=channel)
    member = await _member(ana, channel)
    assert (member["msg_count"], member["msg_count_root"], member["last_viewed_at"]) == (1, 1, post.create_at)


async def test_a_direct_message_is_a_mention(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    direct = await world.direct(ana, bob)
    await world.post(by=ana, channel=direct)
    member = await _member(bob, direct)
    assert (member["mention_count"], member["mention_count_root"]) == (1, 1)


async def test_a_muted_channel_counts_mentions_only(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    await bob.post("/channels/members/me/view", channel_id=channel.id)
    await bob.put(f"/channels/{channel.id}/members/me/notify_props", mark_unread="mention")
    await world.post(by=ana, channel=channel, message=f"hello @{bob.username}")
    unread = (await bob.get(f"/users/me/channels/{channel.id}/unread")).json()
    assert (unread["msg_count"], unread["msg_count_root"], unread["mention_count"]) == (0, 0, 1)


async def test_many_channels_are_marked_as_read_at_once(world: World) -> None:
    ana, bob, eve = await world.member(), await world.member(), await world.member()
    rooms = [await world.channel(by=ana) for _ in range(2)]
    for room in rooms:
        await world.join(bob, room)
        await world.post(by=ana, channel=room)
    reply = await bob.post("/channels/members/me/mark_read", [room.id for room in rooms])
    assert set(reply.json()["last_viewed_at_times"]) == {room.id for room in rooms}
    for room in rooms:
        assert (await bob.get(f"/users/me/channels/{room.id}/unread")).json()["msg_count"] == 0
    assert (await eve.post(f"/channels/members/{bob.id}/mark_read", [rooms[0].id])).status_code == 403
    assert (await bob.post("/channels/members/me/mark_read", [])).status_code == 400


async def test_view_refuses_wrong_ids_and_other_people(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    assert (await ana.post("/channels/members/me/view", channel_id="short")).status_code == 400
    assert (await ana.post(f"/channels/members/{bob.id}/view", channel_id="")).status_code == 403
    blur = await ana.post("/channels/members/me/view", channel_id="")
    assert blur.json() == {"status": "OK", "last_viewed_at_times": {}}
    channel = await world.channel(by=ana)
    assert (await bob.get(f"/users/me/channels/{channel.id}/unread")).status_code == 403
