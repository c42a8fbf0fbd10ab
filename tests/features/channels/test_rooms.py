"""Making, describing, opening, closing and archiving channels of a team."""

import json
from typing import Any

from tests.conftest import NewWorld
from tests.fixtures.world import Heard, Person, Thing, World, unique


def _notice(heard: Heard, kind: str) -> dict[str, Any]:
    """The system message of this type that arrived."""
    posts = [json.loads(event["data"]["post"]) for event in heard.of("posted")]
    return next(post for post in posts if post["type"] == kind)


async def test_a_new_channel_has_every_field_and_its_maker_as_admin(world: World) -> None:
    team, ana = await world.team(), await world.member()
    name = unique("channel")

    async with ana.listening() as heard:
        reply = await ana.post("/channels", team_id=team.id, name=name, display_name=" Room ", type="P", purpose="Why")
    channel = reply.json()
    assert reply.status_code == 201
    fixed = {
        "delete_at": 0,
        "team_id": team.id,
        "type": "P",
        "display_name": "Room",
        "name": name,
        "header": "",
        "purpose": "Why",
        "extra_update_at": 0,
        "creator_id": ana.id,
        "total_msg_count": 0,
        "total_msg_count_root": 0,
        "scheme_id": None,
        "props": None,
        "group_constrained": None,
        "autotranslation": False,
        "shared": None,
        "policy_id": None,
        "banner_info": None,
        "policy_enforced": False,
        "policy_is_active": False,
        "default_category_name": "",
    }
    assert {key: channel[key] for key in fixed} == fixed
    assert set(channel) - set(fixed) == {"id", "create_at", "update_at", "last_post_at", "last_root_post_at"}
    assert heard.of("channel_created")[0]["data"] == {"channel_id": channel["id"], "team_id": team.id}
    assert _notice(heard, "system_join_channel")["props"]["username"] == ana.username
    member = (await ana.get(f"/channels/{channel['id']}/members/me")).json()
    assert (member["roles"], member["scheme_admin"]) == ("channel_user channel_admin", True)
    assert member["notify_props"] == {
        "desktop": "default",
        "mark_unread": "all",
        "push": "default",
        "email": "default",
        "ignore_channel_mentions": "default",
        "channel_auto_follow_threads": "off",
    }


async def test_what_is_wrong_with_a_channel_is_said_by_id(world: World) -> None:
    team, ana, eve = await world.team(), await world.member(), await world.stranger()
    good = {"team_id": team.id, "name": unique("channel"), "display_name": "Room", "type": "O"}
    assert (await ana.post("/channels", good)).status_code == 201

    for change, status, error in (
        ({}, 400, "store.sql_channel.save_channel.exists.app_error"),
        ({"name": "No Name"}, 400, "model.channel.is_valid.1_or_more.app_error"),
        ({"name": f"{ana.id}__{eve.id}"}, 400, "model.channel.is_valid.name.app_error"),
        ({"name": "a" * 40}, 400, "model.channel.is_valid.name.app_error"),
        ({"display_name": "x" * 65}, 400, "model.channel.is_valid.display_name.app_error"),
        ({"purpose": "x" * 251}, 400, "model.channel.is_valid.purpose.app_error"),
        ({"header": "x" * 1025}, 400, "model.channel.is_valid.header.app_error"),
        ({"type": "D"}, 400, "api.channel.create_channel.direct_channel.app_error"),
        ({"team_id": ""}, 400, "api.context.invalid_body_param.app_error"),
        ({"display_name": ""}, 400, "api.context.invalid_body_param.app_error"),
    ):
        reply = await ana.post("/channels", {**good, **change})
        assert (reply.status_code, reply.json()["id"]) == (status, error)
    assert (await eve.post("/channels", {**good, "name": unique("channel")})).status_code == 403


async def test_a_channel_without_a_name_is_named_by_the_server(world: World) -> None:
    team, ana = await world.team(), await world.member()
    made = (await ana.post("/channels", team_id=team.id, display_name="日本語", type="O")).json()
    assert made["name"] == made["id"]


async def test_public_channels_are_seen_by_the_team_and_private_ones_by_members(world: World) -> None:
    team = await world.team()
    ana, bob, eve = await world.member(), await world.member(), await world.stranger()
    public, private = await world.channel(by=ana), await world.channel(by=ana, type="P")

    for who, channel, status in (
        (bob, public, 200),
        (bob, private, 403),
        (eve, public, 403),
        (ana, private, 200),
    ):
        assert (await who.get(f"/channels/{channel.id}")).status_code == status
    base = f"/teams/{team.id}/channels/name"
    assert (await bob.get(f"{base}/{public.name.upper()}")).json()["id"] == public.id
    hidden = await bob.get(f"{base}/{private.name}")
    assert (hidden.status_code, hidden.json()["id"]) == (404, "app.channel.get_by_name.missing.app_error")
    named = await ana.get(f"/teams/name/{team.name}/channels/name/{private.name}")
    assert named.json()["id"] == private.id
    missing = await ana.get("/channels/" + "x" * 26)
    assert (missing.status_code, missing.json()["id"]) == (404, "app.channel.get.existing.app_error")


