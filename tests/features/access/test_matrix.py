"""Every permission before every kind of person: what a new server grants to whom, and where."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from httpx2 import Response

from mattermost_py.features.access.gate import service as gate
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.permissions import SCOPES, Permission
from tests.conftest import NewWorld
from tests.fixtures.world import Person, Thing

pytestmark = pytest.mark.anyio

ROLES = json.loads(Path(__file__).with_name("facts").joinpath("roles.json").read_text())
ORDINARY = [each for each in Permission if not each.startswith("sysconsole_")]


def granted(*roles: str) -> set[str]:
    return {permission for role in roles for permission in ROLES[role]["permissions"]}


async def test_the_roles_of_a_new_server_are_the_official_ones(new_world: NewWorld) -> None:
    async with new_world() as world:
        found = {each["name"]: each for each in (await (await world.admin()).get("/roles")).json()}
    assert found.keys() == ROLES.keys()
    for name, role in ROLES.items():
        assert sorted(found[name]["permissions"]) == role["permissions"], name
        assert (found[name]["scheme_managed"], found[name]["built_in"]) == (role["scheme_managed"], role["built_in"])


async def test_everybody_may_what_their_roles_grant_and_nothing_else(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, team = await world.admin(), await world.team()
        channel = await world.channel(by=admin)
        boss, member, stranger = await world.team_admin(team), await world.member(team), await world.stranger()
        chair, guest = await world.member(team), await world.guest(team, channel)
        for each in (member, chair):
            await world.join(each, channel)
        flags = {"scheme_user": True, "scheme_admin": True}
        await admin.put(f"/channels/{channel.id}/members/{chair.id}/schemeRoles", flags)
        in_channel = {
            chair.id: ("channel_user", "channel_admin"),
            member.id: ("channel_user",),
            guest.id: ("channel_guest",),
            admin.id: ("channel_user", "channel_admin"),
        }
        in_team = {
            boss.id: ("team_user", "team_admin"),
            member.id: ("team_user",),
            chair.id: ("team_user",),
            guest.id: ("team_guest",),
        }

        for person in (admin, boss, chair, member, guest, stranger):
            own = (await person.get("/users/me")).json()["roles"].split()
            everywhere = granted(*own)
            within_team = everywhere | granted(*in_team.get(person.id, ()))
            within_channel = within_team | granted(*in_channel.get(person.id, ()))
            if "manage_system" in everywhere:
                within_channel = set(Permission)  # in channels administrators are asked for nothing more
            actor = Actor(user_id=person.id, roles=tuple(own), is_guest=person is guest)
            for place, expected in (({}, everywhere), ({"team_id": team.id}, within_team)):
                assert await _may(world.application.runtime, actor, **place) == expected & set(ORDINARY)
            may = await _may(world.application.runtime, actor, channel_id=channel.id)
            assert may == within_channel & set(ORDINARY)


async def _may(runtime: Runtime, actor: Actor, **place: str) -> set[str]:
    db = runtime.db()
    return {each for each in ORDINARY if await gate.allows(db, actor, each, **place)}


async def test_what_a_role_lacks_is_refused_on_the_wire(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, ana = await world.admin(), await world.member()
        channel = await world.channel(by=admin)
        await world.join(ana, channel)
        post = await world.post(by=ana, channel=channel)
        for role, permission, ask in _asks(ana, channel, post):
            found = (await admin.get(f"/roles/name/{role}")).json()
            less = [each for each in found["permissions"] if each != permission]
            for permissions, is_allowed in ((found["permissions"], True), (less, False), (found["permissions"], True)):
                await admin.put(f"/roles/{found['id']}/patch", permissions=permissions)
                reply = await ask()
                assert (reply.status_code != 403) is is_allowed, (permission, reply.text)
            assert SCOPES[permission] in ("channel", "team", "system")


def _asks(ana: Person, channel: Thing, post: Thing) -> list[tuple[str, str, Callable[[], Awaitable[Response]]]]:
    """Role, permission, and a request that takes it."""
    here, team = f"/channels/{channel.id}", channel.team_id
    reaction = {"user_id": ana.id, "post_id": post.id, "emoji_name": "wave"}
    return [
        ("channel_user", "create_post", lambda: ana.post("/posts", channel_id=channel.id, message="x")),
        ("channel_user", "add_reaction", lambda: ana.post("/reactions", reaction)),
        ("channel_user", "edit_post", lambda: ana.put(f"/posts/{post.id}/patch", message="y")),
        ("channel_user", "manage_public_channel_properties", lambda: ana.put(f"{here}/patch", purpose="p")),
        ("channel_user", "read_channel", lambda: ana.get(f"{here}/members")),
        ("team_user", "list_team_channels", lambda: ana.get(f"/teams/{team}/channels")),
        ("team_user", "view_team", lambda: ana.get(f"/teams/{team}/members")),
        ("system_user", "create_direct_channel", lambda: ana.post("/channels/direct", [ana.id])),
    ]
