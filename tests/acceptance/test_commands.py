"""The server's own slash commands: row INT-05."""

from pathlib import Path

import pytest

from tests.fixtures.world import World

pytestmark = pytest.mark.anyio

PROOFS = Path(__file__).parents[1] / "features" / "integrations" / "commands" / "test_builtin.py"
OFFICIAL = (
    "away offline online dnd code collapse expand echo header purpose rename help invite invite_people join leave kick "
    "remove logout marketplace me msg groupmsg mute open search settings shortcuts shrug status remind"
).split()


@pytest.mark.parametrize("trigger", OFFICIAL)
def test_every_command_has_a_test(trigger: str) -> None:
    told = PROOFS.read_text()
    assert f"/{trigger}" in told or f'"{trigger}"' in told


async def test_every_command_answers_and_others_do_not_exist(world: World) -> None:
    ana = await world.member()
    for trigger in (*OFFICIAL, "no_such_command"):
        channel = await world.town_square()
        reply = await ana.post("/commands/execute", channel_id=channel.id, command=f"/{trigger}")
        missing = reply.status_code == 404 and reply.json()["id"] == "api.command.execute_command.not_found.app_error"
        assert missing is (trigger == "no_such_command"), f"/{trigger}: {reply.text}"
        assert reply.status_code < 500
