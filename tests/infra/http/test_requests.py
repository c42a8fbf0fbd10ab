"""What is a request and what is not: framing, limits and everything that could be read in two ways."""

import pytest

from tests.infra.http.raw import echo, served

POST = b"POST / HTTP/1.1\r\nHost: x\r\n"
GET = b"GET /a?b=c HTTP/1.1\r\nHost: x\r\n\r\n"


async def test_a_request_is_answered_and_the_connection_stays() -> None:
    async with served(echo) as place:
        client = await place.client()
        first = await client.ask(GET)
        second = await client.ask(b"POST /p%C3%A4th HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc")
    assert (first.status, first.body) == (200, b"GET /a b=c ")
    assert second.body == "POST /päth  abc".encode()
    assert "date" in first.headers
    assert "connection" not in first.headers


async def test_a_request_in_single_bytes_is_the_same_request() -> None:
    head = b"\r\nPUT /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    request = head + b"3;e=1\r\nabc\r\n2\r\nde\r\n0\r\nT: x\r\n\r\n"
    async with served(echo) as place:
        client = await place.client()
        for at in range(len(request)):
            await client.send(request[at : at + 1])
        assert (await client.reply()).body == b"PUT /x  abcde"
        assert (await client.ask(GET)).body == b"GET /a b=c "


async def test_requests_sent_ahead_are_answered_in_order() -> None:
    post = b"POST /%d HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi"
    async with served(echo) as place:
        client = await place.client()
        await client.send(b"".join(post % number for number in range(50)) + GET)
        bodies = [(await client.reply()).body for _ in range(51)]
    assert bodies == [b"POST /%d  hi" % number for number in range(50)] + [b"GET /a b=c "]


async def test_more_requests_ahead_than_fit_the_bound_still_arrive() -> None:
    long = b"GET /%b HTTP/1.1\r\nHost: x\r\n\r\n" % (b"y" * 4000)
    async with served(echo, buffered_bytes=8192) as place:
        client = await place.client()
        client.writer.write(long * 200)
        for _ in range(200):
            assert (await client.reply()).status == 200


@pytest.mark.parametrize(
    ("case", "request_bytes", "status"),
    [
        ("both lengths", POST + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        ("both, other order", POST + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n", 400),
        ("two lengths", POST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400),
        ("the same length twice", POST + b"Content-Length: 1\r\nContent-Length: 1\r\n\r\na", 400),
        ("a list of lengths", POST + b"Content-Length: 1, 1\r\n\r\na", 400),
        ("a signed length", POST + b"Content-Length: +1\r\n\r\na", 400),
        ("a hexadecimal length", POST + b"Content-Length: 0x1\r\n\r\na", 400),
        ("an endless length", POST + b"Content-Length: 99999999999999999999999\r\n\r\na", 400),
        ("chunked twice", POST + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 400),
        ("chunked not last", POST + b"Transfer-Encoding: chunked, identity\r\n\r\n", 400),
        ("another coding", POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n", 501),
        ("chunked in HTTP/1.0", b"POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        ("a bare line feed after the line", b"GET / HTTP/1.1\nHost: x\r\n\r\n", 400),
        ("only bare line feeds", b"GET / HTTP/1.1\nHost: x\n\n", 400),
        ("a bare line feed in the headers", b"GET / HTTP/1.1\r\nHost: x\nA: b\r\n\r\n", 400),
        ("a carriage return in a value", b"GET / HTTP/1.1\r\nHost: x\r\nA: b\rc\r\n\r\n", 400),
        ("a folded header", b"GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n", 400),
        ("a space before the colon", b"GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400),
        ("a space before a name", b"GET / HTTP/1.1\r\n Host: x\r\n\r\n", 400),
        ("a header without a colon", b"GET / HTTP/1.1\r\nHost: x\r\nabc\r\n\r\n", 400),
        ("a zero byte", b"GET / HTTP/1.1\r\nHost: x\r\nA: \x00\r\n\r\n", 400),
        ("two spaces in the line", b"GET  / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        ("no host", b"GET / HTTP/1.1\r\n\r\n", 400),
        ("two hosts", b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400),
        ("bytes beyond ASCII in the path", b"GET /\xc3\xa4 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        ("a fragment", b"GET /a#b HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        ("an unknown method", b"BREW / HTTP/1.1\r\nHost: x\r\n\r\n", 501),
        ("a proxy's method", b"CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n", 405),
        ("an old version", b"GET /\r\n\r\n", 505),
        ("an unknown version", b"GET / HTTP/1.7\r\nHost: x\r\n\r\n", 400),
        ("another expectation", POST + b"Expect: magic\r\nContent-Length: 1\r\n\r\na", 417),
        ("no HTTP at all", b"\x16\x03\x01\x02\x00\x01\r\n\r\n", 501),
        ("an endless request line", b"GET /" + b"a" * 20_000, 414),
        ("a long request line", b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
        ("endless headers", b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 70_000, 431),
        ("large headers", b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 70_000 + b"\r\n\r\n", 431),
        ("many headers", b"GET / HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 300 + b"\r\n", 431),
    ],
)
async def test_what_can_be_read_in_two_ways_is_refused(case: str, request_bytes: bytes, status: int) -> None:
    async with served(echo) as place:
        client = await place.client()
        await client.send(request_bytes + GET)
        reply = await client.reply()
        assert (case, reply.status) == (case, status)
        assert reply.headers["connection"] == "close"
        assert await client.is_closed(), "what follows is no request"


@pytest.mark.parametrize(
    "body",
    [
        b"-1\r\n",
        b"0x1\r\na\r\n0\r\n\r\n",
        b"1 1\r\na\r\n",
        b"\r\n\r\n",
        b"g\r\n",
        b"1\na\r\n0\r\n\r\n",
        b"1\r\nab\r\n0\r\n\r\n",
        b"1\r\na\n0\r\n\r\n",
        b"ffffffffffffffff\r\n",
        b"1;" + b"x" * 400 + b"\r\n",
        b"0\r\n" + b"T: x\r\n" * 3000,
        b"1;a\rb\r\na\r\n",
    ],
)
async def test_malformed_chunks_end_the_connection(body: bytes) -> None:
    async with served(echo) as place:
        client = await place.client()
        await client.send(POST + b"Transfer-Encoding: chunked\r\n\r\n" + body + GET)
        assert (await client.reply()).status == 400
        assert await client.is_closed()


async def test_targets_with_a_host_and_options_for_all_are_understood() -> None:
    async with served(echo) as place:
        client = await place.client()
        assert (await client.ask(b"GET http://y/p?q HTTP/1.1\r\nHost: x\r\n\r\n")).body == b"GET /p q "
        assert (await client.ask(b"GET http://y HTTP/1.1\r\nHost: x\r\n\r\n")).body == b"GET /  "
        assert (await client.ask(b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n")).body == b"OPTIONS *  "


async def test_header_lines_seen_before_still_belong_to_their_own_request() -> None:
    block = b"Host: x\r\nAccept: */*\r\n\r\n"
    async with served(echo) as place:
        client = await place.client()
        for line, told in (
            (b"GET /one HTTP/1.1", b"GET /one  "),
            (b"DELETE /two?x HTTP/1.1", b"DELETE /two x "),
            (b"GET http://h/three HTTP/1.1", b"GET /three  "),
        ):
            assert (await client.ask(line + b"\r\n" + block)).body == told
        old = await client.ask(b"GET /old HTTP/1.0\r\n" + block)
        assert old.headers["connection"] == "close"
    async with served(echo) as place:
        assert (await place.ask(b"BAD\tONE /x HTTP/1.1\r\n" + block)).status in (400, 501)
