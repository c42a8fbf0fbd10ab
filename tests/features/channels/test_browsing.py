"""Lists, search and autocomplete of channels."""

from typing import Any

import httpx2
import pytest

from mattermost_py.infra.search import directory
from tests.fixtures.world import World, unique


def _ids(reply: httpx2.Response) -> list[str]:
    found: list[dict[str, Any]] = reply.json()
    return [each["id"] for each in found]


async def test_the_team_lists_its_public_channels_by_name(world: World) -> None:
    team = await world.new_team()
    ana, eve = await world.member(team), await world.stranger()
    second = await world.channel(by=ana, team=team, display_name="B room")
    first = await world.channel(by=ana, team=team, display_name="A room")
    private = await world.channel(by=ana, team=team, type="P")

    listed = _ids(await ana.get(f"/teams/{team.id}/channels"))
    assert listed[:2] == [first.id, second.id]
    assert private.id not in listed
    assert len(_ids(await ana.get(f"/teams/{team.id}/channels", per_page=1, page=1))) == 1
    assert (await eve.get(f"/teams/{team.id}/channels")).status_code == 403
    assert (await ana.get(f"/teams/{team.id}/channels/private")).status_code == 403
    assert _ids(await (await world.admin()).get(f"/teams/{team.id}/channels/private")) == [private.id]


async def test_channels_of_a_user_come_with_direct_messages_and_an_etag(world: World) -> None:
    team, other = await world.new_team(), await world.new_team()
    ana, bob = await world.member(team), await world.member(team)
    await world.join_team(ana, other)
    direct = await world.direct(ana, bob)
    channel = await world.channel(by=ana, team=team)
    path = f"/users/me/teams/{team.id}/channels"

    reply = await ana.get(path)
    assert set(_ids(reply)) >= {direct.id, channel.id}
    assert len(_ids(reply)) == 4
    unchanged = await ana.call("GET", path, headers={"If-None-Match": reply.headers["etag"]})
    assert unchanged.status_code == 304
    assert len(_ids(await ana.get("/users/me/channels"))) == 6
    assert (await bob.get(f"/users/{ana.id}/teams/{team.id}/channels")).status_code == 403

    await ana.delete(f"/channels/{channel.id}")
    changed = await ana.call("GET", path, headers={"If-None-Match": reply.headers["etag"]})
    assert channel.id not in _ids(changed)
    assert channel.id in _ids(await ana.get(path, include_deleted=True))
    archived = (await ana.get(f"/channels/{channel.id}")).json()["delete_at"]
    assert channel.id not in _ids(await ana.get(path, include_deleted=True, last_delete_at=archived + 1))
    assert (await ana.get(path, last_delete_at=-1)).status_code == 400


async def test_channels_are_fetched_by_ids(world: World) -> None:
    team = await world.team()
    ana, bob = await world.member(), await world.member()
    public, private = await world.channel(by=ana), await world.channel(by=ana, type="P")
    path = f"/teams/{team.id}/channels/ids"
    assert set(_ids(await ana.post(path, [public.id, private.id]))) == {public.id, private.id}
    assert _ids(await bob.post(path, [public.id, private.id])) == [public.id]
    nothing = await bob.post(path, [private.id])
    assert (nothing.status_code, nothing.json()["id"]) == (404, "app.channel.get_channels_by_ids.not_found.app_error")
    assert (await bob.post(path, ["short"])).status_code == 400


async def test_search_finds_public_channels_and_autocomplete_also_own_private_ones(world: World) -> None:
    team = await world.team()
    ana, bob = await world.member(), await world.member()
    word = unique("needle")
    public = await world.channel(by=ana, display_name=f"The {word} room")
    private = await world.channel(by=ana, display_name=f"Secret {word}", type="P")
    archived = await world.channel(by=ana, display_name=f"Old {word}")
    await ana.delete(f"/channels/{archived.id}")

    assert _ids(await bob.post(f"/teams/{team.id}/channels/search", term=word.upper())) == [public.id]
    found = _ids(await bob.post(f"/teams/{team.id}/channels/search", term=word, include_deleted=True))
    assert set(found) == {public.id, archived.id}
    assert _ids(await bob.post(f"/teams/{team.id}/channels/search", term="100%_")) == []
    path = f"/teams/{team.id}/channels/autocomplete"
    assert _ids(await ana.get(path, name=word)) == [private.id, public.id, archived.id]
    assert _ids(await bob.get(path, name=word)) == [public.id, archived.id]
    everywhere = await ana.post("/channels/search?system_console=false", term=word)
    assert {(each["id"], each["team_name"]) for each in everywhere.json()} == {
        (public.id, team.name),
        (private.id, team.name),
    }


async def test_the_search_box_completes_joined_channels_and_people(world: World) -> None:
    team = await world.team()
    ana, bob = await world.member(), await world.member()
    direct = await world.direct(ana, bob)
    mine = await world.channel(by=ana)
    others = await world.channel(by=bob)
    path = f"/teams/{team.id}/channels/search_autocomplete"
    assert _ids(await ana.get(path, name=bob.username)) == [direct.id]
    assert _ids(await ana.get(path, name=mine.name)) == [mine.id]
    assert _ids(await ana.get(path, name=others.name)) == []


