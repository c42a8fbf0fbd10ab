"""`@mattermost/client` from npm, unmodified, does a day's work, and then everything it can."""

import asyncio
import json
from pathlib import Path

from tests.clients.test_driver import SETTINGS
from tests.conftest import NewWorld
from tests.features.directory.test_linked_groups import directory_group
from tests.fixtures.node import install, node_environment, node_home
from tests.fixtures.smtp import MailServer, mail_server
from tests.fixtures.world import World, unique

HERE = Path(__file__).parent


async def _said(script: str, argument: str) -> str:
    """What a script of this folder printed. Raises: AssertionError with it when the script failed."""
    await asyncio.to_thread(install, HERE)
    process = await asyncio.create_subprocess_exec(
        str(node_home() / "bin" / "node"),
        script,
        argument,
        cwd=HERE,
        env=node_environment(),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await asyncio.wait_for(process.communicate(), 120)
    assert process.returncode == 0, said.decode()
    return said.decode()


async def test_the_official_javascript_client_works_unmodified(world: World) -> None:
    await world.admin()

    assert "everything works" in await _said("official.ts", world.base_url)


async def test_every_method_of_the_javascript_client_works(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings, **SETTINGS) as world:
        admin = await world.admin()
        given = {
            "url": world.base_url,
            "token": admin.token,
            "directoryGroup": (await directory_group(world, await world.member())).id,
            "tokens": await _tokens(world, mail),
        }

        assert "every method works" in await _said("calls.ts", json.dumps(given))


async def _tokens(world: World, mail: MailServer) -> dict[str, str]:
    """What only a mail tells: for proving an address, a new password and an invitation."""
    person, invited, admin, team = (
        await world.stranger(),
        await world.stranger(),
        await world.admin(),
        await world.team(),
    )
    email, other = person.user["email"], f"{unique('invited')}@example.org"
    await world.anonymous().post("/users/email/verify/send", email=email)
    await world.anonymous().post("/users/password/reset/send", email=email)
    await admin.post(f"/teams/{team.id}/invite/email", [other])
    return {
        "verify": (await mail.wait_for(email, subject="Confirm")).query("token"),
        "reset": (await mail.wait_for(email, subject="Reset")).query("token"),
        "invite": (await mail.wait_for(other)).query("t"),
        "invited": invited.token,
    }
