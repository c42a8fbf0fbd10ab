"""Guests: in a team only for the channels they were invited to."""

from tests.conftest import NewWorld
from tests.fixtures.world import World


async def test_a_guest_is_only_where_they_were_invited(world: World) -> None:
    team = await world.new_team()
    ana = await world.member(team)
    channel = await world.channel(by=ana, team=team)
    gus = await world.guest(team, channel)

    member = (await gus.get(f"/channels/{channel.id}/members/me")).json()
    assert (member["roles"], member["scheme_guest"]) == ("channel_guest", True)
    assert (await gus.get(f"/teams/{team.id}/members/me")).json()["roles"] == "team_guest"
    channels = (await gus.get(f"/users/me/teams/{team.id}/channels")).json()
    assert [each["id"] for each in channels] == [channel.id]
    square = await world.town_square(team)
    assert (await gus.get(f"/channels/{square.id}")).status_code == 403
    assert (await gus.get(f"/teams/{team.id}/channels")).status_code == 403
    assert (await gus.post(f"/teams/members/invite?invite_id={team.invite_id}")).json()["id"] == (
        "api.team.add_user_to_team_from_invite.guest.app_error"
    )


async def test_a_guest_sees_and_writes_to_people_of_their_channels_only(world: World) -> None:
    team = await world.new_team()
    ana, bob = await world.member(team), await world.member(team)
    channel = await world.channel(by=ana, team=team)
    gus = await world.guest(team, channel)

    stats = (await gus.get(f"/teams/{team.id}/stats")).json()
    seen = {each["user_id"] for each in (await gus.get(f"/teams/{team.id}/members")).json()}
    assert {ana.id, gus.id} <= seen
    assert bob.id not in seen
    assert stats["total_member_count"] == len(seen)
    assert (await gus.get(f"/teams/{team.id}/members/{bob.id}")).status_code == 403
    assert (await gus.post("/channels/direct", [gus.id, ana.id])).status_code == 201
    assert (await gus.post("/channels/direct", [gus.id, bob.id])).status_code == 403


async def test_a_guest_without_channels_leaves_the_team(world: World) -> None:
    team = await world.new_team()
    ana = await world.member(team)
    channel = await world.channel(by=ana, team=team)
    gus = await world.guest(team, channel)

    async with gus.listening() as heard:
        assert (await ana.delete(f"/channels/{channel.id}/members/{gus.id}")).status_code == 200
    assert "leave_team" in heard.names()
    assert (await ana.get(f"/teams/{team.id}/members/{gus.id}")).status_code == 404


async def test_a_server_may_name_its_default_channels(new_world: NewWorld) -> None:
    async with new_world(TeamSettings={"ExperimentalDefaultChannels": ["hall"]}) as world:
        team, admin = await world.team(), await world.admin()
        hall = await world.channel(by=admin, name="hall")
        ana = await world.member()
        found = (await ana.get(f"/users/me/teams/{team.id}/channels")).json()
        assert {each["name"] for each in found} == {"hall", "town-square"}
        assert hall.name == "hall"


async def test_a_channel_may_name_its_category(new_world: NewWorld) -> None:
    sorting = {"ExperimentalChannelCategorySorting": True}
    async with new_world(ExperimentalSettings=sorting) as world:
        team, admin, ana = await world.team(), await world.admin(), await world.member()
        for _ in range(2):
            channel = await world.channel(by=admin, default_category_name="Projects")
            await world.join(ana, channel)
        sidebar = (await ana.get(f"/users/me/teams/{team.id}/channels/categories")).json()
        named = [each for each in sidebar["categories"] if each["display_name"] == "Projects"]
        assert [len(each["channel_ids"]) for each in named] == [2]
        assert sidebar["categories"].index(named[0]) == 1


async def test_an_erased_account_leaves_nothing_in_channels(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"EnableAPIUserDeletion": True}) as world:
        admin, ana = await world.admin(), await world.member()
        channel = await world.channel(by=ana)
        await world.join(admin, channel)
        assert (await admin.delete(f"/users/{ana.id}?permanent=true")).status_code == 200
        stats = (await admin.get(f"/channels/{channel.id}/stats")).json()
        assert stats["member_count"] == 1


async def test_mentions_know_a_new_username_at_once(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    await world.post(by=ana, channel=channel)
    await bob.post("/channels/members/me/view", channel_id=channel.id)
    renamed = f"{bob.username}new"
    assert (await bob.put("/users/me/patch", username=renamed)).status_code == 200
    await world.post(by=ana, channel=channel, message=f"hello @{renamed}")
    assert (await bob.get(f"/users/me/channels/{channel.id}/unread")).json()["mention_count"] == 1
