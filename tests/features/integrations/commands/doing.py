"""What tests of commands do again and again."""

from typing import Any

import httpx2

from tests.fixtures.world import Person, Thing, World


async def run(person: Person, channel: Thing, line: str, **more: Any) -> httpx2.Response:
    return await person.post("/commands/execute", channel_id=channel.id, command=line, **more)


async def ran(person: Person, channel: Thing, line: str, **more: Any) -> dict[str, Any]:
    """The answer to a command that is there."""
    reply = await run(person, channel, line, **more)
    assert reply.status_code == 200, reply.text
    return reply.json()


async def command(world: World, *, url: str = "http://127.0.0.1:1/", by: Person | None = None, **fields: Any) -> Thing:
    """A command of the world's common team, made by an admin."""
    by = by or await world.admin()
    team = fields.pop("team", None) or await world.team()
    body = {"team_id": team.id, "method": "P", "url": url, **fields}
    reply = await by.post("/commands", body)
    assert reply.status_code == 201, reply.text
    return Thing(reply.json())


async def newest(person: Person, channel: Thing) -> dict[str, Any]:
    """The newest message of a channel."""
    listed = (await person.get(f"/channels/{channel.id}/posts")).json()
    return listed["posts"][listed["order"][0]]
