"""Channels: rows CHN."""

import json
import re

import pytest

from tests.conftest import NewWorld
from tests.fixtures.world import Person, Thing, World, unique

pytestmark = pytest.mark.anyio


async def test_a_newcomer_finds_a_public_channel_and_joins(world: World) -> None:
    """CHN-01"""
    team, ana = await world.team(), await world.member()
    channel = await world.channel(by=ana, purpose="gardening")
    newcomer = await world.member()
    listed = (await newcomer.get(f"/teams/{team.id}/channels", per_page=200)).json()
    assert channel.id in [each["id"] for each in listed]
    found = (await newcomer.post(f"/teams/{team.id}/channels/search", term=channel.name)).json()
    assert [each["id"] for each in found] == [channel.id]
    assert (await newcomer.post(f"/channels/{channel.id}/members", user_id=newcomer.id)).status_code == 201
    assert (await newcomer.post("/posts", channel_id=channel.id, message="hi")).status_code == 201
    assert (await newcomer.delete(f"/channels/{channel.id}/members/me")).status_code == 200
    assert channel.id not in [each["id"] for each in (await newcomer.get(f"/users/me/teams/{team.id}/channels")).json()]


async def test_a_private_channel_is_closed_to_those_outside(world: World) -> None:
    """CHN-02"""
    team, ana, eve = await world.team(), await world.member(), await world.member()
    channel = await world.channel(by=ana, type="P", display_name=unique("Secret"))
    word = unique("treasure")
    post = await world.post(by=ana, channel=channel, message=word)
    for path in (
        f"/channels/{channel.id}",
        f"/channels/{channel.id}/posts",
        f"/channels/{channel.id}/members",
        f"/channels/{channel.id}/stats",
        f"/channels/{channel.id}/pinned",
        f"/posts/{post.id}",
        f"/posts/{post.id}/thread",
    ):
        assert (await ana.get(path)).status_code == 200, path
        assert (await eve.get(path)).status_code == 403, path
    assert (await eve.post(f"/channels/{channel.id}/members", user_id=eve.id)).status_code == 403
    assert (await eve.post("/posts", channel_id=channel.id, message="let me in")).status_code == 403
    for who, is_found in ((ana, True), (eve, False)):
        posts = (await who.post(f"/teams/{team.id}/posts/search", terms=word, is_or_search=False)).json()
        assert bool(posts["order"]) is is_found
        completed = (await who.get(f"/teams/{team.id}/channels/autocomplete", name=channel.name)).json()
        assert (channel.id in [each["id"] for each in completed]) is is_found
        assert channel.id not in [each["id"] for each in (await who.get(f"/teams/{team.id}/channels")).json()]


async def test_browsing_tells_joined_archived_and_sizes_apart(world: World) -> None:
    """CHN-05: what a client needs to filter."""
    team = await world.new_team()
    ana, bob = await world.member(team), await world.member(team)
    joined, other, closed = [await world.channel(by=ana, team=team) for _ in range(3)]
    await world.join(bob, joined)
    assert (await ana.delete(f"/channels/{closed.id}")).status_code == 200

    public = {each["id"] for each in (await bob.get(f"/teams/{team.id}/channels")).json()}
    mine = {each["id"] for each in (await bob.get(f"/users/me/teams/{team.id}/channels")).json()}
    archived = {each["id"] for each in (await bob.get(f"/teams/{team.id}/channels/deleted")).json()}
    assert {joined.id, other.id} <= public
    assert other.id in public - mine
    assert joined.id not in public - mine
    assert archived == {closed.id}
    counts = (await bob.post("/channels/stats/member_count", [joined.id, other.id])).json()
    assert counts == {joined.id: 2, other.id: 1}


