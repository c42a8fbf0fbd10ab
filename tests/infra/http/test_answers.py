"""Answers: whole, in parts, without a body, to slow clients, to clients that left."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route

from mattermost_py.infra.http.reply import Response, Standing
from tests.infra.http.raw import App, echo, served

GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
HEAD = b"HEAD / HTTP/1.1\r\nHost: x\r\n\r\n"


def whole(body: bytes, status: int = 200, *headers: tuple[bytes, bytes]) -> App:
    async def app(_scope: dict[str, Any], _receive: Any, send: Any) -> None:
        await Response(body, status=status, headers=list(headers)).send(send)

    return app


def in_parts(*parts: bytes, headers: tuple[tuple[bytes, bytes], ...] = ()) -> App:
    async def app(_scope: dict[str, Any], _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for part in parts:
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body"})

    return app


async def test_head_has_the_headers_of_get_and_no_body() -> None:
    for app in (whole(b"12345"), in_parts(b"12", b"345", headers=((b"content-length", b"5"),))):
        async with served(app) as place:
            client = await place.client()
            await client.send(HEAD)
            head = await client.reply(has_body=False)
            get = await client.ask(GET)
        assert head.headers["content-length"] == get.headers["content-length"] == "5"
        assert get.body == b"12345"


async def test_headers_of_all_answers_go_out_with_each_and_hold_no_line_end() -> None:
    standing = Standing([(b"x-one", b"1"), (b"x-none", b"")])

    async def app(scope: dict[str, Any], _receive: Any, send: Any) -> None:
        async def as_messages(message: dict[str, Any]) -> None:
            await send(message)

        reply = Response(b"12345", headers=[(b"x-own", b"2")])
        reply.standing = standing
        await reply.send(send if scope["path"] == "/" else as_messages)

    async with served(app) as place:
        client = await place.client()
        for request in (GET, GET.replace(b"/ ", b"/messages ")):
            reply = await client.ask(request)
            told = {name: reply.headers.get(name) for name in ("x-own", "x-one", "x-none", "content-length")}
            assert told == {"x-own": "2", "x-one": "1", "x-none": "", "content-length": "5"}
            assert reply.body == b"12345"
    with pytest.raises(ValueError, match="line end"):
        Standing([(b"x-one", b"1\r\nx-two: 2")])


async def test_statuses_without_a_body_have_none() -> None:
    for status in (204, 304):
        async with served(whole(b"ignored", status)) as place:
            client = await place.client()
            for _ in range(2):  # the second shows that no byte was left over
                reply = await client.ask(GET)
                assert reply.status == status
                assert "content-length" not in reply.headers


async def test_parts_are_chunked_or_keep_their_declared_length() -> None:
    async with served(in_parts(b"one", b"", b"two")) as place:
        client = await place.client()
        chunked = await client.ask(GET)
        assert (chunked.headers["transfer-encoding"], chunked.body) == ("chunked", b"onetwo")
        assert (await client.ask(GET)).body == b"onetwo"
        old = await client.ask(b"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        assert (old.headers["connection"], old.body) == ("close", b"onetwo")
    async with served(in_parts(b"one", b"two", headers=((b"content-length", b"6"),))) as place:
        client = await place.client()
        assert "transfer-encoding" not in (await client.ask(GET)).headers
        assert (await client.ask(GET)).body == b"onetwo"


async def test_old_clients_keep_a_connection_by_asking() -> None:
    async with served(echo) as place:
        client = await place.client()
        kept = await client.ask(b"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        assert kept.headers["connection"] == "keep-alive"
        last = await client.ask(b"GET / HTTP/1.0\r\n\r\n")
        assert last.headers["connection"] == "close"
        assert await client.is_closed()


async def test_a_torn_answer_cannot_be_taken_for_a_whole_one() -> None:
    async def breaks(_scope: dict[str, Any], _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"half", "more_body": True})
        raise RuntimeError("on purpose")

    async with served(breaks) as place:
        client = await place.client()
        await client.send(GET)
        with suppress(ConnectionResetError):
            assert not (await client.reader.read()).endswith(b"0\r\n\r\n")


async def test_an_application_that_fails_answers_500() -> None:
    async def fails(_scope: dict[str, Any], _receive: Any, _send: Any) -> None:
        raise RuntimeError("on purpose")

    async with served(fails) as place:
        assert (await place.ask(GET)).status == 500


async def test_a_line_end_in_a_header_does_not_reach_the_client() -> None:
    for value in (b"a\r\nset-cookie: b=c", b"a\nb", b"a\rb"):
        for app in (whole(b"body", 200, (b"x-a", value)), in_parts(b"body", headers=((b"x-a", value),))):
            async with served(app) as place:
                client = await place.client()
                reply = await client.ask(GET)
                assert (reply.status, reply.body) == (500, b"")
                assert "set-cookie" not in reply.headers
                assert await client.is_closed()


async def test_a_body_that_nobody_reads_does_not_become_a_request() -> None:
    smuggled = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"
    async with served(whole(b"ok"), skipped_bytes=10_000) as place:
        client = await place.client()
        await client.send(smuggled % len(GET) + GET)
        assert (await client.reply()).body == b"ok"
        assert (await client.ask(GET)).body == b"ok"

        await client.send(smuggled % 50_000 + b"y" * 30_000)
        big = await client.reply()
        assert (big.body, big.headers["connection"]) == (b"ok", "close")
        assert await client.is_closed()


async def test_a_body_is_asked_for_only_when_somebody_wants_it() -> None:
    expecting = b"POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
    async with served(echo) as place:
        client = await place.client()
        assert (await client.ask(expecting)).status == 100
        assert (await client.ask(b"hi")).body == b"POST /  hi"
    async with served(whole(b"no", 403)) as place:
        client = await place.client()
        refused = await client.ask(expecting)
        assert (refused.status, refused.headers["connection"]) == (403, "close")


async def test_a_fast_sender_waits_for_a_slow_reader() -> None:
    go_on, seen = asyncio.Event(), 0

    async def slow(_scope: dict[str, Any], receive: Any, send: Any) -> None:
        nonlocal seen
        await go_on.wait()
        more = True
        while more:
            message = await receive()
            more = message["more_body"]
            seen += len(message["body"])
        await Response(b"%d" % seen).send(send)

    size = 20_000_000
    async with served(slow) as place:
        client = await place.client()
        sending = asyncio.create_task(
            client.send(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % size + b"x" * size)
        )
        done, _ = await asyncio.wait((sending,), timeout=0.3)
        assert not done, "the server took it all without a reader"
        go_on.set()
        assert (await client.reply()).body == b"%d" % size
        await sending


async def test_a_stream_waits_for_its_client_and_ends_with_it() -> None:
    sent, ended = 0, asyncio.Event()

    async def endless(_scope: dict[str, Any], _receive: Any, send: Any) -> None:
        nonlocal sent
        try:
            await send({"type": "http.response.start", "status": 200, "headers": []})
            while True:
                await send({"type": "http.response.body", "body": b"x" * 10_000, "more_body": True})
                sent += 1
        finally:
            ended.set()

    async with served(endless) as place:
        client = await place.client(receive_bytes=4096)
        await client.send(GET)
        await asyncio.wait((asyncio.create_task(ended.wait()),), timeout=0.5)
        assert 0 < sent * 10_000 < 30_000_000, "the server kept what the client did not take"
        client.writer.transport.abort()
        async with asyncio.timeout(30):
            await ended.wait()


async def test_work_that_has_not_answered_is_finished_without_its_client() -> None:
    arrived, go_on, told = asyncio.Event(), asyncio.Event(), asyncio.Queue[str]()

    async def works(_scope: dict[str, Any], receive: Any, send: Any) -> None:
        await receive()
        arrived.set()
        await told.put((await receive())["type"])
        await go_on.wait()
        await Response(b"nobody hears").send(send)
        await told.put("finished")

    async with served(works) as place:
        client = await place.client()
        await client.send(GET)
        await arrived.wait()
        client.writer.transport.abort()
        async with asyncio.timeout(30):
            assert await told.get() == "http.disconnect"
            go_on.set()
            assert await told.get() == "finished"


async def test_a_client_that_stops_sending_still_gets_its_answer() -> None:
    async with served(echo) as place:
        client = await place.client()
        await client.send(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi")
        client.writer.write_eof()
        reply = await client.reply()
        assert reply.body == b"POST /  hi"
        assert await client.is_closed()


async def test_a_body_cut_off_is_a_client_that_left() -> None:
    told = asyncio.Queue[str]()

    async def reads(_scope: dict[str, Any], receive: Any, _send: Any) -> None:
        while True:
            kind = (await receive())["type"]
            await told.put(kind)
            if kind == "http.disconnect":
                return

    async with served(reads) as place:
        client = await place.client()
        await client.send(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhi")
        client.writer.write_eof()
        async with asyncio.timeout(30):
            assert [await told.get(), await told.get()] == ["http.request", "http.disconnect"]


async def test_starlette_runs_on_it(tmp_path: Any) -> None:
    (tmp_path / "file.txt").write_bytes(b"f" * 200_000)

    async def stream(_request: Request) -> StreamingResponse:
        async def parts() -> AsyncIterator[str]:
            for number in range(3):
                yield f"{number}"

        return StreamingResponse(parts())

    async def posted(request: Request) -> PlainTextResponse:
        return PlainTextResponse(f"{request.url.path} {request.headers['x-a']} {(await request.body()).decode()}")

    async def file(_request: Request) -> FileResponse:
        return FileResponse(tmp_path / "file.txt")

    site = Starlette(routes=[Route("/s", stream), Route("/p", posted, methods=["POST"]), Route("/f", file)])
    async with served(site) as place:
        client = await place.client()
        assert (await client.ask(b"GET /s HTTP/1.1\r\nHost: x\r\n\r\n")).body == b"012"
        told = await client.ask(b"POST /p HTTP/1.1\r\nHost: x\r\nX-A: b\r\nContent-Length: 2\r\n\r\nhi")
        assert told.body == b"/p b hi"
        assert (await client.ask(b"GET /f HTTP/1.1\r\nHost: x\r\n\r\n")).body == b"f" * 200_000
        assert (await client.ask(b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n")).status == 404
