"""Slow clients, too many clients, and the end of the server."""

import asyncio
import time
from typing import Any

from mattermost_py.infra.http.reply import Response
from tests.infra.http.raw import echo, served

GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
PROMPT_S = 4.0  # a deadline is kept to a second


async def test_who_says_nothing_or_stops_in_the_middle_is_cut_off() -> None:
    async with served(echo, head_s=0.5, body_stall_s=0.5, idle_s=0.5) as place:
        silent, idle, half, stalled = [await place.client() for _ in range(4)]
        started = time.monotonic()
        assert (await idle.ask(GET)).status == 200
        await half.send(b"GET / HTTP/1.1\r\nHost:")
        await stalled.send(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab")

        assert (await half.reply()).status == 408
        assert (await stalled.reply()).status == 408
        for each in (silent, idle, half, stalled):
            assert await each.is_closed()
        assert time.monotonic() - started < PROMPT_S


async def test_a_body_that_keeps_coming_may_take_its_time() -> None:
    async with served(echo, body_stall_s=1.5) as place:
        client = await place.client()
        await client.send(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n")
        for _ in range(4):
            await asyncio.sleep(0.8)  # the stall is what is tested
            await client.send(b"a")
        assert (await client.reply()).body == b"POST /  aaaa"


async def test_who_does_not_take_the_answer_is_cut_off() -> None:
    ended = asyncio.Event()

    async def endless(_scope: dict[str, Any], _receive: Any, send: Any) -> None:
        try:
            await send({"type": "http.response.start", "status": 200, "headers": []})
            while True:
                await send({"type": "http.response.body", "body": b"x" * 10_000, "more_body": True})
        finally:
            ended.set()

    async with served(endless, write_stall_s=0.5) as place:
        client = await place.client(receive_bytes=4096)
        await client.send(GET)
        async with asyncio.timeout(30):
            await ended.wait()


async def test_more_clients_than_allowed_are_told_so() -> None:
    async with served(echo, connections=2) as place:
        first, second = await place.client(), await place.client()
        assert (await first.ask(GET)).status == (await second.ask(GET)).status == 200
        third = await place.client()
        assert (await third.reply()).status == 503
        assert await third.is_closed()
        first.writer.close()
        await first.writer.wait_closed()
        assert await _eventually_served(place)


async def _eventually_served(place: Any) -> bool:
    async with asyncio.timeout(30):
        while (await place.ask(GET)).status != 200:
            pass
    return True


async def test_at_the_end_running_requests_finish_and_idle_connections_close() -> None:
    running, go_on = asyncio.Event(), asyncio.Event()

    async def waits(scope: dict[str, Any], _receive: Any, send: Any) -> None:
        if scope["path"] == "/slow":
            running.set()
            await go_on.wait()
        await Response(b"done").send(send)

    async with served(waits) as place:
        idle, busy = await place.client(), await place.client()
        assert "connection" not in (await idle.ask(GET)).headers
        await busy.send(GET.replace(b"/ ", b"/slow ") + GET)
        await running.wait()

        place.stop.set()
        assert await idle.is_closed()
        try:
            late = await place.client()
            assert await late.is_closed()
        except ConnectionRefusedError:
            pass
        go_on.set()
        last = await busy.reply()
        assert (last.body, last.headers["connection"]) == (b"done", "close")
        assert await busy.is_closed()


async def test_requests_that_do_not_end_are_cut_off_at_the_end() -> None:
    running = asyncio.Event()

    async def hangs(_scope: dict[str, Any], _receive: Any, _send: Any) -> None:
        running.set()
        await asyncio.Event().wait()

    started = time.monotonic()
    async with served(hangs, drain_s=0.3) as place:
        client = await place.client()
        await client.send(GET)
        await running.wait()
        place.stop.set()
        assert await client.is_closed()
    assert time.monotonic() - started < PROMPT_S