async def test_an_archived_channel_is_read_and_searched_but_not_written(world: World) -> None:
    """CHN-06"""
    ana = await world.member()
    channel, word = await world.channel(by=ana), unique("memory")
    post = await world.post(by=ana, channel=channel, message=word)
    assert (await ana.delete(f"/channels/{channel.id}")).status_code == 200

    refused = await ana.post("/posts", channel_id=channel.id, message="one more")
    assert (refused.status_code, refused.json()["id"]) == (400, "api.post.create_post.can_not_post_to_deleted.error")
    assert post.id in (await ana.get(f"/channels/{channel.id}/posts")).json()["order"]
    found = await ana.post("/posts/search", terms=word, is_or_search=False, include_deleted_channels=True)
    assert found.json()["order"] == [post.id]
    admin = await world.admin()
    assert (await admin.post(f"/channels/{channel.id}/restore")).status_code == 200
    assert (await ana.post("/posts", channel_id=channel.id, message="one more")).status_code == 201


async def test_the_old_address_of_a_renamed_channel_leads_to_it(world: World) -> None:
    """CHN-07"""
    team, ana = await world.team(), await world.member()
    channel = await world.channel(by=ana)
    old, new = channel.name, unique("renamed")
    reply = await ana.put(f"/channels/{channel.id}/patch", name=new, header="See [the plan](https://example.org/plan)")
    assert (reply.status_code, reply.json()["name"]) == (200, new)
    for name in (new, old):
        found = (await ana.get(f"/teams/{team.id}/channels/name/{name}")).json()
        assert (found["id"], found["name"]) == (channel.id, new)
        by_team = (await ana.get(f"/teams/name/{team.name}/channels/name/{name}")).json()
        assert by_team["id"] == channel.id

    # A channel that has the name now comes before one that had it.
    taker = await world.channel(by=ana, name=old)
    assert (await ana.get(f"/teams/{team.id}/channels/name/{old}")).json()["id"] == taker.id
    missing = await ana.get(f"/teams/{team.id}/channels/name/{unique('never')}")
    assert (missing.status_code, missing.json()["id"]) == (404, "app.channel.get_by_name.missing.app_error")


async def test_a_private_channel_is_not_found_by_its_old_name_either(world: World) -> None:
    """CHN-07, CHN-02"""
    team, ana, eve = await world.team(), await world.member(), await world.member()
    channel = await world.channel(by=ana, type="P")
    await ana.put(f"/channels/{channel.id}/patch", name=unique("renamed"))
    assert (await ana.get(f"/teams/{team.id}/channels/name/{channel.name}")).status_code == 200
    assert (await eve.get(f"/teams/{team.id}/channels/name/{channel.name}")).status_code == 404


async def test_purpose_and_header_have_limits(world: World) -> None:
    """CHN-07"""
    ana = await world.member()
    channel = await world.channel(by=ana)
    for field, most in (("purpose", 250), ("header", 1024)):
        assert (await ana.put(f"/channels/{channel.id}/patch", {field: "x" * most})).status_code == 200
        assert (await ana.put(f"/channels/{channel.id}/patch", {field: "x" * (most + 1)})).status_code == 400


async def test_everything_is_read_with_one_call_and_unread_again_from_a_post(world: World) -> None:
    """CHN-15"""
    team = await world.new_team()
    ana, bob = await world.member(team), await world.member(team)
    rooms = [await world.channel(by=bob, team=team) for _ in range(3)]
    posts: list[Thing] = []
    for room in rooms:
        await world.join(ana, room)
        posts.append(await world.post(by=bob, channel=room, message=f"@{ana.username}"))

    async def mentions() -> int:
        (unread,) = (await ana.get("/users/me/teams/unread")).json()
        return unread["mention_count"]

    everything = [each["id"] for each in (await ana.get(f"/users/me/teams/{team.id}/channels")).json()]
    assert (await ana.post("/channels/members/me/mark_read", everything)).status_code == 200
    assert await mentions() == 0
    for post in posts:
        assert (await ana.post(f"/users/me/posts/{post.id}/set_unread")).status_code == 200
    assert await mentions() == len(posts)


