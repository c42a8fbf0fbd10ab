"""Posts that lists write from a template are the same as when they are read one by one."""

import pytest

from tests.fixtures.world import World, unique

pytestmark = pytest.mark.anyio


async def test_a_post_is_the_same_in_every_list(world: World) -> None:
    ana, mark = await world.member(), unique("mark")
    team, channel = await world.team(), await world.channel(by=ana)
    texts = (
        f'{mark} "quoted" \\ back\tslash\nline %s {{}} \u2028 ünï 😀',
        f"{mark} #tag and #other",
        f"{mark} :smile: and 10:30",
        f"{mark} www.mmpy.invalid",
        f"{mark} reacted to",
        f"{mark} pinned",
    )
    posts = [await world.post(by=ana, channel=channel, message=text) for text in texts]
    reply = await world.post(by=ana, channel=channel, message=f"{mark} an answer", root_id=posts[0].id)
    urgent = {"channel_id": channel.id, "message": f"{mark} now", "metadata": {"priority": {"priority": "urgent"}}}
    labelled = (await ana.post("/posts", urgent)).json()
    await ana.post("/reactions", user_id=ana.id, post_id=posts[4].id, emoji_name="wave")
    await ana.post(f"/posts/{posts[5].id}/pin")
    post_ids = {*(post.id for post in posts), reply.id, labelled["id"]}

    alone = {post_id: (await ana.get(f"/posts/{post_id}")).json() for post_id in post_ids}
    path = f"/channels/{channel.id}/posts"
    page = (await ana.get(path)).json()["posts"]
    found = (await ana.post(f"/teams/{team.id}/posts/search", terms=mark, is_or_search=False)).json()["posts"]
    assert found == alone
    assert {post_id: page[post_id] for post_id in post_ids} == alone
    last = await world.post(by=ana, channel=channel, message=mark)
    await ana.post(f"/users/me/posts/{posts[0].id}/set_unread", {})
    unread = f"/users/me/channels/{channel.id}/posts/unread"
    for window in (
        await ana.get(path, before=last.id),
        await ana.get(path, after=posts[0].id),
        await ana.get(path, since=posts[0].create_at - 1),
        await ana.get(unread, limit_before=30, limit_after=30),
    ):
        assert {post_id: window.json()["posts"][post_id] for post_id in post_ids} == alone
    assert alone[posts[0].id]["reply_count"] == alone[reply.id]["reply_count"] == 1
    assert [name for name in ("reactions", "emojis", "embeds") if name in alone[posts[4].id]["metadata"]] == [
        "reactions"
    ]
