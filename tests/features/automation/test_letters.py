"""What the server and its bots write to people by themselves."""

import pytest

from tests.conftest import NewWorld
from tests.fixtures.world import Person, unique

pytestmark = pytest.mark.anyio


async def test_a_new_bot_asks_its_owner_for_a_place(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"EnableBotAccountCreation": True}) as world:
        admin = await world.admin()
        async with admin.listening() as heard:
            bot = (await admin.post("/bots", username=unique("bot"))).json()
            event = await heard.wait_for("posted")
        assert bot["user_id"] in event["data"]["post"]
        assert "add_bot_teams_channels" in event["data"]["post"]


@pytest.mark.parametrize("disables", [True, False])
async def test_administrators_learn_of_bots_without_owner(new_world: NewWorld, disables: bool) -> None:
    settings = {"EnableBotAccountCreation": True, "DisableBotsWhenOwnerIsDeactivated": disables}
    async with new_world(ServiceSettings=settings) as world:
        admin, ana, bob = await world.admin(), await world.member(), await world.member()
        bot = (await admin.post("/bots", username=unique("bot"))).json()
        await admin.post(f"/bots/{bot['user_id']}/assign/{ana.id}")
        await world.application.runtime.drain()
        async with admin.listening() as heard:
            await admin.put(f"/users/{bob.id}/active", active=False)
            await admin.put(f"/users/{ana.id}/active", active=False)
            event = await heard.wait_for("posted", where=lambda each: "system_generic" in each["data"]["post"])
        assert await _own_messages(admin) == 1
        text = event["data"]["post"]
        assert f"@{bot['username']}" in text
        assert ("disabled:" in text) is disables


async def _own_messages(admin: Person) -> int:
    channel = (await admin.post("/channels/direct", [admin.id, admin.id])).json()
    return len((await admin.get(f"/channels/{channel['id']}/posts")).json()["order"])
