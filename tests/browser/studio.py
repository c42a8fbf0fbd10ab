"""A server with the small company in it, and windows to look at it; for those who draw pictures."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from mattermost_py.infra.http.pages import Pages
from tests.browser.orchard import furnish
from tests.fixtures.browser import Window, Windows, client_folder, running_browser
from tests.fixtures.postgres import shared_cluster
from tests.fixtures.server import running_world
from tests.fixtures.world import Person, Thing, World

NARROW = 600  # below it the window is a phone's, which is touched


@dataclass(frozen=True, slots=True)
class Studio:
    world: World
    windows: Windows
    team: Thing
    people: list[Person]

    @property
    def ada(self) -> Person:
        """Whose windows they are."""
        return self.people[0]

    async def window(self, size: tuple[int, int], *, dark: bool) -> Window:
        """A window of Ada's that shows nothing yet."""
        touch = {"has_touch": True, "is_mobile": True} if size[0] < NARROW else {}
        return await self.windows.before(self.world, self.ada, self.team, size=size, dark=dark, **touch)

    async def opened(self, size: tuple[int, int], *, dark: bool) -> Window:
        """A window with the town square in it, or on its way."""
        window = await self.window(size, dark=dark)
        return await window.goto(f"/{self.team.name}/channels/town-square")


@asynccontextmanager
async def studio() -> AsyncIterator[Studio]:
    settings = {
        "WebClient": {"Directory": client_folder()},
        "TeamSettings": {"TeammateNameDisplay": "full_name"},
        "ServiceSettings": {"EnableLatex": True, "EnableInlineLatex": True},
    }
    with tempfile.TemporaryDirectory() as home, shared_cluster(Path(home) / "postgres") as cluster:
        async with running_world(cluster.create_database(), Path(home), settings, pages=Pages) as world:
            team, people = await furnish(world)
            async with running_browser() as browser, AsyncExitStack() as stack:
                yield Studio(world, Windows(browser, stack), team, people)
