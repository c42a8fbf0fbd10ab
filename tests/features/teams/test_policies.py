"""Teams and channels under policies: told to those who manage policies, left out on their wish."""

import pytest

from mattermost_py.kernel.ids import new_id
from tests.fixtures.world import Thing, World

pytestmark = pytest.mark.anyio


async def under_policies(world: World, team: Thing, channel: Thing) -> tuple[str, str]:
    """A policy of data retention for the team and channel, and one of access control for the channel."""
    retention, access = new_id(), new_id()
    async with world.application.runtime.db().transaction() as tx:
        await tx.run(
            "INSERT INTO retentionpolicies (id, displayname, postduration) VALUES (%(id)s, 'short', 7)", id=retention
        )
        await tx.run(
            "INSERT INTO retentionpoliciesteams (policyid, teamid) VALUES (%(p)s, %(t)s)", p=retention, t=team.id
        )
        await tx.run(
            "INSERT INTO retentionpolicieschannels (policyid, channelid) VALUES (%(p)s, %(c)s)",
            p=retention,
            c=channel.id,
        )
        await tx.run(
            """
            INSERT INTO accesscontrolpolicies (id, name, type, active, createat, revision, version, data, props)
            VALUES (%(c)s, %(c)s, 'channel', true, 1, 1, 'v0.2',
                    jsonb_build_object('imports', ARRAY[%(a)s::text]), '{}')
            """,
            c=channel.id,
            a=access,
        )
    return retention, access


async def test_teams_and_channels_under_a_policy_can_be_left_out(world: World) -> None:
    admin, ana = await world.admin(), await world.member()
    team = await world.new_team()
    channel, plain = await world.channel(by=admin, team=team), await world.channel(by=admin, team=team)
    retention, access = await under_policies(world, team, channel)
    assert (await ana.get("/teams", exclude_policy_constrained=True)).status_code == 403
    assert (await ana.post("/teams/search", term="", exclude_policy_constrained=True)).status_code == 403

    teams = (await admin.post("/teams/search", term=team.name)).json()
    assert [(each["id"], each["policy_id"]) for each in teams] == [(team.id, retention)]
    assert (await admin.post("/teams/search", term=team.name, exclude_policy_constrained=True)).json() == []
    everything = (await admin.get("/teams", exclude_policy_constrained=True, per_page=200)).json()
    assert team.id not in {each["id"] for each in everything}

    async def found(**wanted: object) -> dict[str, str | None]:
        reply = await admin.post("/channels/search", {"term": "channel", "team_ids": [team.id], **wanted})
        return {each["id"]: each["policy_id"] for each in reply.json()}

    assert await found() == {channel.id: retention, plain.id: None}
    assert set(await found(exclude_policy_constrained=True)) == {plain.id}
    assert set(await found(access_control_policy_enforced=True)) == {channel.id}
    assert set(await found(exclude_access_control_policy_enforced=True)) == {plain.id}
    assert set(await found(parent_access_control_policy_id=access)) == {channel.id}
    listed = (await admin.get("/channels", access_control_policy_enforced=True, per_page=200)).json()
    assert channel.id in {each["id"] for each in listed}
    assert plain.id not in {each["id"] for each in listed}
