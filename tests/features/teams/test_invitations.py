"""Joining by the secret of an invitation mail."""

import json

from mattermost_py.features.access.onetime import service as onetime
from mattermost_py.features.access.onetime.service import Purpose
from tests.fixtures.world import PASSWORD, Thing, World, unique

HOURS_49_MS = 49 * 3_600_000


async def _invitation(world: World, team: Thing, **more: str) -> str:
    """The secret as a mail would carry it."""
    extra = json.dumps({"teamId": team.id, **more})
    secret = await onetime.issue(world.application.runtime.db(), Purpose.TEAM_INVITATION, extra)
    return secret.token


async def test_an_invitation_is_good_for_one_person(world: World) -> None:
    team, ana, eve = await world.new_team(), await world.stranger(), await world.stranger()
    token = await _invitation(world, team)
    reply = await ana.post(f"/teams/members/invite?token={token}")
    assert (reply.status_code, reply.json()["team_id"]) == (201, team.id)
    again = await eve.post(f"/teams/members/invite?token={token}")
    assert (again.status_code, again.json()["id"]) == (400, "api.user.create_user.signup_link_invalid.app_error")


async def test_an_old_or_broken_invitation_leads_nowhere(world: World) -> None:
    team, eve = await world.new_team(), await world.stranger()
    old = await _invitation(world, team)
    await world.application.runtime.db().run(
        "UPDATE tokens SET createat = createat - %(age)s WHERE token = %(token)s", age=HOURS_49_MS, token=old
    )
    secret = await onetime.issue(world.application.runtime.db(), Purpose.TEAM_INVITATION, "nonsense")
    for token, error in ((old, "signup_link_expired"), (secret.token, "signup_link_invalid")):
        reply = await eve.post(f"/teams/members/invite?token={token}")
        assert reply.json()["id"] == f"api.user.create_user.{error}.app_error"


async def test_a_team_filled_by_groups_takes_no_links(world: World) -> None:
    team, eve, admin = await world.new_team(), await world.stranger(), await world.admin()
    await admin.put(f"/teams/{team.id}/patch", group_constrained=True)
    token = await _invitation(world, team)
    for query, error in ((f"invite_id={team.invite_id}", "invite_id"), (f"token={token}", "invite_token")):
        reply = await eve.post(f"/teams/members/invite?{query}")
        assert (reply.status_code, reply.json()["id"]) == (403, f"app.team.{error}.group_constrained.error")


async def test_an_invited_account_starts_in_its_team_and_channels(world: World) -> None:
    team = await world.new_team()
    channel = await world.channel(by=await world.admin(), team=team, type="P")
    name = unique("invited")
    token = await _invitation(world, team, email=f"{name}@example.org", channels=channel.id)
    body = {"username": name, "email": f"{name}@example.org", "password": PASSWORD}
    assert (await world.anonymous().post(f"/users?t={token}", body)).status_code == 201
    person = await world.sign_in(name)
    found = (await person.get(f"/users/me/teams/{team.id}/channels")).json()
    assert {each["name"] for each in found} == {"town-square", "off-topic", channel.name}
