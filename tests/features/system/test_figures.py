"""Figures of the console equal what is stored."""

import pytest

from mattermost_py.features.system.disk.service import by_area
from mattermost_py.infra.blobs import Usage
from tests.conftest import NewWorld
from tests.fixtures.world import World

pytestmark = pytest.mark.anyio


async def test_the_busiest_channels_are_counted_as_they_are_written_in(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, ana = await world.admin(), await world.member()
        team, other = await world.team(), await world.new_team()
        busy, calm = await world.channel(by=ana, team=team), await world.channel(by=ana, team=team)
        for message in ("one", "two", "three"):
            await world.post(by=ana, channel=busy, message=message)
        await world.join(admin, busy)
        gone = await world.post(by=admin, channel=busy)
        await admin.delete(f"/posts/{gone.id}")
        await world.post(by=ana, channel=calm)
        await world.post(by=ana, channel=await world.direct(ana, admin))
        assert (await ana.get("/analytics/busiest_channels")).status_code == 403
        found = (await admin.get("/analytics/busiest_channels")).json()
        none = (await admin.get("/analytics/busiest_channels", team_id=other.id)).json()
    assert [(each["id"], each["posts"], each["writers"]) for each in found] == [(busy.id, 3, 1), (calm.id, 1, 1)]
    assert found[0]["team_display_name"] == team.display_name
    assert none == []


async def test_the_room_that_is_taken_equals_the_files_on_disk(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, ana = await world.admin(), await world.member()
        square = await world.town_square()
        for size in (1_000, 234):
            sent = {"data": {"channel_id": square.id}, "files": {"files": ("notes.bin", b"x" * size)}}
            assert (await ana.call("POST", "/files", **sent)).status_code == 201
        await world.application.runtime.blobs.write("export/all.zip", b"y" * 77)
        assert (await ana.get("/system/disk")).status_code == 403
        use = (await admin.get("/system/disk")).json()
    areas = {each["name"]: (each["bytes"], each["files"]) for each in use["areas"]}
    assert (areas["files"], areas["exports"]) == ((1_234, 2), (77, 1))
    assert areas["database"][0] > 1_000_000
    assert 0 < use["free_bytes"] <= use["total_bytes"]


async def test_every_folder_of_the_file_store_belongs_to_an_area(world: World) -> None:
    one = Usage(5, 1)
    folders = {"20261122": one, "users": one, "teams": one, "brand": one, "import": one, "": one, "plugins": one}
    found = by_area(world.application.runtime.config.current, folders)
    assert found == {"files": one, "pictures": Usage(15, 3), "imports": one, "other": Usage(10, 2)}
