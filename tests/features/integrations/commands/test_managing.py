"""Who makes and changes the commands of a team, and what everybody sees of them."""

import pytest

from tests.features.integrations.commands.doing import command
from tests.features.messaging.previews.doing import switched
from tests.fixtures.world import World, unique

URL = "http://example.org/hook"


async def test_commands_are_made_by_those_who_may(world: World) -> None:
    team = await world.new_team()
    ana, eve, admin = await world.team_admin(team), await world.member(team), await world.admin()
    body = {"team_id": team.id, "trigger": "Deploy", "method": "P", "url": URL, "display_name": "Deploys"}
    reply = await ana.post("/commands", body)
    made = reply.json()
    assert reply.status_code == 201
    assert (made["trigger"], made["creator_id"], len(made["token"]), made["delete_at"]) == ("deploy", ana.id, 26, 0)
    assert (await eve.post("/commands", {**body, "trigger": "other"})).status_code == 403
    for_ana = await admin.post("/commands", {**body, "trigger": "third", "creator_id": ana.id})
    assert for_ana.json()["creator_id"] == ana.id
    for_admin = await ana.post("/commands", {**body, "trigger": "fourth", "creator_id": admin.id})
    assert for_admin.json()["creator_id"] == admin.id  # team admins manage others' commands
    missing = await admin.post("/commands", {**body, "trigger": "fifth", "creator_id": "x" * 26})
    assert missing.status_code == 404


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        ({"trigger": ""}, "trigger"),
        ({"trigger": "/slash"}, "trigger"),
        ({"trigger": "two words"}, "trigger"),
        ({"trigger": "t" * 129}, "trigger"),
        ({"url": ""}, "url"),
        ({"url": "http://x/" + "u" * 1024}, "url"),
        ({"url": "ftp://example.org"}, "url_http"),
        ({"method": "X"}, "method"),
        ({"display_name": "d" * 65}, "display_name"),
        ({"description": "d" * 129}, "description"),
    ],
)
async def test_commands_must_be_sound(world: World, wrong: dict[str, str], part: str) -> None:
    admin, team = await world.admin(), await world.team()
    body = {"team_id": team.id, "trigger": unique("t"), "method": "G", "url": URL, **wrong}
    reply = await admin.post("/commands", body)
    assert (reply.status_code, reply.json()["id"]) == (400, f"model.command.is_valid.{part}.app_error")


async def test_a_trigger_is_taken_once(world: World) -> None:
    admin, team = await world.admin(), await world.team()
    first = await command(world, trigger=unique("once"))
    other = await command(world, trigger=unique("other"))
    for trigger in (first.trigger, first.trigger.upper(), "me", "kick"):
        body = {"team_id": team.id, "trigger": trigger, "method": "P", "url": URL}
        reply = await admin.post("/commands", body)
        assert (reply.status_code, reply.json()["id"]) == (400, "api.command.duplicate_trigger.app_error")
    renamed = await admin.put(f"/commands/{other.id}", {**other.fields, "trigger": first.trigger})
    assert renamed.json()["id"] == "api.command.duplicate_trigger.app_error"
    await admin.delete(f"/commands/{first.id}")
    assert (await admin.put(f"/commands/{other.id}", {**other.fields, "trigger": first.trigger})).status_code == 200


async def test_commands_are_changed_by_those_who_may(world: World) -> None:
    team = await world.new_team()
    ana, ben = await world.team_admin(team), await world.member(team)
    stranger, elsewhere = await world.stranger(), await world.new_team()
    made = await command(world, by=ana, team=team, trigger=unique("change"))
    changes = {**made.fields, "trigger": "CHANGED", "token": "t" * 26, "creator_id": ben.id, "url": URL}

    for who, status in ((ben, 404), (stranger, 404)):
        reply = await who.put(f"/commands/{made.id}", changes)
        assert (reply.status_code, reply.json()["id"]) == (status, "store.sql_command.save.get.app_error")
    changed = (await ana.put(f"/commands/{made.id}", changes)).json()
    assert (changed["trigger"], changed["url"]) == ("changed", URL)
    assert (changed["token"], changed["creator_id"]) == (made.token, ana.id)
    assert changed["update_at"] > made.update_at

    moved = await ana.put(f"/commands/{made.id}", {**changes, "team_id": elsewhere.id})
    assert (moved.status_code, moved.json()["id"]) == (400, "api.command.team_mismatch.app_error")
    wrong_id = await ana.put(f"/commands/{made.id}", {**changes, "id": ben.id})
    assert (wrong_id.status_code, wrong_id.json()["id"]) == (400, "api.context.invalid_body_param.app_error")
    assert (await ana.put(f"/commands/{'x' * 26}", {**changes, "id": "x" * 26})).status_code == 404


