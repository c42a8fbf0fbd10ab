"""`@mattermost/client` from npm, unmodified, does a day's work; its answers have the types it promises."""

import asyncio
from pathlib import Path

from tests.fixtures.node import install, node_environment, node_home
from tests.fixtures.world import World

HERE = Path(__file__).parent


async def test_the_official_javascript_client_works_unmodified(world: World) -> None:
    await asyncio.to_thread(install, HERE)
    await world.admin()

    process = await asyncio.create_subprocess_exec(
        str(node_home() / "bin" / "node"),
        "official.ts",
        world.base_url,
        cwd=HERE,
        env=node_environment(),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await asyncio.wait_for(process.communicate(), 120)

    assert process.returncode == 0, said.decode()
    assert "everything works" in said.decode()
