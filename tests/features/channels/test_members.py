"""Joining and leaving channels, roles, notification settings."""

import json
from typing import Any

from tests.fixtures.world import Person, World


async def test_everybody_of_the_team_joins_public_channels(world: World) -> None:
    ana, bob, eve = await world.member(), await world.member(), await world.stranger()
    channel = await world.channel(by=ana)

    assert (await eve.post(f"/channels/{channel.id}/members", user_id=eve.id)).status_code == 403
    async with ana.listening() as heard_by_ana, bob.listening() as heard_by_bob:
        reply = await bob.post(f"/channels/{channel.id}/members", user_id=bob.id)
        assert reply.status_code == 201
        await heard_by_ana.wait_for("posted")
    assert (reply.json()["user_id"], reply.json()["roles"]) == (bob.id, "channel_user")
    for heard in (heard_by_ana, heard_by_bob):
        event = heard.of("user_added")
        assert [each["data"] for each in event] == [{"user_id": bob.id, "team_id": channel.team_id}]
    post = json.loads(heard_by_ana.of("posted")[0]["data"]["post"])
    assert (post["type"], post["user_id"]) == ("system_join_channel", bob.id)
    fresh = (await ana.get(f"/channels/{channel.id}")).json()
    assert (fresh["total_msg_count"], fresh["last_post_at"]) == (0, post["create_at"])


async def test_members_add_others_one_or_many(world: World) -> None:
    ana, bob, eve = await world.member(), await world.member(), await world.member()
    stranger = await world.stranger()
    channel = await world.channel(by=ana)
    path = f"/channels/{channel.id}/members"

    async with ana.listening() as heard:
        reply = await ana.post(path, user_ids=[bob.id, eve.id])
        assert (reply.status_code, [each["user_id"] for each in reply.json()]) == (201, [bob.id, eve.id])
        await heard.wait_for("posted", count=2)
    post = json.loads(heard.of("posted")[0]["data"]["post"])
    assert post["type"] == "system_add_to_channel"
    assert post["props"]["addedUserId"] in (bob.id, eve.id)
    assert (post["props"]["userId"], post["props"]["username"]) == (ana.id, ana.username)
    assert (await ana.post(path, user_id=bob.id)).json()["user_id"] == bob.id  # again changes nothing
    outside = await ana.post(path, user_id=stranger.id)
    assert (outside.status_code, outside.json()["id"]) == (404, "app.team.get_member.missing.app_error")
    partly = await ana.post(path, user_ids=[bob.id, stranger.id])
    assert [each["user_id"] for each in partly.json()] == [bob.id]
    wrong: list[dict[str, str | list[str]]] = [{}, {"user_id": "short"}, {"user_ids": []}, {"user_ids": ["short"]}]
    for body in wrong:
        assert (await ana.post(path, body)).status_code == 400


async def test_a_private_channel_takes_in_only_whom_its_members_add(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana, type="P")
    for who, status in ((bob, 403), (ana, 201)):
        assert (await who.post(f"/channels/{channel.id}/members", user_id=bob.id)).status_code == status


async def test_adding_does_not_tell_who_is_in_a_private_channel(world: World) -> None:
    ana, bob, eve = await world.member(), await world.member(), await world.member()
    channel = await world.channel(by=ana, type="P")
    await world.join(bob, channel)
    for who, status in ((eve, 403), (ana, 201)):
        assert (await who.post(f"/channels/{channel.id}/members", user_id=bob.id)).status_code == status