async def test_changes_are_told_to_the_members_with_a_notice_each(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)

    async with bob.listening() as heard:
        reply = await ana.put(f"/channels/{channel.id}/patch", display_name="Other", header="H1", purpose="P1")
        assert reply.status_code == 200
        await heard.wait_for("posted", count=3)
    told = json.loads(heard.of("channel_updated")[0]["data"]["channel"])
    assert (told["display_name"], told["header"], told["purpose"]) == ("Other", "H1", "P1")
    for kind, props in (
        ("system_displayname_change", {"old_displayname": channel.display_name, "new_displayname": "Other"}),
        ("system_header_change", {"old_header": "", "new_header": "H1"}),
        ("system_purpose_change", {"old_purpose": "", "new_purpose": "P1"}),
    ):
        found = _notice(heard, kind)["props"]
        assert {**props, "username": ana.username}.items() <= found.items()
    nothing = await ana.put(f"/channels/{channel.id}/patch", {})
    assert nothing.json()["id"] == "api.channel.patch_update_channel.no_changes.app_error"


async def test_put_replaces_header_and_purpose_and_never_the_type(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana, header="old", purpose="old")
    body = {"id": channel.id, "display_name": "New"}

    changed = (await ana.put(f"/channels/{channel.id}", body)).json()
    assert (changed["display_name"], changed["header"], changed["purpose"]) == ("New", "", "")
    for change, error in (
        ({"type": "P"}, "api.channel.update_channel.typechange.app_error"),
        ({"id": ana.id}, "api.context.invalid_body_param.app_error"),
    ):
        reply = await ana.put(f"/channels/{channel.id}", {**body, **change})
        assert (reply.status_code, reply.json()["id"]) == (400, error)
    taken = await world.channel(by=ana)
    reply = await ana.put(f"/channels/{channel.id}/patch", name=taken.name)
    assert reply.json()["id"] == "store.sql_channel.save_channel.exists.app_error"


async def test_a_banner_is_checked(world: World) -> None:
    ana, admin = await world.member(), await world.admin()
    channel = await world.channel(by=ana)
    banner = {"enabled": True, "text": "Careful", "background_color": "#ff0000"}
    reply = await admin.put(f"/channels/{channel.id}/patch", banner_info=banner)
    assert reply.json()["banner_info"] == banner
    for change, part in (
        ({"text": ""}, "text.empty"),
        ({"background_color": ""}, "background_color.empty"),
        ({"background_color": "red"}, "background_color.invalid"),
    ):
        reply = await admin.put(f"/channels/{channel.id}/patch", banner_info=change)
        assert reply.json()["id"] == f"model.channel.is_valid.banner_info.{part}.app_error"


async def test_privacy_closes_and_opens_a_channel(world: World) -> None:
    team = await world.team()
    admin, ana, bob = await world.admin(), await world.member(), await world.member()
    boss, channel = await world.team_admin(team), await world.channel(by=ana)

    async with bob.listening() as heard:
        assert (await ana.put(f"/channels/{channel.id}/privacy", privacy="P")).status_code == 403
        assert (await boss.put(f"/channels/{channel.id}/privacy", privacy="P")).json()["type"] == "P"
        assert (await bob.get(f"/channels/{channel.id}")).status_code == 403
        listed = (await bob.get(f"/teams/{team.id}/channels", per_page=200)).json()
        assert channel.id not in {each["id"] for each in listed}
        assert (await admin.put(f"/channels/{channel.id}/privacy", privacy="O")).json()["type"] == "O"
    assert [event["data"] for event in heard.of("channel_converted")] == [{"channel_id": channel.id}] * 2
    assert heard.of("channel_updated") == []
    square = await world.town_square()
    reply = await admin.put(f"/channels/{square.id}/privacy", privacy="P")
    assert reply.json()["id"] == "api.channel.update_channel_privacy.default_channel_error"
    assert (await admin.put(f"/channels/{square.id}/privacy", privacy="D")).status_code == 400


