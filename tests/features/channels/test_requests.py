"""Private channels that may be found, and who asks to be let in."""

from typing import Any

import pytest

from tests.fixtures.world import Person, Thing, World, unique

pytestmark = pytest.mark.anyio


async def _found(who: Person, team: Thing, term: str = "") -> list[dict[str, Any]]:
    reply = await who.get(f"/teams/{team.id}/channels/findable", term=term)
    assert reply.status_code == 200, reply.text
    return reply.json()


async def _findable(world: World, **fields: Any) -> tuple[Person, Thing]:
    """Somebody who runs a private channel that may be found."""
    ana = await world.member()
    fields.setdefault("display_name", unique("Board"))
    channel = await world.channel(by=ana, type="P", purpose="who decides", header="secret", **fields)
    assert (await ana.put(f"/channels/{channel.id}/findable", findable=True)).json() == {"findable": True}
    return ana, channel


async def _letters(who: Person) -> list[str]:
    """What the server's bot wrote, newest first."""
    bots = await who.get("/users/username/system-bot")
    direct = (await who.post("/channels/direct", [who.id, bots.json()["id"]])).json()
    posts = (await who.get(f"/channels/{direct['id']}/posts")).json()
    return [posts["posts"][post_id]["message"] for post_id in posts["order"]]


async def _noted(who: Person, about: Person) -> list[str]:
    """What the security log says that somebody did to somebody, newest first."""
    lines = (await who.get("/users/me/audits")).json()
    return [each["action"] for each in lines if f"user_id={about.id}" in each["extra_info"]]


async def test_only_the_teams_own_people_find_a_channel_and_learn_no_more_than_its_name_and_purpose(
    world: World,
) -> None:
    team = await world.team()
    ana, channel = await _findable(world)
    ben, guest, eve = await world.member(), await world.guest(), await world.stranger()
    (found,) = await _found(ben, team, channel.display_name[:4].lower() + channel.display_name[4:])
    assert found == {
        "id": channel.id,
        "team_id": team.id,
        "display_name": channel.display_name,
        "purpose": "who decides",
        "asked_at": 0,
    }
    assert channel.id not in [each["id"] for each in await _found(ana, team)]  # she is in it
    assert await _found(ben, team, "%") == []
    for outsider in (guest, eve):
        assert (await outsider.get(f"/teams/{team.id}/channels/findable")).status_code == 403
        assert (await outsider.post(f"/channels/{channel.id}/requests", message="me")).status_code == 404
    assert (await ben.get(f"/channels/{channel.id}")).status_code == 403
    assert (await ben.get(f"/channels/{channel.id}/findable")).status_code == 403

    assert (await ana.put(f"/channels/{channel.id}/findable", findable=False)).json() == {"findable": False}
    assert channel.id not in [each["id"] for each in await _found(ben, team)]
    assert (await ben.post(f"/channels/{channel.id}/requests", message="me")).status_code == 404


async def test_who_is_let_in_hears_of_it(world: World) -> None:
    team = await world.team()
    ana, channel = await _findable(world)
    ben, cem = await world.member(), await world.member()
    await world.join(cem, channel)
    own = f"/channels/{channel.id}/requests"
    async with ana.listening() as heard, ben.listening() as answers:
        for _ in range(2):  # asking twice is asking once
            assert (await ben.post(own, message="I lead the\nharvest")).status_code == 201
        assert (await heard.wait_for("channel_requests_changed"))["data"] == {"channel_id": channel.id}
        (request,) = (await ana.get(own)).json()
        assert (request["user_id"], request["message"]) == (ben.id, "I lead the\nharvest")
        assert (await _found(ben, team, channel.display_name))[0]["asked_at"] == request["created_at"]
        for refused in (await cem.get(own), await cem.post(f"{own}/{ben.id}/approve"), await ben.get(own)):
            assert refused.status_code == 403
        assert (await ana.post(f"{own}/{ben.id}/approve")).status_code == 200
        told = await answers.wait_for("channel_request_answered")
        assert told["data"] == {"channel_id": channel.id, "approved": True, "reason": ""}
    assert (await ben.get(f"/channels/{channel.id}")).status_code == 200
    assert (await ana.get(own)).json() == []
    assert await _noted(ana, ben) == [f"/api/v4{own}/{ben.id}/approve"]
    assert (await ana.post(f"{own}/{ben.id}/approve")).json()["id"] == "app.channel.request.missing.app_error"
    await world.drained()
    name = channel.display_name
    asked = f"@{ben.username} asks to be let into **{name}**. Open the list of its members to answer."
    assert await _letters(ana) == [f"{asked}\n> I lead the\n> harvest"]
    assert await _letters(ben) == [f"You were let into **{name}**."]


async def test_who_is_declined_reads_why_and_may_ask_again(world: World) -> None:
    ana, channel = await _findable(world)
    ben = await world.member()
    own = f"/channels/{channel.id}/requests"
    assert (await ben.delete(own)).status_code == 404
    await ben.post(own)
    assert (await ben.delete(own)).status_code == 200
    assert (await ana.get(own)).json() == []
    await ben.post(own)
    assert (await ana.post(f"{own}/{ben.id}/decline", reason="x" * 501)).status_code == 400
    assert (await ana.post(f"{own}/{ben.id}/decline", reason="not yet")).status_code == 200
    assert await _noted(ana, ben) == [f"/api/v4{own}/{ben.id}/decline"]
    assert (await ben.get(f"/channels/{channel.id}")).status_code == 403
    await world.drained()
    assert (await _letters(ben))[0].endswith("was declined.\n> not yet")
    assert (await ben.post(own)).status_code == 201
    await world.join(ben, channel)  # an admin adds them by another way
    assert (await ana.get(own)).json() == []


async def test_only_who_runs_a_private_channel_lets_it_be_found(world: World) -> None:
    ana, ben = await world.member(), await world.member()
    public, private = await world.channel(by=ana), await world.channel(by=ana, type="P")
    await world.join(ben, private)
    refused = await ana.put(f"/channels/{public.id}/findable", findable=True)
    assert refused.json()["id"] == "api.channel.findable.type.app_error"
    assert (await ben.put(f"/channels/{private.id}/findable", findable=True)).status_code == 403
    assert (await ben.get(f"/channels/{private.id}/findable")).json() == {"findable": False}
    assert (await ana.put(f"/channels/{private.id}/findable", findable=True)).status_code == 200
    admin = await world.admin()
    for privacy in ("O", "P"):  # opening a channel forgets who might have found it
        assert (await admin.put(f"/channels/{private.id}/privacy", privacy=privacy)).status_code == 200
    assert (await ben.get(f"/channels/{private.id}/findable")).json() == {"findable": False}
