"""Settings, privacy, lists and the end of a team."""

import io
import json

from PIL import Image

from tests.conftest import NewWorld
from tests.fixtures.world import World, unique


async def test_email_and_invite_id_are_for_those_who_need_them(world: World) -> None:
    team = await world.new_team()
    ana, boss, eve = await world.member(team), await world.team_admin(team), await world.stranger()

    seen = (await boss.get(f"/teams/{team.id}")).json()
    assert seen["email"]
    assert seen["invite_id"] == team.invite_id
    seen = (await ana.get(f"/teams/{team.id}")).json()
    assert (seen["email"], seen["invite_id"]) == ("", team.invite_id)  # members may invite
    assert (await eve.get(f"/teams/{team.id}")).status_code == 403
    assert (await eve.get(f"/teams/name/{team.name}")).status_code == 403
    assert (await ana.get(f"/teams/name/{team.name.upper()}")).json()["id"] == team.id
    assert (await ana.get("/teams/nonsense")).json()["id"] == "api.context.invalid_url_param.app_error"
    missing = await boss.get("/teams/" + "x" * 26)
    assert (missing.status_code, missing.json()["id"]) == (404, "app.team.get.find.app_error")


async def test_a_name_exists_only_for_those_who_may_know(world: World) -> None:
    team = await world.new_team()
    ana, eve = await world.member(team), await world.stranger()

    for who, name, exists in ((ana, team.name, True), (eve, team.name, False), (eve, unique("none"), False)):
        assert (await who.get(f"/teams/name/{name}/exists")).json() == {"exists": exists}
    admin = await world.admin()
    await admin.put(f"/teams/{team.id}/privacy", privacy="O")
    assert (await eve.get(f"/teams/name/{team.name}/exists")).json() == {"exists": True}


async def test_managers_change_settings_and_members_hear_it(world: World) -> None:
    team = await world.new_team()
    ana, boss = await world.member(team), await world.team_admin(team)

    async with ana.listening() as heard:
        for who, status in ((ana, 403), (boss, 200)):
            reply = await who.put(f"/teams/{team.id}/patch", display_name="New", description="Words", invite_id="x")
            assert reply.status_code == status
        event = await heard.wait_for("update_team")
    changed = reply.json()
    assert (changed["display_name"], changed["description"]) == ("New", "Words")
    assert changed["update_at"] > team.update_at
    told = json.loads(event["data"]["team"])
    assert (told["display_name"], told["email"], told["invite_id"]) == ("New", "", "")
    assert event["broadcast"]["team_id"] == team.id

    whole = {**changed, "display_name": "Newer", "name": "ignored"}
    reply = await boss.put(f"/teams/{team.id}", whole)
    assert (reply.json()["display_name"], reply.json()["name"]) == ("Newer", team.name)
    assert (await boss.put(f"/teams/{team.id}", {**whole, "id": ana.id})).status_code == 400
    too_long = await boss.put(f"/teams/{team.id}/patch", display_name="x" * 65)
    assert too_long.json()["id"] == "model.team.is_valid.name.app_error"


async def test_privacy_opens_a_team_and_closing_renews_the_link(world: World) -> None:
    team = await world.new_team()
    boss, eve = await world.team_admin(team), await world.stranger()

    opened = (await boss.put(f"/teams/{team.id}/privacy", privacy="O")).json()
    assert (opened["type"], opened["allow_open_invite"], opened["invite_id"]) == ("O", True, team.invite_id)
    assert (await eve.get(f"/teams/{team.id}")).status_code == 200
    closed = (await boss.put(f"/teams/{team.id}/privacy", privacy="I")).json()
    assert (closed["type"], closed["allow_open_invite"]) == ("I", False)
    assert closed["invite_id"] != team.invite_id
    assert (await boss.put(f"/teams/{team.id}/privacy", privacy="P")).status_code == 400
    renewed = (await boss.post(f"/teams/{team.id}/regenerate_invite_id")).json()
    assert renewed["invite_id"] not in (closed["invite_id"], team.invite_id)
    assert (await eve.post(f"/teams/{team.id}/regenerate_invite_id")).status_code == 403


