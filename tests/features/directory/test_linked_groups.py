"""Groups of a directory: linked to teams and channels, whose people follow them."""

from typing import Any

import pytest

from mattermost_py.features.directory.groups import attendance
from mattermost_py.features.identity.users import service as users
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.ids import new_id
from tests.fixtures.world import Person, Thing, World, unique

pytestmark = pytest.mark.anyio


async def directory_group(world: World, *people: Person, source: str = "ldap", referable: bool = False) -> Thing:
    """A group as a directory leaves it in the database."""
    group_id, name = new_id(), unique("staff")
    async with world.application.runtime.db().transaction() as tx:
        await tx.run(
            """
            INSERT INTO usergroups (id, name, displayname, description, source, remoteid, createat, updateat, deleteat,
                                    allowreference)
            VALUES (%(id)s, %(name)s, %(name)s, '', %(source)s, %(id)s, %(now)s, %(now)s, 0, %(referable)s)
            """,
            id=group_id,
            name=name,
            source=source,
            now=now_ms(),
            referable=referable,
        )
        for each in people:
            await tx.run(
                "INSERT INTO groupmembers (groupid, userid, createat, deleteat) VALUES (%(g)s, %(u)s, %(now)s, 0)",
                g=group_id,
                u=each.id,
                now=now_ms(),
            )
    return Thing({"id": group_id, "name": name})


async def expelled(world: World, group: Thing, person: Person) -> None:
    """The directory takes somebody out of the group; then teams and channels are compared with it."""
    async with world.application.runtime.db().transaction() as tx:
        await tx.run(
            "UPDATE groupmembers SET deleteat = %(now)s WHERE groupid = %(g)s AND userid = %(u)s",
            now=now_ms(),
            g=group.id,
            u=person.id,
        )
    await attendance.align(world.application.runtime)


async def settled(world: World) -> None:
    """Every worker has done what earlier requests left to be done."""
    async with world.queries(at_most=1_000):
        pass


async def link(admin: Person, group: Thing, kind: str, place: Thing, **wanted: Any) -> dict[str, Any]:
    reply = await admin.post(f"/groups/{group.id}/{kind}/{place.id}/link", {"auto_add": True, **wanted})
    assert reply.status_code == 201, reply.text
    await settled(admin.world)
    return reply.json()


async def is_in(admin: Person, kind: str, place: Thing, person: Person) -> bool:
    reply = await admin.get(f"/{kind}/{place.id}/members/{person.id}")
    return reply.status_code == 200 and not reply.json().get("delete_at")


async def test_members_of_a_linked_group_come_in_by_themselves(world: World) -> None:
    admin, bob = await world.admin(), await world.stranger()
    team = await world.new_team()
    ana = await world.member(team)
    channel = await world.channel(by=admin, team=team)
    await world.join(ana, channel)
    group = await directory_group(world, bob)
    async with ana.listening() as heard:
        made = await link(admin, group, "channels", channel)
        told = await heard.wait_for("received_group_associated_to_channel")
        assert (told["data"], told["broadcast"]["channel_id"]) == ({"group_id": group.id}, channel.id)
        told = await heard.wait_for("received_group_associated_to_team")
        assert told["broadcast"]["team_id"] == team.id
    assert (made["type"], made["channel_id"], made["auto_add"], made["scheme_admin"]) == (
        "Channel",
        channel.id,
        True,
        False,
    )
    assert await is_in(admin, "teams", team, bob)
    assert await is_in(admin, "channels", channel, bob)

    of_team = (await admin.get(f"/groups/{group.id}/teams")).json()
    assert [(each["team_id"], each["type"], each["team_display_name"]) for each in of_team] == [
        (team.id, "Team", team.display_name)
    ]
    of_channel = (await admin.get(f"/groups/{group.id}/channels")).json()
    assert [each["channel_id"] for each in of_channel] == [channel.id]
    one = (await admin.get(f"/groups/{group.id}/channels/{channel.id}")).json()
    assert one == of_channel[0]
    assert (await admin.get(f"/groups/{group.id}")).json()["has_syncables"] is True


async def test_who_left_by_themselves_stays_away_until_asked_for(world: World) -> None:
    admin, bob = await world.admin(), await world.stranger()
    team = await world.new_team()
    group = await directory_group(world, bob)
    await link(admin, group, "teams", team)
    assert (await bob.delete(f"/teams/{team.id}/members/{bob.id}")).status_code == 200
    await attendance.align(world.application.runtime)
    assert not await is_in(admin, "teams", team, bob)

    path = f"/ldap/users/{bob.id}/group_sync_memberships"
    stranger = await admin.post(path)
    assert stranger.json()["id"] == "api.user.add_user_to_group_syncables.not_ldap_user.app_error"
    async with world.application.runtime.db().transaction() as tx:
        sql = "UPDATE users SET authservice = 'ldap', authdata = username WHERE id = %(user_id)s"
        await tx.run(sql, user_id=bob.id)
        users.forget(tx, bob.id)
    assert (await bob.post(path)).status_code == 403
    assert (await admin.post(path)).json() == {"status": "OK"}
    assert await is_in(admin, "teams", team, bob)


