"""Joining, leaving, roles, unread counts."""

from tests.conftest import NewWorld
from tests.fixtures.world import World


async def test_members_may_add_others_and_strangers_may_not_join(world: World) -> None:
    team = await world.new_team()
    ana, bob, eve = await world.member(team), await world.stranger(), await world.stranger()

    reply = await eve.post(f"/teams/{team.id}/members", team_id=team.id, user_id=eve.id)
    assert (reply.status_code, reply.json()["id"]) == (403, "api.context.permissions.app_error")
    async with ana.listening() as heard_by_ana, bob.listening() as heard_by_bob:
        reply = await ana.post(f"/teams/{team.id}/members", team_id=team.id, user_id=bob.id)
        assert reply.status_code == 201
        assert (reply.json()["roles"], reply.json()["scheme_admin"]) == ("team_user", False)
    assert heard_by_bob.of("added_to_team")[0]["data"] == {"team_id": team.id, "user_id": bob.id}
    assert "added_to_team" not in heard_by_ana.names()
    added = heard_by_ana.of("user_added")
    assert [event["data"]["user_id"] for event in added] == [bob.id, bob.id]
    again = await ana.post(f"/teams/{team.id}/members", team_id=team.id, user_id=bob.id)
    assert again.status_code == 201
    wrong = await ana.post(f"/teams/{team.id}/members", team_id=bob.id, user_id=bob.id)
    assert wrong.json()["id"] == "api.context.invalid_body_param.app_error"


async def test_everybody_joins_an_open_team(world: World) -> None:
    team, eve = await world.new_team(), await world.stranger()
    await (await world.admin()).put(f"/teams/{team.id}/privacy", privacy="O")
    reply = await eve.post(f"/teams/{team.id}/members", team_id=team.id, user_id=eve.id)
    assert reply.status_code == 201


async def test_an_invite_link_leads_into_the_team(world: World) -> None:
    team, eve = await world.new_team(), await world.stranger()

    info = (await world.anonymous().get(f"/teams/invite/{team.invite_id}")).json()
    assert info == {"display_name": team.display_name, "description": "", "name": team.name, "id": team.id}
    nowhere = await world.anonymous().get("/teams/invite/" + "x" * 26)
    assert (nowhere.status_code, nowhere.json()["id"]) == (404, "app.team.get_by_invite_id.finding.app_error")
    reply = await eve.post(f"/teams/members/invite?invite_id={team.invite_id}")
    assert (reply.status_code, reply.json()["team_id"]) == (201, team.id)
    nothing = await eve.post("/teams/members/invite")
    assert nothing.json()["id"] == "api.team.add_user_to_team.missing_parameter.app_error"
    bad = await eve.post("/teams/members/invite?token=" + "x" * 64)
    assert bad.json()["id"] == "api.user.create_user.signup_link_invalid.app_error"


async def test_a_new_account_follows_its_invitation(world: World) -> None:
    team = await world.new_team()
    name = f"{team.name}guest"
    body = {"username": name, "email": f"{name}@example.org", "password": "Correct-horse-9"}
    reply = await world.anonymous().post(f"/users?iid={team.invite_id}", body)
    assert reply.status_code == 201
    person = await world.sign_in(name)
    assert [each["id"] for each in (await person.get("/users/me/teams")).json()] == [team.id]


async def test_a_batch_adds_many_and_gracefully_says_who_failed(world: World) -> None:
    team = await world.new_team()
    ana, bob, eve = await world.member(team), await world.stranger(), await world.stranger()
    path = f"/teams/{team.id}/members/batch"
    nobody = "x" * 26

    reply = await ana.post(path, [{"team_id": team.id, "user_id": each.id} for each in (bob, eve)])
    assert (reply.status_code, {each["user_id"] for each in reply.json()}) == (201, {bob.id, eve.id})
    batch = [{"team_id": team.id, "user_id": each} for each in (bob.id, nobody)]
    assert (await ana.post(path, batch)).json()["id"] == "api.team.user.missing_account"
    outcomes = (await ana.post(f"{path}?graceful=false", batch)).json()
    assert [each["error"] is None for each in outcomes] == [True, False]
    assert outcomes[1]["member"] is None
    assert outcomes[1]["error"]["status_code"] == 404
    assert (await ana.post(path, [])).status_code == 400
    assert (await ana.post(path, batch * 129)).status_code == 400


async def test_leaving_takes_a_person_out_of_every_channel(world: World) -> None:
    team = await world.new_team()
    ana, bob, boss = await world.member(team), await world.member(team), await world.team_admin(team)
    channel = await world.channel(by=ana, team=team)

    assert (await bob.delete(f"/teams/{team.id}/members/{ana.id}")).status_code == 403
    async with ana.listening() as heard_by_ana, bob.listening() as heard_by_bob:
        assert (await ana.delete(f"/teams/{team.id}/members/me")).status_code == 200
    assert len(heard_by_ana.of("user_removed")) >= 3
    assert heard_by_ana.of("leave_team")[0]["data"] == {"user_id": ana.id, "team_id": team.id}
    assert len(heard_by_bob.of("leave_team")) == 1
    assert (await ana.get(f"/channels/{channel.id}")).status_code == 403
    assert (await boss.get(f"/teams/{team.id}/members/{ana.id}")).status_code == 404
    memberships = (await ana.get("/users/me/teams/members")).json()
    assert memberships[0]["delete_at"] > 0
    again = await boss.delete(f"/teams/{team.id}/members/{ana.id}")
    assert again.json()["id"] == "api.team.remove_user_from_team.missing.app_error"
    await world.join_team(ana, team)
    assert (await boss.get(f"/teams/{team.id}/members/{ana.id}")).json()["delete_at"] == 0


