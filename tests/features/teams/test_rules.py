"""What takes more than administering a team."""

import pytest

from tests.conftest import NewWorld

pytestmark = pytest.mark.anyio


async def test_opening_a_team_is_inviting(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, team = await world.admin(), await world.new_team()
        boss = await world.team_admin(team)
        for name in ("team_user", "team_admin", "system_user"):
            role = (await admin.get(f"/roles/name/{name}")).json()
            left = [each for each in role["permissions"] if each != "invite_user"]
            assert (await admin.put(f"/roles/{role['id']}/patch", permissions=left)).status_code == 200
        for reply in (
            await boss.put(f"/teams/{team.id}/patch", allow_open_invite=True),
            await boss.put(f"/teams/{team.id}/privacy", privacy="I"),
        ):
            assert (reply.status_code, reply.json()["id"]) == (403, "api.context.permissions.app_error")
        assert (await boss.put(f"/teams/{team.id}/patch", display_name="ours")).status_code == 200
        assert (await admin.put(f"/teams/{team.id}/patch", allow_open_invite=True)).status_code == 200


async def test_guests_are_added_by_those_who_may_invite_guests(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, team = await world.admin(), await world.new_team()
        boss, guest, other = await world.team_admin(team), await world.guest(), await world.stranger()
        role = (await admin.get("/roles/name/team_admin")).json()
        left = [each for each in role["permissions"] if each != "invite_guest"]
        assert (await admin.put(f"/roles/{role['id']}/patch", permissions=left)).status_code == 200
        for person, status in ((guest, 403), (other, 201)):
            reply = await boss.post(f"/teams/{team.id}/members", team_id=team.id, user_id=person.id)
            assert reply.status_code == status
