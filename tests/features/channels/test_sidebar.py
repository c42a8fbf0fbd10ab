"""The sidebar: built-in and own categories, favourites, muting, order."""

from typing import Any

from tests.fixtures.world import Person, Thing, World


def _base(person: Person, team: Thing) -> str:
    return f"/users/{person.id}/teams/{team.id}/channels/categories"


async def test_the_built_in_categories_hold_every_channel(world: World) -> None:
    team = await world.team()
    ana, bob = await world.member(), await world.member()
    direct = await world.direct(ana, bob)

    sidebar = (await ana.get(_base(ana, team))).json()

    kinds = ["favorites", "channels", "direct_messages"]
    assert sidebar["order"] == [f"{kind}_{ana.id}_{team.id}" for kind in kinds]
    favorites, channels, directs = sidebar["categories"]
    assert favorites == {
        "id": f"favorites_{ana.id}_{team.id}",
        "user_id": ana.id,
        "team_id": team.id,
        "sort_order": 0,
        "sorting": "",
        "type": "favorites",
        "display_name": "Favorites",
        "muted": False,
        "collapsed": False,
        "channel_ids": [],
    }
    assert len(channels["channel_ids"]) == 2
    assert (directs["sorting"], directs["channel_ids"]) == ("recent", [direct.id])
    assert (await ana.get(f"{_base(ana, team)}/order")).json() == sidebar["order"]


async def test_a_channel_is_in_one_category_and_favourites_are_a_preference(world: World) -> None:
    team = await world.team()
    ana = await world.member()
    square = await world.town_square()
    base = _base(ana, team)
    await ana.get(base)

    async with ana.listening() as heard:
        body = {"user_id": ana.id, "team_id": team.id, "display_name": "Mine", "channel_ids": [square.id]}
        reply = await ana.post(base, body)
        assert reply.status_code == 200
        mine = reply.json()
        assert (await heard.wait_for("sidebar_category_created"))["data"] == {"category_id": mine["id"]}
        assert (mine["type"], mine["sort_order"], mine["channel_ids"]) == ("custom", 10, [square.id])
        order = (await ana.get(f"{base}/order")).json()
        assert order[1] == mine["id"]

        favorites = (await ana.get(f"{base}/{order[0]}")).json()
        reply = await ana.put(base, [{**favorites, "channel_ids": [square.id]}])
        assert reply.json()[0]["channel_ids"] == [square.id]
        await heard.wait_for("preferences_changed")
        await heard.wait_for("sidebar_category_updated")
    assert (await ana.get(f"{base}/{mine['id']}")).json()["channel_ids"] == []
    value = (await ana.get(f"/users/me/preferences/favorite_channel/name/{square.id}")).json()["value"]
    assert value == "true"

    preference = {"user_id": ana.id, "category": "favorite_channel", "name": square.id, "value": "false"}
    assert (await ana.put("/users/me/preferences", [preference])).status_code == 200
    channels = (await ana.get(f"{base}/channels_{ana.id}_{team.id}")).json()
    assert square.id in channels["channel_ids"]


async def test_muting_a_category_mutes_its_channels(world: World) -> None:
    team = await world.team()
    ana = await world.member()
    channel = await world.channel(by=ana)
    base = _base(ana, team)
    body = {"user_id": ana.id, "team_id": team.id, "display_name": "Quiet", "channel_ids": [channel.id]}
    quiet = (await ana.post(base, body)).json()

    async with ana.listening() as heard:
        for muted, level in ((True, "mention"), (False, "all")):
            await ana.put(f"{base}/{quiet['id']}", {**quiet, "muted": muted})
            member = (await ana.get(f"/channels/{channel.id}/members/me")).json()
            assert member["notify_props"]["mark_unread"] == level
    assert len(heard.of("channel_member_updated")) == 2


async def test_only_custom_categories_can_be_deleted_and_the_order_is_complete(world: World) -> None:
    team = await world.team()
    ana, eve = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    base = _base(ana, team)
    body = {"user_id": ana.id, "team_id": team.id, "display_name": "Mine", "channel_ids": [channel.id]}
    mine = (await ana.post(base, body)).json()
    order = (await ana.get(f"{base}/order")).json()

    async with ana.listening() as heard:
        assert (await ana.put(f"{base}/order", order[:-1])).status_code == 400
        assert (await ana.put(f"{base}/order", order[::-1])).json() == order[::-1]
        assert (await ana.get(f"{base}/order")).json() == order[::-1]
        assert (await ana.delete(f"{base}/{order[0]}")).status_code == 400
        assert (await eve.delete(f"{base}/{mine['id']}")).status_code == 403
        assert (await ana.delete(f"{base}/{mine['id']}")).status_code == 200
        assert (await ana.get(f"{base}/{mine['id']}")).status_code == 404
    assert heard.of("sidebar_category_order_updated")[0]["data"] == {"order": order[::-1]}
    assert heard.of("sidebar_category_deleted")[0]["data"] == {"category_id": mine["id"]}
    channels = (await ana.get(f"{base}/channels_{ana.id}_{team.id}")).json()
    assert channel.id in channels["channel_ids"]


async def test_the_whole_sidebar_follows_every_change(world: World) -> None:
    team = await world.team()
    ana, bob = await world.member(), await world.member()
    one, two = await world.channel(by=bob), await world.channel(by=bob)
    base = _base(ana, team)
    favorite = [{"user_id": ana.id, "category": "favorite_channel", "name": one.id, "value": "true"}]
    own = {"user_id": ana.id, "team_id": team.id, "display_name": "Mine", "channel_ids": [two.id]}
    square = await world.town_square()
    before = [(await ana.get(base)).json()]

    async def follow(method: str, path: str, body: Any = None, *, by: Person = ana) -> dict[str, Any]:
        done = await by.call(method, path, **({"json": body} if body is not None else {}))
        assert done.status_code in (200, 201), f"{path}: {done.text}"
        sidebar = (await ana.get(base)).json()
        order = (await ana.get(f"{base}/order")).json()
        assert sidebar == {
            "categories": [(await ana.get(f"{base}/{each}")).json() for each in order],
            "order": order,
        }
        assert sidebar != before[-1], path
        before.append(sidebar)
        return sidebar

    for channel in (one, two):
        await follow("POST", f"/channels/{channel.id}/members", {"user_id": ana.id}, by=bob)
    await follow("PUT", f"/channels/{one.id}/patch", {"display_name": "0 comes first"}, by=bob)
    await follow("PUT", "/users/me/preferences", favorite)
    await follow("POST", "/users/me/preferences/delete", favorite)
    sidebar = await follow("POST", base, own)
    mine = next(each for each in sidebar["categories"] if each["display_name"] == "Mine")
    await follow("PUT", f"{base}/{mine['id']}", {**mine, "collapsed": True, "channel_ids": [two.id, square.id]})
    await follow("PUT", f"{base}/order", sidebar["order"][::-1])
    await follow("DELETE", f"{base}/{mine['id']}")
    await follow("DELETE", f"/channels/{two.id}", by=bob)
    await follow("POST", f"/channels/{two.id}/restore", by=await world.admin())
    await follow("DELETE", f"/channels/{one.id}/members/{ana.id}")
