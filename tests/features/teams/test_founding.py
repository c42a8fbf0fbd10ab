"""Founding teams and getting into them."""

from tests.fixtures.world import World, unique


async def test_a_founded_team_has_its_default_channels_and_its_admin(world: World) -> None:
    ana = await world.stranger()
    name = unique("team")

    async with ana.listening() as heard:
        reply = await ana.post("/teams", name=name, display_name="The Team", type="O")
        assert reply.status_code == 201
        team = reply.json()
        assert (await heard.wait_for("added_to_team"))["data"] == {"team_id": team["id"], "user_id": ana.id}

    assert (team["name"], team["email"], team["allow_open_invite"]) == (name, ana.user["email"], False)
    assert len(team["invite_id"]) == 26
    assert "last_team_icon_update" not in team
    assert (team["scheme_id"], team["group_constrained"], team["policy_id"]) == (None, None, None)
    member = (await ana.get(f"/teams/{team['id']}/members/{ana.id}")).json()
    assert member == {
        "team_id": team["id"],
        "user_id": ana.id,
        "roles": "team_user team_admin",
        "delete_at": 0,
        "scheme_guest": False,
        "scheme_user": True,
        "scheme_admin": True,
        "explicit_roles": "",
    }
    for channel in ("town-square", "off-topic"):
        found = (await ana.get(f"/teams/{team['id']}/channels/name/{channel}")).json()
        assert (found["type"], found["creator_id"]) == ("O", "")
        row = (await ana.get(f"/channels/{found['id']}/members/{ana.id}")).json()
        assert row["roles"] == "channel_user channel_admin"


async def test_a_team_name_must_be_free_and_well_formed(world: World) -> None:
    ana = await world.stranger()
    team = await world.new_team(by=ana)

    for name, error in (
        (team.name, "app.team.save.existing.app_error"),
        ("admin-team", "model.team.is_valid.reserved.app_error"),
        ("Not A Name", "model.team.is_valid.characters.app_error"),
        ("x", "model.team.is_valid.characters.app_error"),
    ):
        reply = await ana.post("/teams", name=name, display_name="T", type="O")
        assert (reply.status_code, reply.json()["id"]) == (400, error)
    reply = await ana.post("/teams", name=unique("team"), display_name="", type="O")
    assert reply.json()["id"] == "model.team.is_valid.name.app_error"
    reply = await ana.post("/teams", name=unique("team"), display_name="T", type="X")
    assert reply.json()["id"] == "model.team.is_valid.type.app_error"
