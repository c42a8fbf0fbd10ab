"""A site below a path of its host: inside it answers, from outside one is sent in."""

import pytest
import websockets

from tests.conftest import NewWorld

PING, SOCKET = "/api/v4/system/ping", "/api/v4/websocket"


@pytest.mark.parametrize("fast", [True, False])
async def test_a_site_below_a_path_answers_there_alone(new_world: NewWorld, fast: bool) -> None:
    settings = {"SiteURL": "https://example.com/our/chat/"}
    async with new_world(ServiceSettings=settings, Http={"FastConnections": fast}) as world:
        assert (await world.http.get(f"/our/chat{PING}")).json()["status"] == "OK"
        for asked, led in (
            (PING, f"/our/chat{PING}"),
            (f"{PING}?a=b%26&c", f"/our/chat{PING}?a=b%26&c"),
            ("/our/chat", "/our/chat/"),
            ("/our/chat?x", "/our/chat/?x"),
            ("/our/chatter", "/our/chat/our/chatter"),
            ("/", "/our/chat/"),
            ("//evil.example/a%0d%0ab%5c", "/our/chat/evil.example/a%0D%0Ab%5C"),
        ):
            reply = await world.http.get(world.base_url + asked)
            assert (reply.status_code, reply.headers["location"]) == (302, led), asked
        assert (await world.http.post(f"{PING}/x")).status_code == 302

        host = world.base_url.replace("http", "ws", 1)
        async with websockets.connect(f"{host}/our/chat{SOCKET}") as socket:
            await socket.send("{}")
        with pytest.raises(websockets.InvalidStatus) as refused:
            await websockets.connect(host + SOCKET)
        assert refused.value.response.status_code == 404