async def test_a_channel_admin_edits_the_header_where_members_may_not(new_world: NewWorld) -> None:
    """CHN-16"""
    async with new_world() as world:
        admin, ana, bob = await world.admin(), await world.member(), await world.member()
        right = "manage_public_channel_properties"
        for name, is_allowed in (("channel_user", False), ("channel_admin", True)):
            role = (await admin.get(f"/roles/name/{name}")).json()
            kept = [*({*role["permissions"]} - {right}), *([right] if is_allowed else [])]
            assert (await admin.put(f"/roles/{role['id']}/patch", permissions=kept)).status_code == 200
        channel = await world.channel(by=ana)
        await world.join(bob, channel)
        path = f"/channels/{channel.id}/patch"
        assert (await bob.put(path, header="mine")).status_code == 403
        promoted = {"scheme_user": True, "scheme_admin": True}
        assert (await ana.put(f"/channels/{channel.id}/members/{bob.id}/schemeRoles", promoted)).status_code == 200
        assert (await bob.put(path, header="mine")).json()["header"] == "mine"
        found = (await ana.post("/users/search", term=bob.username, in_channel_id=channel.id)).json()
        assert [each["id"] for each in found] == [bob.id]
        assert (await bob.delete(f"/channels/{channel.id}/members/{ana.id}")).status_code == 200


async def test_the_dialog_of_a_broad_mention_has_true_numbers(world: World) -> None:
    """CHN-18"""
    ana = await world.member()
    channel = await world.channel(by=ana)
    zones = ("Europe/Berlin", "Asia/Tokyo", "Asia/Tokyo")
    for zone in zones:
        person = await world.member()
        chosen = {"useAutomaticTimezone": "false", "manualTimezone": zone, "automaticTimezone": ""}
        assert (await person.put("/users/me/patch", timezone=chosen)).status_code == 200
        await world.join(person, channel)
    gone = await world.member()
    await world.join(gone, channel)
    await (await world.admin()).delete(f"/users/{gone.id}")

    assert (await ana.get(f"/channels/{channel.id}/stats")).json()["member_count"] == 4
    assert set((await ana.get(f"/channels/{channel.id}/timezones")).json()) >= {"Europe/Berlin", "Asia/Tokyo"}


async def test_a_closed_channel_is_closed_at_once(world: World) -> None:
    admin, ana, eve = await world.admin(), await world.member(), await world.member()
    channel = await world.channel(by=ana)
    post = await world.post(by=ana, channel=channel)
    assert (await eve.get(f"/posts/{post.id}")).status_code == 200
    assert (await admin.put(f"/channels/{channel.id}/privacy", privacy="P")).status_code == 200
    for path in (f"/posts/{post.id}", f"/channels/{channel.id}", f"/channels/{channel.id}/posts"):
        assert (await eve.get(path)).status_code == 403
        assert (await ana.get(path)).status_code == 200
    assert (await admin.put(f"/channels/{channel.id}/privacy", privacy="O")).status_code == 200
    assert (await eve.get(f"/posts/{post.id}")).status_code == 200


async def test_a_group_message_becomes_a_channel_with_its_posts_and_people(world: World) -> None:
    team = await world.team()
    ana, bob, cleo = await world.member(), await world.member(), await world.member()
    group = Thing((await ana.post("/channels/group", [ana.id, bob.id, cleo.id])).json())
    post = await world.post(by=bob, channel=group)
    name = unique("room")
    body = {"channel_id": group.id, "team_id": team.id, "name": name, "display_name": "Room"}
    made = (await ana.post(f"/channels/{group.id}/convert_to_channel", body)).json()
    assert (made["id"], made["type"], made["team_id"], made["name"]) == (group.id, "P", team.id, name)
    assert (await cleo.get(f"/posts/{post.id}")).json()["channel_id"] == group.id
    members = (await bob.get(f"/channels/{group.id}/members")).json()
    assert {each["user_id"]: each["scheme_admin"] for each in members} == {ana.id: True, bob.id: False, cleo.id: False}


