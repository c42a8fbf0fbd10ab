"""The conversation on a socket: who may speak, in what order, in which encodings, and how it ends."""

import asyncio
import json

import httpx2
import pytest
import websockets

from mattermost_py.infra.hub import session
from tests.conftest import NewWorld
from tests.fixtures.world import World
from tests.infra.hub.streams import events, quiet, socket_of


async def test_requests_sent_at_once_are_answered_in_order(world: World) -> None:
    person = await quiet(world)
    async with socket_of(person) as made:
        for seq in range(1, 201):
            await made.send(json.dumps({"seq": seq, "action": "ping"}))
        heard = await events(made, 201)
    assert heard[0]["event"] == "hello"
    assert [reply["seq_reply"] for reply in heard[1:]] == list(range(1, 201))


async def test_binary_messages_are_messagepack(world: World) -> None:
    person = await quiet(world)
    async with socket_of(person) as made:
        await made.send(b"\x83\xa3seq\x07\xa6action\xa4ping\xa4data\x80")
        _, reply = await events(made, 2)
        assert (reply["seq_reply"], reply["data"]["text"]) == (7, "pong")
        await made.send(b"\x83\xa3seq")
        with pytest.raises(websockets.ConnectionClosed):
            await made.recv()
        assert made.close_code == 1008


async def test_wrong_requests_fail_by_name(world: World) -> None:
    person = await quiet(world)
    async with socket_of(person) as made:
        for request in ({"seq": 1}, {"seq": 0, "action": "ping"}, {"seq": 2, "action": "dance"}):
            await made.send(json.dumps(request))
        replies = (await events(made, 4))[1:]
    assert [reply["error"]["id"] for reply in replies] == [
        "api.web_socket_router.no_action.app_error",
        "api.web_socket_router.bad_seq.app_error",
        "api.web_socket_router.bad_action.app_error",
    ]


@pytest.mark.parametrize("fast", [True, False])
async def test_strangers_hear_nothing_until_they_prove_who_they_are(new_world: NewWorld, fast: bool) -> None:
    async with new_world(Http={"FastConnections": fast}) as world:
        person = await quiet(world)
        async with websockets.connect(world.websocket_url) as made:
            await made.send(json.dumps({"seq": 1, "action": "ping"}))
            await made.send(
                json.dumps({"seq": 2, "action": "authentication_challenge", "data": {"token": person.token}})
            )
            hello, reply = await events(made, 2)
            assert (hello["event"], hello["seq"]) == ("hello", 0)
            assert reply == {"status": "OK", "seq_reply": 2}
        async with websockets.connect(world.websocket_url) as made:
            await made.send(json.dumps({"seq": 1, "action": "authentication_challenge", "data": {"token": "wrong"}}))
            with pytest.raises(websockets.ConnectionClosed):
                await made.recv()


@pytest.mark.parametrize("fast", [True, False])
async def test_strangers_have_only_so_long(new_world: NewWorld, monkeypatch: pytest.MonkeyPatch, fast: bool) -> None:
    monkeypatch.setattr(session, "AUTHENTICATE_WITHIN_S", 0.2)
    async with new_world(Http={"FastConnections": fast}) as world:
        async with websockets.connect(world.websocket_url) as made:
            with pytest.raises(websockets.ConnectionClosed):
                async with asyncio.timeout(30):
                    await made.recv()
            assert made.close_code == 1000


async def test_pages_of_other_sites_may_not_open_sockets(world: World) -> None:
    person = await quiet(world)
    headers = {
        "Authorization": f"Bearer {person.token}",
        "Origin": "https://evil.example",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    async with httpx2.AsyncClient(base_url=world.base_url) as http:
        refused = await http.get("/api/v4/websocket", headers=headers)
        elsewhere = await http.get("/api/v4/elsewhere", headers={**headers, "Origin": world.base_url})
    assert (refused.status_code, refused.json()["id"]) == (400, "api.web_socket.connect.upgrade.app_error")
    assert elsewhere.status_code == 404


async def test_a_session_that_ends_takes_its_sockets_along(world: World) -> None:
    person = await quiet(world)
    async with socket_of(person) as made:
        await events(made, 1)
        await person.post("/users/logout")
        async with asyncio.timeout(30):
            await made.wait_closed()


async def test_without_our_own_connections_sockets_hear_the_same(new_world: NewWorld) -> None:
    async with new_world(Http={"FastConnections": False}) as world:
        ana = await quiet(world)
        async with ana.listening() as heard:
            assert (await heard.ask("ping"))["data"]["text"] == "pong"
        refused = await world.http.get(
            "/api/v4/websocket",
            headers={
                "Origin": "https://evil.example",
                "Upgrade": "websocket",
                "Connection": "Upgrade",
                "Sec-WebSocket-Version": "13",
                "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
            },
        )
        assert refused.status_code == 400


async def test_hello_tells_the_version_that_every_answer_tells(world: World) -> None:
    person = await quiet(world)
    told = (await world.http.get("/api/v4/system/ping")).headers["x-version-id"]
    async with socket_of(person) as made:
        (hello,) = await events(made, 1)
    assert hello["data"]["server_version"] == told


async def test_a_plain_request_is_told_that_only_sockets_open_here(world: World) -> None:
    reply = await world.http.get("/api/v4/websocket")
    assert (reply.status_code, reply.json()["id"]) == (400, "api.web_socket.connect.upgrade.app_error")


async def test_our_own_pages_open_sockets_whatever_other_sites_may(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"AllowCorsFrom": "https://a.example", "SiteURL": ""}) as world:
        for origin, is_welcome in ((world.base_url, True), ("https://a.example", True), ("https://b.example", False)):
            try:
                async with websockets.connect(world.websocket_url, additional_headers={"Origin": origin}):
                    opened = True
            except websockets.InvalidStatus:
                opened = False
            assert opened == is_welcome, origin