async def test_people_added_from_a_thread_follow_it(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel, elsewhere = await world.channel(by=ana), await world.channel(by=ana)
    post, other = await world.post(by=ana, channel=channel), await world.post(by=ana, channel=elsewhere)
    path = f"/channels/{channel.id}/members"
    assert (await ana.post(path, user_id=bob.id, post_root_id="short")).status_code == 400
    assert (await ana.post(path, user_id=bob.id, post_root_id=other.id)).status_code == 400
    assert (await ana.post(path, user_id=bob.id, post_root_id=post.id)).status_code == 201


async def test_who_leaves_hears_it_and_is_out(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)

    async with ana.listening() as heard_by_ana, bob.listening() as heard_by_bob:
        assert (await bob.delete(f"/channels/{channel.id}/members/me")).status_code == 200
        await heard_by_ana.wait_for("posted")
    assert heard_by_ana.of("user_removed")[0]["data"] == {"user_id": bob.id, "remover_id": bob.id}
    own = [each["data"] for each in heard_by_bob.of("user_removed") if "channel_id" in each["data"]]
    assert own == [{"channel_id": channel.id, "remover_id": bob.id}]
    assert "posted" not in heard_by_bob.names()
    post = json.loads(heard_by_ana.of("posted")[0]["data"]["post"])
    assert post["type"] == "system_leave_channel"
    assert (await ana.get(f"/channels/{channel.id}/members/{bob.id}")).status_code == 404

    await world.join(bob, channel)
    async with ana.listening() as heard_by_ana:
        assert (await ana.delete(f"/channels/{channel.id}/members/{bob.id}")).status_code == 200
        await heard_by_ana.wait_for("posted")
    post = json.loads(heard_by_ana.of("posted")[0]["data"]["post"])
    assert post["type"] == "system_remove_from_channel"
    assert (post["props"]["removedUserId"], post["props"]["removedUsername"]) == (bob.id, bob.username)


async def test_some_channels_cannot_be_left(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    square, direct = await world.town_square(), await world.direct(ana, bob)
    reply = await ana.delete(f"/channels/{square.id}/members/me")
    assert reply.json()["id"] == "api.channel.remove.default.app_error"
    reply = await ana.delete(f"/channels/{direct.id}/members/me")
    assert reply.json()["id"] == "api.channel.remove_channel_member.type.app_error"
    reply = await ana.post(f"/channels/{direct.id}/members", user_id=bob.id)
    assert reply.json()["id"] == "api.channel.add_user_to_channel.type.app_error"


async def test_others_do_not_see_when_somebody_looked(world: World) -> None:
    ana, bob, eve = await world.member(), await world.member(), await world.stranger()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    await world.post(by=ana, channel=channel)

    page = (await bob.get(f"/channels/{channel.id}/members")).json()
    seen = {each["user_id"]: (each["last_viewed_at"], each["last_update_at"]) for each in page}
    assert seen[ana.id] == (-1, -1)
    assert seen[bob.id][1] > 0
    one = (await bob.get(f"/channels/{channel.id}/members/{ana.id}")).json()
    assert one["last_viewed_at"] == -1
    found = (await bob.post(f"/channels/{channel.id}/members/ids", [ana.id, eve.id])).json()
    assert [(each["user_id"], each["last_viewed_at"]) for each in found] == [(ana.id, -1)]
    assert (await eve.get(f"/channels/{channel.id}/members")).status_code == 403
    assert (await ana.get(f"/channels/{channel.id}/members/me")).json()["last_viewed_at"] > 0


async def test_notification_settings_are_merged_and_checked(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    path = f"/channels/{channel.id}/members/{ana.id}/notify_props"

    async with ana.listening() as heard:
        assert (await bob.put(path, desktop="none")).status_code == 403
        assert (await ana.put(path, desktop="none", unknown="x", push=1)).status_code == 200
    told = json.loads(heard.of("channel_member_updated")[0]["data"]["channelMember"])
    assert (told["notify_props"]["desktop"], told["notify_props"]["push"]) == ("none", "default")
    assert "unknown" not in told["notify_props"]
    for body, part in (
        ({"desktop": "x"}, "notify_level"),
        ({"push": "x"}, "push_level"),
        ({"email": "x"}, "email_value"),
        ({"mark_unread": "x"}, "unread_level"),
        ({"ignore_channel_mentions": "x"}, "ignore_channel_mentions_value"),
        ({"channel_auto_follow_threads": "x"}, "channel_auto_follow_threads_value"),
    ):
        reply = await ana.put(path, body)
        assert reply.json()["id"] == f"model.channel_member.is_valid.{part}.app_error"


async def test_channel_admins_hand_out_roles(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    path = f"/channels/{channel.id}/members/{bob.id}"

    async with bob.listening() as heard:
        for who, status in ((bob, 403), (ana, 200)):
            reply = await who.put(f"{path}/schemeRoles", scheme_user=True, scheme_admin=True)
            assert reply.status_code == status
        assert (await bob.get(path)).json()["roles"] == "channel_user channel_admin"
        assert (await ana.put(f"{path}/roles", roles="channel_user")).status_code == 200
    assert heard.names().count("channel_member_updated") == 2
    for body, error in (
        ({"scheme_user": True, "scheme_guest": True}, "user_and_guest"),
        ({"scheme_guest": True}, "guest"),
        ({}, "unset_user_scheme"),
    ):
        reply = await ana.put(f"{path}/schemeRoles", body)
        assert reply.json()["id"] == f"api.channel.update_channel_member_roles.{error}.app_error"
    for roles, status in (("channel_guest", 400), ("team_admin channel_user", 400), ("none_such", 404), ("", 400)):
        assert (await ana.put(f"{path}/roles", roles=roles)).status_code == status


async def test_stats_count_people_pins_and_files(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    expected = {"channel_id": channel.id, "member_count": 2, "guest_count": 0, "pinnedpost_count": 0}
    assert (await ana.get(f"/channels/{channel.id}/stats")).json() == {**expected, "files_count": 0}
    without = (await ana.get(f"/channels/{channel.id}/stats", exclude_files_count=True)).json()
    assert without["files_count"] == -1
    counts = (await ana.post("/channels/stats/member_count", [channel.id])).json()
    assert counts == {channel.id: 2}
    await ana.put(f"/users/{ana.id}/patch", timezone={"useAutomaticTimezone": "false", "manualTimezone": "Asia/Tokyo"})
    assert (await bob.get(f"/channels/{channel.id}/timezones")).json() == ["Asia/Tokyo"]


async def test_memberships_of_a_user_in_a_team_and_everywhere(world: World) -> None:
    team, other = await world.team(), await world.new_team()
    ana, bob = await world.member(), await world.member()
    await world.join_team(ana, other)
    direct = await world.direct(ana, bob)

    here = (await ana.get(f"/users/me/teams/{team.id}/channels/members")).json()
    assert direct.id in {each["channel_id"] for each in here}
    assert len(here) == 3
    assert (await bob.get(f"/users/{ana.id}/teams/{team.id}/channels/members")).status_code == 403
    everywhere = (await ana.get("/users/me/channel_members", page=-1)).json()
    assert len(everywhere) == 5
    assert {each["team_name"] for each in everywhere} == {"", team.name, other.name}
    assert len((await ana.get("/users/me/channel_members", page=1, per_page=3)).json()) == 2
    assert (await bob.get(f"/users/{ana.id}/channel_members")).status_code == 403


async def test_a_list_of_memberships_follows_every_change(world: World) -> None:
    team = await world.team()
    ana, bob, admin = await world.member(), await world.member(), await world.admin()
    one, two = await world.channel(by=bob), await world.channel(by=bob)
    path = f"/users/{ana.id}/teams/{team.id}/channels/members"
    await ana.get(path)
    settings = f"/channels/{one.id}/members/{ana.id}"
    changes: list[tuple[Person, str, str, Any]] = [
        (bob, "POST", f"/channels/{one.id}/members", {"user_id": ana.id}),
        (ana, "PUT", f"{settings}/notify_props", {"desktop": "all", "mark_unread": "mention"}),
        (admin, "PUT", f"{settings}/schemeRoles", {"scheme_user": True, "scheme_admin": True}),
        (bob, "POST", "/posts", {"channel_id": one.id, "message": f"@{ana.username} look"}),
        (ana, "POST", "/channels/members/me/view", {"channel_id": one.id}),
        (ana, "POST", f"/channels/{two.id}/members", {"user_id": ana.id}),
        (ana, "DELETE", f"/channels/{one.id}/members/{ana.id}", None),
        (bob, "DELETE", f"/channels/{two.id}", None),
        (admin, "POST", f"/channels/{two.id}/restore", None),
    ]
    for who, method, place, body in changes:
        done = await who.call(method, place, **({"json": body} if body is not None else {}))
        assert done.status_code in (200, 201), f"{place}: {done.text}"
        listed = (await ana.get(path)).json()
        alone = [(await ana.get(f"/channels/{each['channel_id']}/members/me")).json() for each in listed]
        assert listed == alone
        everywhere = {each["channel_id"] for each in (await ana.get("/users/me/channel_members", page=-1)).json()}
        assert {each["channel_id"] for each in listed} == everywhere
    seen = {each["channel_id"]: each for each in (await admin.get(path)).json()}
    assert {(each["last_viewed_at"], each["last_update_at"]) for each in seen.values()} == {(-1, -1)}
    assert two.id in seen


async def test_typing_is_heard_by_the_others(world: World) -> None:
    ana, bob, eve = await world.member(), await world.member(), await world.stranger()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)

    async with ana.listening() as heard_by_ana, bob.listening() as heard_by_bob, eve.listening() as outside:
        assert (await heard_by_ana.ask("user_typing", channel_id=channel.id))["status"] == "OK"
        event = await heard_by_bob.wait_for("typing")
        assert event["data"] == {"user_id": ana.id, "parent_id": ""}
        refused = await outside.ask("user_typing", channel_id=channel.id)
        assert refused["error"]["id"] == "api.websocket_handler.invalid_param.app_error"
        assert (await ana.post("/users/me/typing", channel_id=channel.id)).status_code == 200
        await heard_by_bob.wait_for("typing", count=2)
        assert (await eve.post("/users/me/typing", channel_id=channel.id)).status_code == 403
        assert (await heard_by_ana.ask("presence", channel_id=channel.id))["status"] == "OK"
    assert "typing" not in heard_by_ana.names()