async def test_the_numbers_of_a_channel_are_true_and_each_setting_changes_its_field(world: World) -> None:
    """CHN-08"""
    admin, ana, bob = await world.admin(), await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    path = f"/channels/{channel.id}"
    sent = await ana.call("POST", f"/files?channel_id={channel.id}&filename=plan.txt", content=b"roof first")
    files = [each["id"] for each in sent.json()["file_infos"]]
    pinned = await world.post(by=ana, channel=channel, file_ids=files)
    assert (await bob.post(f"/posts/{pinned.id}/pin")).status_code == 200
    numbers = (await bob.get(f"{path}/stats")).json()
    assert numbers["member_count"] == len((await bob.get(f"{path}/members")).json()) == 2
    assert numbers["pinnedpost_count"] == len((await bob.get(f"{path}/pinned")).json()["order"]) == 1
    assert numbers["files_count"] == len((await bob.get(f"/posts/{pinned.id}/files/info")).json()) == 1
    banner = {"enabled": True, "text": "Careful", "background_color": "#ff0000"}
    for field, value in (
        ("display_name", "Roof"),
        ("name", unique("roof")),
        ("purpose", "build it"),
        ("header", "**today**"),
        ("banner_info", banner),
    ):
        assert (await admin.put(f"{path}/patch", {field: value})).status_code == 200, field
        assert (await bob.get(path)).json()[field] == value
    for field, value in (
        ("mark_unread", "mention"),
        ("desktop", "all"),
        ("push", "none"),
        ("ignore_channel_mentions", "on"),
        ("channel_auto_follow_threads", "on"),
    ):
        assert (await bob.put(f"{path}/members/me/notify_props", {field: value})).status_code == 200, field
        assert (await bob.get(f"{path}/members/me")).json()["notify_props"][field] == value


async def test_bookmarks_in_another_order_are_in_that_order_for_everybody(world: World) -> None:
    """CHN-09"""
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    path = f"/channels/{channel.id}/bookmarks"
    for name in "abc":
        link = {"display_name": name, "type": "link", "link_url": f"https://example.org/{name}"}
        assert (await ana.post(path, link)).status_code == 201
    last = (await bob.get(path)).json()[-1]
    async with bob.listening() as heard:
        assert (await ana.post(f"{path}/{last['id']}/sort_order", 0)).status_code == 200
        told = json.loads((await heard.wait_for("channel_bookmark_sorted"))["data"]["bookmarks"])
    listed = (await bob.get(path)).json()
    assert [each["display_name"] for each in sorted(listed, key=lambda each: each["sort_order"])] == ["c", "a", "b"]
    assert [each["id"] for each in told] == [each["id"] for each in listed]


async def test_a_banner_is_shown_to_every_member_and_only_changed_by_those_who_may(world: World) -> None:
    """CHN-10"""
    admin, ana, bob = await world.admin(), await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    banner = {"enabled": True, "text": "**Careful**, wet paint", "background_color": "#aa0000"}
    async with bob.listening() as heard:
        assert (await admin.put(f"/channels/{channel.id}/patch", banner_info=banner)).status_code == 200
        told = await heard.wait_for("channel_updated")
    assert json.loads(told["data"]["channel"])["banner_info"] == banner
    refused = await bob.put(f"/channels/{channel.id}/patch", banner_info={"enabled": False})
    assert (refused.status_code, refused.json()["id"]) == (403, "api.context.permissions.app_error")
    assert (await bob.get(f"/channels/{channel.id}")).json()["banner_info"] == banner


async def test_in_a_channel_of_announcements_only_its_admins_post(world: World) -> None:
    """CHN-12"""
    admin, ana, bob = await world.admin(), await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    wanted = [{"name": "create_post", "roles": {"members": False, "guests": False}}]
    assert (await admin.put(f"/channels/{channel.id}/moderations/patch", wanted)).status_code == 200
    refused = await bob.post("/posts", channel_id=channel.id, message="me too")
    assert (refused.status_code, refused.json()["id"]) == (403, "api.context.permissions.app_error")
    news = await world.post(by=ana, channel=channel, message="news")
    assert (await bob.get(f"/posts/{news.id}")).json()["message"] == "news"
    assert (await bob.post("/reactions", user_id=bob.id, post_id=news.id, emoji_name="wave")).status_code == 200