async def test_an_archived_channel_is_read_only_until_it_is_restored(world: World) -> None:
    team = await world.team()
    admin, ana, bob = await world.admin(), await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)

    async with bob.listening() as heard:
        assert (await ana.delete(f"/channels/{channel.id}")).status_code == 200
        archived = (await bob.get(f"/channels/{channel.id}")).json()
        assert archived["delete_at"] > 0
        assert (await ana.delete(f"/channels/{channel.id}")).json()["id"] == (
            "api.channel.delete_channel.deleted.app_error"
        )
        refused = await bob.post("/posts", channel_id=channel.id, message="late")
        assert (refused.status_code, refused.json()["id"]) == (
            400,
            "api.post.create_post.can_not_post_to_deleted.error",
        )
        listed = (await bob.get(f"/teams/{team.id}/channels/deleted", per_page=200)).json()
        assert channel.id in {each["id"] for each in listed}
        assert (await bob.post(f"/channels/{channel.id}/restore")).status_code == 403
        assert (await admin.post(f"/channels/{channel.id}/restore")).json()["delete_at"] == 0
        again = await admin.post(f"/channels/{channel.id}/restore")
        assert again.json()["id"] == "api.channel.restore_channel.restored.app_error"
    assert heard.of("channel_deleted")[0]["data"] == {"channel_id": channel.id, "delete_at": archived["delete_at"]}
    assert heard.of("channel_restored")[0]["data"] == {"channel_id": channel.id}
    assert _notice(heard, "system_channel_deleted")["props"]["username"] == ana.username
    assert _notice(heard, "system_channel_restored")["props"]["username"] == admin.username


async def test_town_square_stays(world: World) -> None:
    admin, square = await world.admin(), await world.town_square()
    reply = await admin.delete(f"/channels/{square.id}")
    assert reply.json()["id"] == "api.channel.delete_channel.cannot.app_error"
    reply = await admin.put(f"/channels/{square.id}/patch", name="elsewhere")
    assert reply.json()["id"] == "api.channel.update_channel.tried.app_error"


async def test_a_channel_is_removed_for_good_only_where_the_server_allows_it(world: World, new_world: NewWorld) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    for who, error in ((ana, "not_enabled"), (await world.admin(), "not_enabled.for_admin")):
        reply = await who.delete(f"/channels/{channel.id}?permanent=true")
        assert (reply.status_code, reply.json()["id"]) == (401, f"api.user.delete_channel.{error}.app_error")
    async with new_world(ServiceSettings={"EnableAPIChannelDeletion": True}) as other:
        admin = await other.admin()
        channel = await other.channel(by=admin)
        await other.post(by=admin, channel=channel)
        assert (await admin.delete(f"/channels/{channel.id}?permanent=true")).status_code == 200
        assert (await admin.get(f"/channels/{channel.id}")).status_code == 404
        assert (await other.channel(by=admin, name=channel.name)).id != channel.id


async def test_a_header_names_other_channels(world: World) -> None:
    ana = await world.member()
    target = await world.channel(by=ana)
    channel = await world.channel(by=ana, header=f"see ~{target.name} and ~nowhere")
    found = (await ana.get(f"/channels/{channel.id}")).json()
    assert found["props"] == {"channel_mentions": {target.name: {"display_name": target.display_name}}}


async def _group(world: World, *people: Person) -> Thing:
    reply = await people[0].post("/channels/group", [person.id for person in people])
    assert reply.status_code == 201
    return Thing(reply.json())


async def test_a_group_message_becomes_a_private_channel(world: World) -> None:
    team = await world.team()
    ana, bob, eve = await world.member(), await world.member(), await world.member()
    group = await _group(world, ana, bob, eve)
    name = unique("converted")

    teams = (await ana.get(f"/channels/{group.id}/common_teams")).json()
    assert [each["id"] for each in teams] == [team.id]
    body = {"channel_id": group.id, "team_id": team.id, "name": name, "display_name": "Us"}
    async with bob.listening() as heard:
        reply = await ana.post(f"/channels/{group.id}/convert_to_channel", body)
        await heard.wait_for("posted")
    converted = reply.json()
    assert (converted["id"], converted["type"], converted["team_id"]) == (group.id, "P", team.id)
    assert _notice(heard, "system_gm_to_channel")["props"]["convertedByUserId"] == ana.id
    assert (await ana.get(f"/channels/{group.id}/members/me")).json()["scheme_admin"] is True
    again = await ana.post(f"/channels/{group.id}/convert_to_channel", body)
    assert again.json()["id"] == "app.channel.group_message_conversion.original_channel_not_gm"


async def test_an_administrator_moves_a_channel_to_another_team(world: World) -> None:
    admin, ana = await world.admin(), await world.member()
    other = await world.new_team()
    channel = await world.channel(by=ana)

    assert (await ana.post(f"/channels/{channel.id}/move", team_id=other.id)).status_code == 403
    reply = await admin.post(f"/channels/{channel.id}/move", team_id=other.id)
    assert reply.json()["id"] == "app.channel.move_channel.members_do_not_match.error"
    reply = await admin.post(f"/channels/{channel.id}/move", team_id=other.id, force=True)
    assert reply.json()["team_id"] == other.id
    assert (await ana.get(f"/channels/{channel.id}")).status_code == 403
