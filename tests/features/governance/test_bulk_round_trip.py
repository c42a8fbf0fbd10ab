"""What one server exports and another imports is exported there again as it was."""

import io
import json
import zipfile
from typing import Any

from mattermost_py.features.governance.bulk_export import jobs as export_jobs
from mattermost_py.infra.jobs.working import Workbench
from tests.conftest import NewWorld
from tests.features.governance.test_bulk_import import FILES, Json, imported, packed, site
from tests.fixtures.world import Person, World, unique

EVERYTHING = {
    f"include_{each}": "true" for each in ("attachments", "archived_channels", "profile_pictures", "roles_and_schemes")
}


async def exported(world: World, admin: Person) -> bytes:
    asked = await admin.post("/jobs", type="export_process", data=EVERYTHING)
    assert await Workbench(world.application.runtime, export_jobs.kinds).do_next()
    reply = await admin.get(f"/exports/{asked.json()['id']}_export.zip")
    assert reply.status_code == 200, reply.text
    return reply.content


def told(archive: bytes, tag: str) -> list[str]:
    """The lines about one site, in an order of their own; files stand by what is in them."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        lines = [json.loads(each) for each in opened.read("import.jsonl").splitlines()]

        def plain(found: Any, key: str = "") -> Any:
            if key.startswith("default_"):  # the name of a scheme's role is an id
                found = {**found, "name": ""}
            if isinstance(found, dict):
                return {name: plain(each, name) for name, each in sorted(found.items())}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] - JSON edge
            if isinstance(found, list):
                return sorted((plain(each) for each in found), key=json.dumps)  # pyright: ignore[reportUnknownVariableType] - JSON edge
            if key in ("path", "image", "profile_image") and found:
                return opened.read(f"data/{found}").hex()
            return found

        mine = [each for each in lines if each["type"] not in ("version", "role", "info") and tag in json.dumps(each)]
        return sorted(json.dumps(plain(each)) for each in mine)


async def test_a_site_is_the_same_after_a_move(new_world: NewWorld) -> None:
    tag = unique("x").replace("-", "")
    async with new_world() as first:
        admin = await first.admin()
        job: Json = await imported(first, admin, packed(site(tag), FILES))
        assert job["status"] == "success", job["data"]
        archive = await exported(first, admin)
    async with new_world() as second:
        admin = await second.admin()
        job = await imported(second, admin, archive)
        assert job["status"] == "success", job["data"]
        assert told(await exported(second, admin), tag) == told(archive, tag)
        assert len(told(archive, tag)) >= 14