async def test_a_channel_kept_to_its_groups_has_only_their_members(world: World) -> None:
    admin = await world.admin()
    team = await world.new_team()
    ana, bob, eve = await world.member(team), await world.member(team), await world.member(team)
    channel = await world.channel(by=admin, team=team, type="P")
    await world.join(eve, channel)
    group = await directory_group(world, ana, bob, admin)
    await link(admin, group, "channels", channel)
    async with eve.listening() as heard:
        patched = await admin.put(f"/channels/{channel.id}/patch", group_constrained=True)
        assert patched.json()["group_constrained"] is True
        await settled(world)
        told = await heard.wait_for("user_removed", where=lambda each: "channel_id" in each["data"])
        assert told["data"] == {"channel_id": channel.id, "remover_id": ""}
    assert await is_in(admin, "channels", channel, ana)
    assert not await is_in(admin, "channels", channel, eve)

    for reply, error_id in (
        (
            await admin.post(f"/channels/{channel.id}/members", user_id=eve.id),
            "api.channel.add_members.user_denied",
        ),
        (
            await admin.delete(f"/channels/{channel.id}/members/{ana.id}"),
            "api.channel.remove_member.group_constrained.app_error",
        ),
    ):
        assert (reply.status_code, reply.json()["id"]) == (400, error_id)
    await expelled(world, group, bob)
    assert not await is_in(admin, "channels", channel, bob)
    assert await is_in(admin, "teams", team, bob)  # the team is open to others, too


async def test_a_team_kept_to_its_groups_has_only_their_members(world: World) -> None:
    admin, bob = await world.admin(), await world.stranger()
    team = await world.new_team()
    ana, eve = await world.member(team), await world.member(team)
    group, other = await directory_group(world, ana, bob, admin), await directory_group(world, eve)
    await link(admin, group, "teams", team)
    assert (await admin.put(f"/teams/{team.id}/patch", group_constrained=True)).status_code == 200
    await settled(world)
    assert await is_in(admin, "teams", team, ana)
    assert not await is_in(admin, "teams", team, eve)

    body = {"team_id": team.id, "user_id": eve.id}
    channel = await world.channel(by=admin, team=team)
    for reply, error_id in (
        (await admin.post(f"/teams/{team.id}/members", body), "api.team.add_members.user_denied"),
        (await admin.post(f"/teams/{team.id}/members/batch", [body]), "api.team.add_members.user_denied"),
        (
            await admin.delete(f"/teams/{team.id}/members/{ana.id}"),
            "api.team.remove_member.group_constrained.app_error",
        ),
        (
            await admin.post(f"/groups/{other.id}/channels/{channel.id}/link", auto_add=True),
            "group_not_associated_to_synced_team",
        ),
    ):
        assert (reply.status_code, reply.json()["id"]) == (400, error_id)


async def test_unlinking_a_team_unlinks_its_channels(world: World) -> None:
    admin, bob = await world.admin(), await world.stranger()
    team = await world.new_team()
    channel = await world.channel(by=admin, team=team)
    group = await directory_group(world, bob)
    await link(admin, group, "channels", channel)
    path = f"/groups/{group.id}/teams/{team.id}/link"
    async with admin.listening() as heard:
        assert (await admin.delete(path)).json() == {"status": "OK"}
        await heard.wait_for("received_group_not_associated_to_channel")
        told = await heard.wait_for("received_group_not_associated_to_team")
        assert told["data"] == {"group_id": group.id}
    assert (await admin.get(f"/groups/{group.id}/channels")).json() == []
    again = await admin.delete(path)
    assert (again.status_code, again.json()["id"]) == (400, "app.group.group_syncable_already_deleted")
    never = await admin.delete(f"/groups/{group.id}/teams/{(await world.new_team()).id}/link")
    assert (never.status_code, never.json()["id"]) == (404, "app.group.no_rows")


async def test_a_link_may_make_administrators(world: World) -> None:
    admin, bob = await world.admin(), await world.stranger()
    team = await world.new_team()
    group = await directory_group(world, bob)
    await link(admin, group, "teams", team, scheme_admin=True)

    async def administers() -> bool:
        return (await admin.get(f"/teams/{team.id}/members/{bob.id}")).json()["scheme_admin"]

    assert await administers()
    reply = await admin.put(f"/groups/{group.id}/teams/{team.id}/patch", scheme_admin=False)
    assert (reply.status_code, reply.json()["scheme_admin"], reply.json()["auto_add"]) == (200, False, True)
    await settled(world)
    assert not await administers()


