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
