"""Posts inside posts: what a permalink shows, to whom, and what becomes of it."""

import json
from typing import Any

from tests.features.messaging.previews.doing import switched
from tests.fixtures.website import Website
from tests.fixtures.world import Person, Thing, World


async def linked(world: World, by: Person, target: Thing, channel: Thing, **fields: object) -> Thing:
    """A post with a permalink."""
    team = await world.team()
    message = f"see {world.base_url}/{team.name}/pl/{target.id}."
    return await world.post(by=by, channel=channel, message=message, **fields)


async def seen(person: Person, post: Thing) -> dict[str, Any]:
    return (await person.get(f"/posts/{post.id}")).json()


async def test_a_permalink_shows_the_post_and_where_it_is(world: World) -> None:
    ana = await world.member()
    team, channel, other = await world.team(), await world.channel(by=ana), await world.channel(by=ana)
    target = await world.post(by=ana, channel=other, message="the original")
    post = await linked(world, ana, target, channel)
    (embed,) = post.metadata["embeds"]
    assert embed["type"] == "permalink"
    data = embed["data"]
    assert data.pop("post")["message"] == "the original"
    assert data == {
        "post_id": target.id,
        "team_name": team.name,
        "channel_display_name": other.display_name,
        "channel_type": "O",
        "channel_id": other.id,
    }
    assert post.props["previewed_post"] == target.id


async def test_who_may_not_read_it_does_not_learn_of_it(world: World) -> None:
    ana, eve = await world.member(), await world.member()
    channel, secret = await world.channel(by=ana), await world.channel(by=ana, type="P")
    await world.join(eve, channel)
    target = await world.post(by=ana, channel=secret, message="the treasure")
    async with eve.listening() as heard:
        post = await linked(world, ana, target, channel)
        event = json.loads((await heard.wait_for("posted"))["data"]["post"])
    listed = (await eve.get(f"/channels/{channel.id}/posts")).json()["posts"][post.id]
    for shown in (event, await seen(eve, post), listed):
        assert "embeds" not in shown["metadata"]
        assert "previewed_post" not in shown["props"]
    assert (await seen(ana, post))["props"] == {"previewed_post": target.id}

    await world.join(eve, secret)
    assert "the treasure" in json.dumps(await seen(eve, post))


async def test_it_shows_the_post_as_it_is_now(world: World) -> None:
    ana = await world.member()
    channel, other = await world.channel(by=ana), await world.channel(by=ana)
    target = await world.post(by=ana, channel=other, message="before")
    post = await linked(world, ana, target, channel)
    await ana.put(f"/posts/{target.id}/patch", message="after")
    listed = (await ana.get(f"/channels/{channel.id}/posts")).json()["posts"][post.id]
    assert listed["metadata"]["embeds"][0]["data"]["post"]["message"] == "after"
    await ana.delete(f"/posts/{target.id}")
    listed = (await ana.get(f"/channels/{channel.id}/posts")).json()["posts"][post.id]
    assert "embeds" not in listed["metadata"]


async def test_previews_do_not_hold_previews(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    innermost = await world.post(by=ana, channel=channel, message="innermost")
    inner = await linked(world, ana, innermost, channel)
    outer = await linked(world, ana, inner, channel)
    shown = outer.metadata["embeds"][0]["data"]["post"]
    assert shown["id"] == inner.id
    assert "embeds" not in shown["metadata"]


async def test_permalink_previews_can_be_switched_off(world: World, site: Website) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    target = await world.post(by=ana, channel=channel)
    async with switched(world, ServiceSettings={"EnablePermalinkPreviews": False}):
        assert "embeds" not in (await linked(world, ana, target, channel)).metadata
    async with switched(world, ServiceSettings={"EnableLinkPreviews": False}):
        assert (await linked(world, ana, target, channel)).metadata["embeds"][0]["type"] == "permalink"
    assert not site.requests(f"/pl/{target.id}")


async def test_attachments_come_before_permalinks(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    target = await world.post(by=ana, channel=channel)
    post = await linked(world, ana, target, channel, props={"attachments": [{"text": "x"}]})
    assert post.metadata["embeds"] == [{"type": "message_attachment"}]
