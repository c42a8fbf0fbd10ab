"""Permissions: the system's scheme, a team's own, groups of people."""

from typing import Any

import pytest

from tests.conftest import NewWorld
from tests.fixtures.world import Person, World, unique

pytestmark = pytest.mark.anyio


async def untick(admin: Person, name: str, *permissions: str) -> None:
    role = (await admin.get(f"/roles/name/{name}")).json()
    left = [each for each in role["permissions"] if each not in permissions]
    assert (await admin.put(f"/roles/{role['id']}/patch", permissions=left)).status_code == 200


async def test_unticking_a_right_in_the_systems_scheme_takes_it_from_every_member(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, ana = await world.admin(), await world.member()
        first, second = await world.post(by=ana), await world.post(by=ana)
        assert (await ana.delete(f"/posts/{first.id}")).status_code == 200
        await untick(admin, "channel_user", "delete_post")
        refused = await ana.delete(f"/posts/{second.id}")
        assert (refused.status_code, refused.json()["id"]) == (403, "api.context.permissions.app_error")
        assert (await admin.delete(f"/posts/{second.id}")).status_code == 200


async def test_a_team_with_a_scheme_differs_from_the_default(world: World) -> None:
    admin = await world.admin()
    strict, plain = await world.new_team(), await world.new_team()
    ana = await world.member(strict)
    await world.join_team(ana, plain)
    scheme = (await admin.post("/schemes", display_name="strict", name=unique("s"), scope="team")).json()
    assert (await admin.put(f"/teams/{strict.id}/scheme", scheme_id=scheme["id"])).status_code == 200
    await untick(admin, scheme["default_channel_user_role"], "delete_post")
    for team, status in ((strict, 403), (plain, 200)):
        post = await world.post(by=ana, channel=await world.town_square(team))
        assert (await ana.delete(f"/posts/{post.id}")).status_code == status


async def test_a_custom_group_of_256_people_is_notified(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    async with world.application.runtime.db().transaction() as tx:
        ids = await tx.many(
            str,
            """
            INSERT INTO users (id, createat, updateat, deleteat, username, password, authdata, authservice, email,
                               emailverified, nickname, firstname, lastname, position, roles, allowmarketing, props,
                               notifyprops, lastpasswordupdate, lastpictureupdate, failedattempts, locale, timezone,
                               mfaactive, mfasecret)
            SELECT left(md5(%(mark)s || n) || 'aaaaaaaaaa', 26), 1, 1, 0, %(mark)s || n, '', NULL, '',
                   %(mark)s || n || '@example.org', true, '', '', '', '', 'system_user', false, '{}', '{}', 0, 0, 0,
                   'en', '{}', false, ''
              FROM generate_series(1, 255) AS n
            RETURNING id
            """,
            mark=unique("many"),
        )
    body: dict[str, Any] = {"name": unique("all"), "display_name": "all", "source": "custom", "allow_reference": True}
    group = (await ana.post("/groups", {**body, "user_ids": [bob.id, *ids]})).json()
    assert group["member_count"] == 256
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    await bob.post(f"/channels/members/{bob.id}/view", channel_id=channel.id)
    await world.post(by=ana, channel=channel, message=f"@{body['name']}")
    unread = (await bob.get(f"/users/{bob.id}/channels/{channel.id}/unread")).json()
    assert unread["mention_count"] == 1


async def _with_role(world: World, role: str) -> Person:
    person = await world.member()
    admin = await world.admin()
    assert (await admin.put(f"/users/{person.id}/roles", roles=f"system_user {role}")).status_code == 200
    return person


async def test_a_viewer_opens_every_page_of_the_console_and_saves_none(world: World) -> None:
    """PERM-04"""
    viewer, plain, ana = await _with_role(world, "system_read_only_admin"), await world.member(), await world.member()
    team = await world.new_team(by=ana)
    channel = await world.channel(by=ana, team=team, type="P")
    for path in (
        "/config",
        "/logs",
        "/analytics/old",
        "/reports/users",
        "/roles/name/system_user",
        "/schemes",
        "/channels",
        f"/teams/{team.id}",
        f"/teams/{team.id}/members",
        f"/teams/{team.id}/stats",
        f"/channels/{channel.id}",
        f"/channels/{channel.id}/moderations",
        f"/users/{ana.id}/teams",
        "/groups",
        "/jobs/type/data_retention",
    ):
        assert (await viewer.get(path)).status_code == 200, path
    config = (await viewer.get("/config")).json()
    role = (await viewer.get("/roles/name/system_user")).json()
    for method, path, body in (
        ("PUT", "/config", config),
        ("PUT", "/config/patch", {"TeamSettings": {"SiteName": "mine"}}),
        ("PUT", f"/roles/{role['id']}/patch", {"permissions": role["permissions"]}),
        ("POST", "/schemes", {"display_name": "mine", "scope": "team"}),
        ("PUT", f"/teams/{team.id}/patch", {"display_name": "mine"}),
        ("PUT", f"/teams/{team.id}/scheme", {"scheme_id": ""}),
        ("DELETE", f"/teams/{team.id}", None),
        ("PUT", f"/channels/{channel.id}/moderations/patch", [{"name": "create_post", "roles": {"members": False}}]),
        ("PUT", f"/channels/{channel.id}/patch", {"display_name": "mine"}),
        ("PUT", f"/users/{ana.id}/patch", {"nickname": "mine"}),
        ("PUT", f"/users/{ana.id}/roles", {"roles": "system_user system_admin"}),
        ("PUT", f"/users/{ana.id}/active", {"active": False}),
        ("POST", f"/users/{ana.id}/sessions/revoke/all", None),
        ("POST", "/caches/invalidate", None),
        ("POST", "/jobs", {"type": "data_retention"}),
    ):
        refused = await viewer.call(method, path, json=body)
        assert refused.status_code == 403, f"{method} {path}: {refused.status_code} {refused.text}"
    assert (await plain.get("/config")).status_code == 403


async def test_delegated_administrators_change_what_is_theirs_and_nothing_else(new_world: NewWorld) -> None:
    """PERM-04"""
    async with new_world() as world:
        manager, people, groups = [
            await _with_role(world, role)
            for role in ("system_manager", "system_user_manager", "system_custom_group_admin")
        ]
        admin, ana, team = await world.admin(), await world.member(), await world.new_team()
        group = (await ana.post("/groups", _group("theirs"))).json()
        await untick(admin, "system_user", "edit_custom_group")
        for method, path, body, allowed in (
            ("PUT", f"/teams/{team.id}/patch", {"description": "tidy"}, (manager, people)),
            ("POST", f"/teams/{team.id}/members", {"team_id": team.id, "user_id": ana.id}, (manager, people)),
            ("POST", f"/users/{ana.id}/sessions/revoke/all", None, ()),
            ("PUT", f"/groups/{group['id']}/patch", {"display_name": "renamed"}, (groups,)),
            ("PUT", f"/users/{ana.id}/roles", {"roles": "system_user system_admin"}, ()),
            ("PUT", f"/users/{admin.id}/active", {"active": False}, ()),
        ):
            for who in (manager, people, groups):
                reply = await who.call(method, path, json=body)
                assert (reply.status_code < 300) is (who in allowed), f"{method} {path}: {reply.text}"
                assert reply.status_code in (200, 201, 403)
        # Who may write some settings may send any; those of others stay as they are.
        for who, status, is_saved in ((groups, 403, False), (people, 200, False), (manager, 200, True)):
            link = f"https://help.example.org/{who.id}"
            sent = await who.put("/config/patch", SupportSettings={"HelpLink": link})
            assert sent.status_code == status
            kept = (await admin.get("/config")).json()["SupportSettings"]["HelpLink"]
            assert (kept == link) is is_saved


def _group(name: str) -> dict[str, Any]:
    return {"name": unique(name), "display_name": name, "source": "custom", "allow_reference": True, "user_ids": []}