async def test_members_are_listed_in_pages_and_by_ids(world: World) -> None:
    team = await world.new_team()
    ana, bob, eve = await world.member(team), await world.member(team), await world.stranger()

    page = (await ana.get(f"/teams/{team.id}/members", per_page=2, sort="Username")).json()
    assert len(page) == 2
    found = (await ana.post(f"/teams/{team.id}/members/ids", [ana.id, bob.id, eve.id])).json()
    assert {each["user_id"] for each in found} == {ana.id, bob.id}
    assert (await ana.post(f"/teams/{team.id}/members/ids", [])).status_code == 400
    assert (await eve.get(f"/teams/{team.id}/members")).status_code == 403
    stats = (await ana.get(f"/teams/{team.id}/stats")).json()
    assert stats == {"team_id": team.id, "total_member_count": 3, "active_member_count": 3}
    others = await eve.get(f"/users/{ana.id}/teams/members")
    assert others.status_code == 403
    assert (await eve.get(f"/users/{ana.id}/teams")).status_code == 403


async def test_admins_of_a_team_hand_out_roles(world: World) -> None:
    team = await world.new_team()
    ana, boss = await world.member(team), await world.team_admin(team)
    path = f"/teams/{team.id}/members/{ana.id}"

    async with ana.listening() as heard:
        for who, status in ((ana, 403), (boss, 200)):
            reply = await who.put(f"{path}/schemeRoles", scheme_user=True, scheme_admin=True)
            assert reply.status_code == status
        assert (await ana.get(path)).json()["roles"] == "team_user team_admin"
        assert (await boss.put(f"{path}/roles", roles="team_user")).status_code == 200
        assert (await ana.get(path)).json()["scheme_admin"] is False
    assert heard.names() == ["memberrole_updated", "memberrole_updated"]
    for body, error in (
        ({"scheme_user": True, "scheme_guest": True}, "user_and_guest"),
        ({"scheme_guest": True}, "guest"),
        ({}, "unset_user_scheme"),
    ):
        reply = await boss.put(f"{path}/schemeRoles", body)
        assert reply.json()["id"] == f"api.team.update_team_member_roles.{error}.app_error"
    unknown = await boss.put(f"{path}/roles", roles="team_user nonsense_role")
    assert unknown.status_code == 404
    assert (await boss.put(f"{path}/roles", roles="")).status_code == 400


async def test_a_full_team_takes_nobody(new_world: NewWorld) -> None:
    async with new_world(TeamSettings={"MaxUsersPerTeam": 2}) as world:
        team = await world.new_team()
        await world.member(team)
        eve, admin = await world.stranger(), await world.admin()
        reply = await admin.post(f"/teams/{team.id}/members", team_id=team.id, user_id=eve.id)
        assert reply.json()["id"] == "app.team.join_user_to_team.max_accounts.app_error"


async def test_mail_domains_decide_who_may_join(world: World) -> None:
    team, eve, admin = await world.new_team(), await world.stranger(), await world.admin()
    await admin.put(f"/teams/{team.id}/patch", allowed_domains="example.com, @other.org")
    reply = await admin.post(f"/teams/{team.id}/members", team_id=team.id, user_id=eve.id)
    assert reply.json()["id"] == "api.team.join_user_to_team.allowed_domains.app_error"


async def test_unread_counts_leave_muted_channels_out(world: World) -> None:
    team = await world.new_team()
    ana, bob = await world.member(team), await world.member(team)
    channel = await world.channel(by=bob, team=team)
    await world.join(ana, channel)
    everything = [each["id"] for each in (await ana.get(f"/users/me/teams/{team.id}/channels")).json()]
    await ana.post("/channels/members/me/mark_read", everything)
    await world.post(by=bob, channel=channel)
    await world.post(by=bob, channel=channel, message=f"hello @{ana.username}")

    counts = (await ana.get("/users/me/teams/unread", include_collapsed_threads=True)).json()
    assert counts == [
        {
            "team_id": team.id,
            "msg_count": 2,
            "mention_count": 1,
            "mention_count_root": 1,
            "msg_count_root": 2,
            "thread_count": 0,
            "thread_mention_count": 0,
            "thread_urgent_mention_count": 0,
        }
    ]
    await ana.put(f"/channels/{channel.id}/members/me/notify_props", mark_unread="mention")
    one = (await ana.get(f"/users/me/teams/{team.id}/unread")).json()
    assert (one["msg_count"], one["mention_count"]) == (0, 1)
    assert (await ana.get("/users/me/teams/unread", exclude_team=team.id)).json() == []
    assert (await bob.get(f"/users/{ana.id}/teams/unread")).status_code == 403