async def test_own_commands_and_others_are_told_apart(world: World) -> None:
    """Whoever may manage only their own commands is refused others'."""
    team = await world.new_team()
    ana, ben = await world.member(team), await world.team_admin(team)
    admin = await world.admin()
    role = (await admin.get("/roles/name/team_user")).json()
    granted = [*role["permissions"], "manage_own_slash_commands"]
    try:
        assert (await admin.put(f"/roles/{role['id']}/patch", permissions=granted)).status_code == 200
        mine = await command(world, by=ana, team=team, trigger=unique("mine"))
        theirs = await command(world, by=ben, team=team, trigger=unique("theirs"))
        assert (await ana.get(f"/commands/{mine.id}")).status_code == 200
        assert (await ana.get(f"/commands/{theirs.id}")).status_code == 404
        for reply in (
            await ana.put(f"/commands/{theirs.id}", theirs.fields),
            await ana.delete(f"/commands/{theirs.id}"),
            await ana.put(f"/commands/{theirs.id}/regen_token"),
        ):
            assert (reply.status_code, reply.json()["id"]) == (403, "api.context.permissions.app_error")
        custom = (await ana.get("/commands", team_id=team.id, custom_only=True)).json()
        assert [each["id"] for each in custom] == [mine.id]
        assert custom[0]["token"] == mine.token
        everything = (await ana.get("/commands", team_id=team.id)).json()
        assert {each["trigger"] for each in everything} > {mine.trigger, "me", "join"}
        assert {each["token"] for each in everything} == {""}
    finally:
        await admin.put(f"/roles/{role['id']}/patch", permissions=role["permissions"])


async def test_a_token_is_renewed(world: World) -> None:
    admin, eve = await world.admin(), await world.member()
    made = await command(world, trigger=unique("token"))
    fresh = (await admin.put(f"/commands/{made.id}/regen_token")).json()
    assert list(fresh) == ["token"]
    assert fresh["token"] != made.token
    assert (await admin.get(f"/commands/{made.id}")).json()["token"] == fresh["token"]
    assert (await eve.put(f"/commands/{made.id}/regen_token")).status_code == 404


async def test_commands_move_between_teams(world: World) -> None:
    one, two = await world.new_team(), await world.new_team()
    ana = await world.team_admin(one)
    admin = await world.admin()
    made = await command(world, by=ana, team=one, trigger=unique("move"))
    assert (await ana.put(f"/commands/{made.id}/move", team_id=two.id)).status_code == 403
    refused = await admin.put(f"/commands/{made.id}/move", team_id=two.id)
    assert refused.json()["id"] == "api.command.move_command.creator_no_permission.app_error"
    await world.join_team(ana, two)
    await admin.put(f"/teams/{two.id}/members/{ana.id}/schemeRoles", scheme_user=True, scheme_admin=True)
    assert (await ana.put(f"/commands/{made.id}/move", team_id=two.id)).json() == {"status": "OK"}
    assert (await ana.get(f"/commands/{made.id}")).json()["team_id"] == two.id
    assert (await ana.get("/commands", team_id=one.id, custom_only=True)).json() == []


async def test_what_is_deleted_is_gone(world: World) -> None:
    admin, eve = await world.admin(), await world.member()
    made = await command(world, trigger=unique("gone"))
    assert (await eve.delete(f"/commands/{made.id}")).status_code == 404
    assert (await admin.delete(f"/commands/{made.id}")).json() == {"status": "OK"}
    assert (await admin.get(f"/commands/{made.id}")).status_code == 404
    assert (await admin.delete(f"/commands/{made.id}")).status_code == 404


async def test_users_see_what_they_can_use(world: World) -> None:
    team = await world.team()
    ana, stranger = await world.member(), await world.stranger()
    shown = await command(world, trigger=unique("shown"), auto_complete=True, auto_complete_hint="[x]", icon_url="i")
    hidden = await command(world, trigger=unique("hidden"))
    for listed in (
        (await ana.get(f"/teams/{team.id}/commands/autocomplete")).json(),
        (await ana.get("/commands", team_id=team.id)).json(),
    ):
        triggers = [each["trigger"] for each in listed]
        assert shown.trigger in triggers
        assert hidden.trigger not in triggers
        assert triggers == sorted(triggers)
        (mine,) = [each for each in listed if each["trigger"] == shown.trigger]
        assert (mine["token"], mine["url"], mine["icon_url"], mine["creator_id"]) == ("", "", "", "")
        assert mine["auto_complete_hint"] == "[x]"
    for path, query in ((f"/teams/{team.id}/commands/autocomplete", {}), ("/commands", {"team_id": team.id})):
        assert (await stranger.get(path, **query)).status_code == 403
    assert (await ana.get("/commands", team_id=team.id, custom_only=True)).status_code == 403
    assert (await ana.get("/commands")).json()["id"] == "api.context.invalid_body_param.app_error"


async def test_commands_can_be_switched_off(world: World) -> None:
    admin, team, square = await world.admin(), await world.team(), await world.town_square()
    made = await command(world, trigger=unique("off"), auto_complete=True)
    body = {"team_id": team.id, "trigger": unique("off"), "method": "P", "url": URL}
    async with switched(world, ServiceSettings={"EnableCommands": False}):
        for reply in (
            await admin.post("/commands", body),
            await admin.get(f"/commands/{made.id}"),
            await admin.put(f"/commands/{made.id}", made.fields),
            await admin.delete(f"/commands/{made.id}"),
            await admin.post("/commands/execute", channel_id=square.id, command="/me waves"),
        ):
            assert (reply.status_code, reply.json()["id"]) == (501, "api.command.disabled.app_error")
        offered = (await admin.get(f"/teams/{team.id}/commands/autocomplete")).json()
        assert made.trigger not in {each["trigger"] for each in offered}


async def test_commands_go_with_their_team(world: World) -> None:
    team, admin = await world.new_team(), await world.admin()
    made = await command(world, team=team, trigger=unique("with"))
    async with switched(world, ServiceSettings={"EnableAPITeamDeletion": True}):
        assert (await admin.call("DELETE", f"/teams/{team.id}", params={"permanent": "true"})).status_code == 200
    assert (await admin.get(f"/commands/{made.id}")).status_code == 404