async def test_only_those_who_may_link_groups(world: World) -> None:
    admin, team = await world.admin(), await world.new_team()
    ana, boss = await world.member(team), await world.team_admin(team)
    group, custom = (
        await directory_group(world),
        await admin.post(
            "/groups",
            {"name": unique("g"), "display_name": "g", "source": "custom", "allow_reference": True, "user_ids": []},
        ),
    )
    path = f"/groups/{group.id}/teams/{team.id}"
    for who in (ana, boss):
        assert (await who.post(f"{path}/link", auto_add=True)).status_code == 403
        assert (await who.get(f"/groups/{group.id}/teams")).status_code == 403
        assert (await who.get(path)).status_code == 403
        assert (await who.get(f"/groups/{group.id}")).status_code == 403
        assert (await who.get(f"/groups/{group.id}/members")).status_code == 403
    wrong = await admin.post(f"/groups/{custom.json()['id']}/teams/{team.id}/link", auto_add=True)
    assert (wrong.status_code, wrong.json()["id"]) == (400, "app.group.crud_permission")
    assert (await admin.post(f"{path}/link", [])).json()["id"] == "api.context.invalid_body_param.app_error"
    assert (await admin.put(f"{path}/patch", auto_add=True)).status_code == 404
    assert (await admin.delete(f"/groups/{group.id}")).json()["id"] == "app.group.crud_permission"
    assert (await admin.post(f"/groups/{group.id}/restore")).status_code == 501
    assert (await admin.post(f"/groups/{group.id}/members", user_ids=[ana.id])).status_code == 400


async def test_groups_of_places_are_listed(world: World) -> None:
    admin, team = await world.admin(), await world.new_team()
    ana = await world.member(team)
    channel = await world.channel(by=ana, team=team)
    shy, open_one = await directory_group(world, ana), await directory_group(world, ana, referable=True)
    for each in (shy, open_one):
        await link(admin, each, "channels", channel, scheme_admin=each is shy)
    for path in (f"/teams/{team.id}/groups", f"/channels/{channel.id}/groups"):
        found = (await admin.get(path, include_member_count=True)).json()
        assert {each["id"]: each["member_count"] for each in found["groups"]} == {shy.id: 1, open_one.id: 1}
        assert found["total_group_count"] == 2
        assert (await admin.get(path, q=shy.name)).json()["total_group_count"] == 1
        seen = (await ana.get(path)).json()  # who does not read groups sees those that can be mentioned
        assert ([each["id"] for each in seen["groups"]], seen["total_group_count"]) == ([open_one.id], 1)
        assert len((await admin.get(path, per_page=1)).json()["groups"]) == 1
        assert len((await admin.get(path, per_page=1, paginate=False)).json()["groups"]) == 2
        assert (await (await world.stranger()).get(path)).status_code == 403
    admins = {
        each["id"]: each["scheme_admin"]
        for each in (await admin.get(f"/channels/{channel.id}/groups")).json()["groups"]
    }
    assert admins == {shy.id: True, open_one.id: False}
    by_channel = (await admin.get(f"/teams/{team.id}/groups_by_channels")).json()["groups"]
    assert {each["id"] for each in by_channel[channel.id]} == {shy.id, open_one.id}
    assert shy.id not in {
        each["id"] for each in (await admin.get("/groups", not_associated_to_team=team.id, per_page=200)).json()
    }
    rest = (await admin.get("/groups", not_associated_to_channel=channel.id, per_page=200)).json()
    assert shy.id not in {each["id"] for each in rest}


async def test_who_would_have_to_leave_is_known_before(world: World) -> None:
    admin, team = await world.admin(), await world.new_team()
    ana, eve = await world.member(team), await world.member(team)
    channel = await world.channel(by=ana, team=team)
    await world.join(eve, channel)
    group, other = await directory_group(world, ana), await directory_group(world, eve)
    for kind, place in (("teams", team), ("channels", channel)):
        path = f"/{kind}/{place.id}/members_minus_group_members"
        found = (await admin.get(path, group_ids=group.id)).json()
        people = {each["id"]: each for each in found["users"]}
        assert eve.id in people
        assert ana.id not in people
        assert [each["id"] for each in people[eve.id]["groups"]] == [other.id]
        assert (people[eve.id]["scheme_user"], people[eve.id]["scheme_guest"]) == (True, False)
        assert found["total_count"] == len(people)
        assert eve.id not in {
            each["id"] for each in (await admin.get(path, group_ids=f"{group.id},{other.id}")).json()["users"]
        }
        assert (await admin.get(path, group_ids="x")).json()["id"] == "api.context.invalid_body_param.app_error"
        assert (await admin.get(path)).status_code == 400
        assert (await ana.get(path, group_ids=group.id)).status_code == 403
