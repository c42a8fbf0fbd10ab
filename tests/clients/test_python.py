"""`mattermostautodriver` from PyPI, unmodified: a bot author's first hour against this server."""

import asyncio
import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from mattermostautodriver import AsyncTypedDriver
from mattermostautodriver.exceptions import NotEnoughPermissions, ResourceNotFound

from tests.fixtures.world import PASSWORD, WAIT_S, World, unique


def driver(world: World, **login: str) -> Any:
    """The driver with the options its documentation names."""
    address = urlsplit(world.base_url)
    options = {"scheme": "http", "url": address.hostname, "port": address.port, "debug": False, **login}
    return AsyncTypedDriver(options)


class Ears:
    """What the driver's WebSocket hands to a bot."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self._arrived = asyncio.Event()

    async def take(self, text: str) -> None:
        self.events.append(json.loads(text))
        self._arrived.set()

    async def wait_for(self, name: str) -> dict[str, Any]:
        async with asyncio.timeout(WAIT_S):
            while not (found := [event for event in self.events if event.get("event") == name]):
                self._arrived.clear()
                await self._arrived.wait()
        return found[0]


async def test_the_official_python_driver_works_unmodified(world: World) -> None:
    await world.admin()
    name = unique("driver")
    newcomer = driver(world)
    made = await newcomer.users.create_user(username=name, email=f"{name}@example.org", password=PASSWORD)
    me = driver(world, login_id=name, password=PASSWORD)
    assert (await me.login())["id"] == made["id"]

    team = await me.teams.create_team(unique("team"), "A team", "O")
    channel = await me.channels.create_channel(team["id"], unique("channel"), "A channel", "O")
    ears = Ears()
    listening = asyncio.create_task(me.init_websocket(ears.take))
    await ears.wait_for("hello")

    post = await me.posts.create_post(channel["id"], "a root")
    reply = await me.posts.create_post(channel["id"], "a reply", root_id=post["id"])
    await me.reactions.save_reaction({"user_id": made["id"], "post_id": post["id"], "emoji_name": "wave"})
    assert json.loads((await ears.wait_for("posted"))["data"]["post"])["message"] == "a root"
    assert json.loads((await ears.wait_for("reaction_added"))["data"]["reaction"])["emoji_name"] == "wave"

    upload = await me.files.upload_file(files=("notes.txt", b"text"), channel_id=channel["id"])
    file_id = upload["file_infos"][0]["id"]
    await me.posts.create_post(channel["id"], "with a file", file_ids=[file_id])
    assert (await me.files.get_file(file_id)).content == b"text"
    assert set((await me.posts.get_post_thread(post["id"]))["order"]) == {post["id"], reply["id"]}
    found = await me.posts.search_posts(team["id"], "root", False)
    assert found["order"] == [post["id"]]
    assert (await me.posts.patch_post(post["id"], message="changed"))["message"] == "changed"
    await me.posts.delete_post(post["id"])
    with pytest.raises(ResourceNotFound):
        await me.posts.get_post(post["id"])

    me.disconnect()
    listening.cancel()
    await me.logout()


async def test_the_driver_tells_refusals_apart(world: World) -> None:
    ana, eve = await world.member(), await world.stranger()
    private = await world.channel(by=ana, type="P")
    inside = driver(world, token=ana.token)
    outside = driver(world, token=eve.token)

    await inside.login()
    await outside.login()

    assert (await inside.channels.get_channel(private.id))["id"] == private.id
    with pytest.raises(NotEnoughPermissions):
        await outside.channels.get_channel(private.id)
