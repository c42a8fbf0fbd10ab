"""Marking posts as unread."""

import pytest

from tests.fixtures.world import World

pytestmark = pytest.mark.anyio


async def test_a_post_and_all_after_it_become_unread(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    await world.post(by=ana, channel=channel)
    second = await world.post(by=ana, channel=channel, message=f"@{bob.username}")
    await world.post(by=ana, channel=channel, message="@all")
    await world.reply(by=ana, to=second, message=f"@{bob.username}")
    await bob.post("/channels/members/me/view", channel_id=channel.id)
    before = (await bob.get(f"/users/me/channels/{channel.id}/unread")).json()
    assert (before["msg_count"], before["mention_count"]) == (0, 0)

    async with bob.listening() as heard:
        made = await bob.post(f"/users/me/posts/{second.id}/set_unread", collapsed_threads_supported=True)
    unread = made.json()
    assert (unread["mention_count"], unread["mention_count_root"]) == (3, 2)
    assert (unread["last_viewed_at"], unread["channel_id"]) == (second.create_at - 1, channel.id)
    (told,) = heard.of("post_unread")
    assert told["data"] == {
        **{name: unread[name] for name in told["data"] if name != "post_id"},
        "post_id": second.id,
    }
    assert told["broadcast"]["user_id"] == bob.id
    after = (await bob.get(f"/users/me/channels/{channel.id}/unread")).json()
    assert (after["msg_count"], after["msg_count_root"]) == (3, 2)
    assert (after["mention_count"], after["mention_count_root"]) == (3, 2)


async def test_only_ones_own_and_only_what_can_be_read(world: World) -> None:
    ana, eve = await world.member(), await world.member()
    post = await world.post(by=ana, channel=await world.channel(by=ana, type="P"))
    assert (await eve.post(f"/users/me/posts/{post.id}/set_unread")).status_code == 403
    assert (await eve.post(f"/users/{ana.id}/posts/{post.id}/set_unread")).status_code == 403
    for who, status in ((ana, 403), (await world.admin(), 404)):  # what is not there looks like what one may not read
        assert (await who.post(f"/users/me/posts/{'a' * 26}/set_unread")).status_code == status