async def test_people_find_public_teams_and_admins_find_all(world: World) -> None:
    admin, eve = await world.admin(), await world.stranger()
    hidden, public = await world.new_team(), await world.new_team()
    await admin.put(f"/teams/{public.id}/privacy", privacy="O")

    def ids(found: list[dict[str, str]]) -> set[str]:
        return {team["id"] for team in found} & {hidden.id, public.id}

    assert ids((await eve.get("/teams", per_page=200)).json()) == {public.id}
    assert ids((await admin.get("/teams", per_page=200)).json()) == {hidden.id, public.id}
    counted = (await admin.get("/teams", include_total_count=True, per_page=1)).json()
    assert len(counted["teams"]) == 1
    assert counted["total_count"] >= 2
    assert ids((await eve.post("/teams/search", term=public.name[:-1])).json()) == {public.id}
    assert (await eve.post("/teams/search", term=hidden.name)).json() == []
    paged = (await admin.post("/teams/search", term=hidden.name, page=0, per_page=10)).json()
    assert (ids(paged["teams"]), paged["total_count"]) == ({hidden.id}, 1)
    reply = await eve.post("/teams/search", term="a", page=0, per_page=10)
    assert reply.json()["id"] == "api.team.search_teams.pagination_not_implemented.public_team_search"


async def test_an_archived_team_is_gone_from_lists_until_it_is_restored(world: World) -> None:
    team = await world.new_team()
    ana, boss = await world.member(team), await world.team_admin(team)

    async with ana.listening() as heard:
        assert (await ana.delete(f"/teams/{team.id}")).status_code == 403
        assert (await boss.delete(f"/teams/{team.id}")).status_code == 200
        assert (await ana.get("/users/me/teams")).json() == []
        assert (await boss.post(f"/teams/{team.id}/restore")).json()["delete_at"] == 0
        assert [each["id"] for each in (await ana.get("/users/me/teams")).json()] == [team.id]
    assert [name for name in heard.names() if name.endswith("_team")] == ["delete_team", "restore_team"]


async def test_a_team_is_removed_for_good_only_where_the_server_allows_it(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"EnableAPITeamDeletion": True}) as world:
        admin, team = await world.admin(), await world.new_team()
        assert (await admin.delete(f"/teams/{team.id}?permanent=true")).status_code == 200
        assert (await admin.get(f"/teams/{team.id}")).status_code == 404
        again = await admin.post("/teams", name=team.name, display_name="Again", type="O")
        assert again.status_code == 201


async def test_permanent_deletion_is_refused_by_default(world: World) -> None:
    team = await world.new_team()
    boss = await world.team_admin(team)
    for who, error in ((boss, "not_enabled"), (await world.admin(), "not_enabled.for_admin")):
        reply = await who.delete(f"/teams/{team.id}?permanent=true")
        assert (reply.status_code, reply.json()["id"]) == (401, f"api.user.delete_team.{error}.app_error")


async def test_a_team_has_a_picture_once_somebody_uploads_one(world: World) -> None:
    team = await world.new_team()
    ana, boss = await world.member(team), await world.team_admin(team)
    path = f"/teams/{team.id}/image"

    assert (await ana.get(path)).status_code == 404
    files = {"image": ("icon.png", _png(), "image/png")}
    assert (await ana.call("POST", path, files=files)).status_code == 403
    assert (await boss.call("POST", path, files={"other": ("a.png", b"x", "image/png")})).status_code == 400
    broken = await boss.call("POST", path, files={"image": ("a.png", b"no picture", "image/png")})
    assert broken.json()["id"] == "api.team.set_team_icon.decode.app_error"
    async with ana.listening() as heard:
        assert (await boss.call("POST", path, files=files)).status_code == 200
    assert heard.names() == ["update_team"]
    reply = await ana.get(path)
    assert (reply.status_code, reply.headers["content-type"]) == (200, "image/png")
    assert (await ana.get(f"/teams/{team.id}")).json()["last_team_icon_update"] == int(reply.headers["etag"])
    unchanged = await ana.call("GET", path, headers={"If-None-Match": reply.headers["etag"]})
    assert unchanged.status_code == 304
    assert (await boss.delete(path)).status_code == 200
    assert (await ana.get(path)).status_code == 404


def _png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (200, 100), "#336699").save(out, "PNG")
    return out.getvalue()