async def test_administrators_see_the_channels_of_all_teams(world: World) -> None:
    admin, ana = await world.admin(), await world.member()
    word = unique("needle")
    public = await world.channel(by=ana, display_name=word)
    private = await world.channel(by=ana, display_name=f"{word} 2", type="P")

    assert (await ana.get("/channels")).status_code == 403
    assert (await ana.post("/channels/search", term=word)).status_code == 403
    counted = (await admin.get("/channels", include_total_count=True, per_page=1)).json()
    assert len(counted["channels"]) == 1
    assert counted["total_count"] > 1
    assert {"team_display_name", "team_name", "team_update_at"} <= set(counted["channels"][0])
    assert set(_ids(await admin.post("/channels/search", term=word))) == {public.id, private.id}
    assert _ids(await admin.post("/channels/search", term=word, private=True)) == [private.id]
    assert _ids(await admin.post("/channels/search", term=private.id, include_search_by_id=True)) == [private.id]
    paged = (await admin.post("/channels/search", term=word, page=0, per_page=1)).json()
    assert (len(paged["channels"]), paged["total_count"]) == (1, 2)
    assert _ids(await admin.post("/channels/search", term="town-square", exclude_default_channels=True)) == []


async def test_lists_at_start_cost_one_statement_and_follow_every_change(world: World) -> None:
    team = await world.new_team()
    ana, bob = await world.member(team), await world.member(team)
    room = await world.channel(by=ana, team=team, display_name="Room", header="see ~town-square")
    lists = [f"/users/me/teams/{team.id}/{each}" for each in ("channels", "channels/members")]
    stats = f"/channels/{room.id}/stats"

    await ana.put(f"/channels/{room.id}/patch", display_name="Old", header="nothing")
    for path in (*lists, stats, f"/teams/{team.id}/channels/autocomplete"):
        await ana.get(path)
    for path in (*lists, stats):
        async with world.queries(at_most=1):
            assert (await ana.get(path)).status_code == 200

    await ana.put(f"/channels/{room.id}/patch", display_name="New", header="back to ~town-square")
    await world.join(bob, room)
    await world.post(by=bob, channel=room)

    shown = {each["id"]: each for each in (await ana.get(lists[0])).json()}[room.id]
    whole = (await ana.get(f"/channels/{room.id}")).json()
    assert shown == whole
    assert shown["display_name"] == "New"
    assert "town-square" in shown["props"]["channel_mentions"]
    member = {each["channel_id"]: each for each in (await ana.get(lists[1])).json()}[room.id]
    assert member == (await ana.get(f"/channels/{room.id}/members/{ana.id}")).json()
    assert (await ana.get(stats)).json()["member_count"] == 2


async def test_typing_a_name_costs_one_statement(world: World) -> None:
    ana = await world.member()
    word = unique("typed")
    channel = await world.channel(by=ana, display_name=f"The {word.upper()} room")
    path = f"/teams/{(await world.team()).id}/channels/autocomplete"

    await ana.get(path, name=f"{word}x")
    await ana.get(path, name=word)
    async with world.queries(at_most=1):
        assert _ids(await ana.get(path, name=word[2:])) == [channel.id]


@pytest.mark.parametrize(
    ("most", "changed_most"),
    [(0, 0), (1_000_000, 1_000_000), (1_000_000, 0)],
    ids=["by statements", "from memory", "from memory read as a whole"],
)
async def test_what_is_completed_follows_what_changes(
    world: World, monkeypatch: pytest.MonkeyPatch, most: int, changed_most: int
) -> None:
    monkeypatch.setattr(directory, "EACH_MOST", most)
    monkeypatch.setattr(directory, "CHANGED_MOST", changed_most)
    team = await world.new_team()
    ana, bob = await world.member(team), await world.member(team)

    async def found(name: str) -> list[str]:
        shown = (await bob.get(f"/teams/{team.id}/channels/autocomplete", name=name)).json()
        return [each["display_name"] for each in shown]

    before = await found("zz")
    rooms = {
        name: await world.channel(by=ana, team=team, display_name=name, type=kind)
        for name, kind in (("Zz c", "O"), ("Zz B", "O"), ("Zz own", "P"), ("Zz of others", "P"))
    }
    assert (before, await found("zz")) == ([], ["Zz B", "Zz c"])
    await ana.post(f"/channels/{rooms['Zz own'].id}/members", user_id=bob.id)
    assert await found("ZZ") == ["Zz B", "Zz c", "Zz own"]
    await ana.put(f"/channels/{rooms['Zz c'].id}/patch", display_name="Zz C", purpose="Line\nfeeds, zzpurpose")
    await ana.put(f"/channels/{rooms['Zz B'].id}/patch", display_name="Zz b")
    assert await found("zz") == ["Zz C", "Zz b", "Zz own"]
    assert (await found("zzpur"), await found("line feeds"), await found("line\nfeeds")) == (["Zz C"], [], ["Zz C"])
    await ana.delete(f"/channels/{rooms['Zz c'].id}")
    opened = rooms["Zz of others"].id
    assert (await (await world.admin()).put(f"/channels/{opened}/privacy", privacy="O")).is_success
    assert await found("~zz") == ["Zz b", "Zz of others", "Zz own", "Zz C"]
    await bob.delete(f"/channels/{rooms['Zz own'].id}/members/{bob.id}")
    assert await found("zz") == ["Zz b", "Zz of others", "Zz C"]
    assert await found("zz%") == await found("z\x0bz") == []