async def test_people_are_added_in_bulk_and_a_whole_list_makes_exactly_these_the_members(world: World) -> None:
    """CHN-17"""
    ana = await world.member()
    channel = await world.channel(by=ana)
    path = f"/channels/{channel.id}/members"
    crowd = await _crowd(world, await world.team(), 500)
    old = await world.member()
    await world.join(old, channel)
    added = await ana.post(path, user_ids=crowd[:200])
    assert (added.status_code, len(added.json())) == (201, 200)

    async with old.listening() as heard:
        reply = await ana.put(path, [ana.id, *crowd[100:]])
        await heard.wait_for("user_removed")
    assert (reply.status_code, reply.json()) == (200, {"added": 300, "removed": 101})
    assert await _members(ana, channel) == {ana.id, *crowd[100:]}
    again = await ana.put(path, [ana.id, *crowd[100:]])
    assert again.json() == {"added": 0, "removed": 0}


async def test_a_whole_list_of_members_is_for_those_who_manage_them(world: World) -> None:
    """CHN-17"""
    ana, eve, stranger = await world.member(), await world.member(), await world.stranger()
    channel = await world.channel(by=ana, type="P")
    path = f"/channels/{channel.id}/members"
    refused = await eve.put(path, [eve.id])
    assert (refused.status_code, refused.json()["id"]) == (403, "api.context.permissions.app_error")
    for body in ([], ["nobody"]):
        wrong = await ana.put(path, body)
        assert (wrong.status_code, wrong.json()["id"]) == (400, "api.context.invalid_body_param.app_error"), body
    outside = await ana.put(path, [ana.id, stranger.id])
    assert outside.status_code == 404, outside.text
    square = await world.town_square()
    admin = await world.admin()
    kept = await admin.put(f"/channels/{square.id}/members", [admin.id])
    assert (kept.status_code, kept.json()["id"]) == (400, "api.channel.remove.default.app_error")
    assert await _members(ana, channel) == {ana.id}


async def test_addresses_can_hide_what_channels_and_teams_are_called(new_world: NewWorld) -> None:
    """CHN-22"""
    async with new_world(PrivacySettings={"UseAnonymousURLs": True}) as world:
        team = await world.new_team(display_name="Secret plans")
        ana = await world.member(team)
        for kind in ("O", "P"):
            channel = await world.channel(by=ana, team=team, type=kind, name="roof", display_name="Roof")
            for thing in (team, channel):
                assert re.fullmatch(r"[a-z0-9]{26}", thing.name)
            assert channel.display_name == "Roof"
            found = await ana.get(f"/teams/name/{team.name}/channels/name/{channel.name}")
            assert found.json()["id"] == channel.id
        assert (await world.town_square(team)).name == "town-square"


async def _members(who: Person, channel: Thing) -> set[str]:
    found: set[str] = set()
    for page in range(10):
        listed = (await who.get(f"/channels/{channel.id}/members", page=page, per_page=200)).json()
        found |= {each["user_id"] for each in listed}
    return found


async def _crowd(world: World, team: Thing, count: int) -> list[str]:
    """Many members of a team at once."""
    async with world.application.runtime.db().transaction() as tx:
        return await tx.many(
            str,
            """
            WITH made AS (
                INSERT INTO users (id, createat, updateat, deleteat, username, password, authdata, authservice, email,
                                   emailverified, nickname, firstname, lastname, position, roles, allowmarketing, props,
                                   notifyprops, lastpasswordupdate, lastpictureupdate, failedattempts, locale, timezone,
                                   mfaactive, mfasecret)
                SELECT left(md5(%(mark)s || n) || 'aaaaaaaaaa', 26), 1, 1, 0, %(mark)s || n, '', NULL, '',
                       %(mark)s || n || '@example.org', true, '', '', '', '', 'system_user', false, '{}', '{}', 0, 0, 0,
                       'en', '{}', false, ''
                  FROM generate_series(1, %(count)s) AS n
                RETURNING id)
            INSERT INTO teammembers (teamid, userid, roles, deleteat, schemeuser, schemeadmin, schemeguest, createat)
            SELECT %(team_id)s, id, '', 0, true, false, false, 1 FROM made
            RETURNING userid
            """,
            mark=unique("crowd"),
            count=count,
            team_id=team.id,
        )
