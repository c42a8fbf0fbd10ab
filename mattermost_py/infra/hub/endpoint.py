"""`/api/v4/websocket`: from the upgrade to the end of the socket, over ASGI.

The order of one socket: upgrade (cookie, bearer or nothing) → hello with number 0, or a resume without hello →
client requests, each answered with its own number → disconnect, after which the stream waits to be resumed.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mattermost_py.infra.http.call import Call, Principal
from mattermost_py.infra.hub.connection import Connection, Link
from mattermost_py.infra.hub.frames import (
    MAX_CLIENT_MESSAGE_BYTES,
    Request,
    check_request,
    fail_reply,
    ok_reply,
    read_request,
)
from mattermost_py.infra.hub.packet import Packet
from mattermost_py.kernel.errors import AppError, Unauthenticated
from mattermost_py.kernel.ids import is_id, new_id

if TYPE_CHECKING:
    from mattermost_py.infra.runtime import Runtime

log = logging.getLogger(__name__)

AUTHENTICATE_WITHIN_S = 5.0


@dataclass(frozen=True, slots=True)
class ActionCall:
    """A client's request over the socket, as action handlers see it."""

    runtime: "Runtime"
    connection: Connection
    data: dict[str, Any]

    @property
    def user_id(self) -> str:
        return self.connection.actor.user_id


Action = Callable[[ActionCall], Awaitable[dict[str, Any] | None]]
Authenticate = Callable[[Call, str, bool], Awaitable[Principal | None]]


@dataclass(frozen=True, slots=True)
class SocketRules:
    """What the product adds to the protocol; written in `app.py`."""

    authenticate: Authenticate
    open_stream: Callable[["Runtime", Connection], Awaitable[Packet]]  # makes it reachable; returns its hello
    connected: Callable[["Runtime", Connection], Awaitable[None]]  # presence
    disconnected: Callable[["Runtime", Connection], Awaitable[None]]
    sees_private: Callable[["Runtime", Principal], Awaitable[bool]]
    actions: Mapping[str, Action]


class AsgiLink:
    """Hands messages to an ASGI `send` in order; one writer task a socket."""

    def __init__(self, send: Any) -> None:
        self._send = send
        self._messages: deque[dict[str, Any]] = deque()
        self._wake = asyncio.Event()
        self._closed = False

    def send(self, text: bytes) -> None:
        if not self._closed:
            self._messages.append({"type": "websocket.send", "text": text.decode()})
            self._wake.set()

    @property
    def waiting(self) -> int:
        return len(self._messages)

    def close(self, code: int, reason: str) -> None:
        if not self._closed:
            self._closed = True
            self._messages.append({"type": "websocket.close", "code": code, "reason": reason})
            self._wake.set()

    async def write(self) -> None:
        """Runs until the socket is closed from this side."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._messages:
                frame = self._messages.popleft()
                await self._send(frame)
                if frame["type"] == "websocket.close":
                    return


class WebSocketEndpoint:
    """ASGI application for the socket route; other paths are refused."""

    def __init__(self, runtime: "Runtime", rules: SocketRules) -> None:
        self.runtime = runtime
        self.rules = rules

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        await receive()  # websocket.connect
        call = Call(self.runtime, {**scope, "method": "GET"}, receive, new_id())
        if scope["path"].rstrip("/") != "/api/v4/websocket" or not _origin_allowed(call):
            await send({"type": "websocket.close", "code": 1008})
            return
        principal = await self._principal(call, *call.token)
        await send({"type": "websocket.accept"})
        await _Session(self, call, AsgiLink(send), principal).run(receive)

    async def _principal(self, call: Call, token: str, by_cookie: bool) -> Principal | None:
        return await self.rules.authenticate(call, token, by_cookie) if token else None

    async def by_token(self, call: Call, token: str) -> Principal | None:
        return await self._principal(call, token, False)


class _Session:
    """One socket from accept to close."""

    def __init__(self, endpoint: WebSocketEndpoint, call: Call, link: AsgiLink, principal: Principal | None) -> None:
        self.endpoint = endpoint
        self.runtime = endpoint.runtime
        self.rules = endpoint.rules
        self.call = call
        self.link = link
        self.principal = principal
        self.connection: Connection | None = None

    async def run(self, receive: Any) -> None:
        async with asyncio.TaskGroup() as tasks:
            writer = tasks.create_task(self._write())
            reader = tasks.create_task(self._serve(receive))
            await asyncio.wait((writer, reader), return_when=asyncio.FIRST_COMPLETED)
            writer.cancel()
            reader.cancel()
        await self._gone()

    async def _write(self) -> None:
        with suppress(ConnectionError, OSError, RuntimeError):
            await self.link.write()

    async def _serve(self, receive: Any) -> None:
        if self.principal is not None and not await self._open(resumable=True):
            self.link.close(1008, "")
            return
        while True:
            limit_s = AUTHENTICATE_WITHIN_S if self.connection is None else None
            try:
                async with asyncio.timeout(limit_s):
                    message = await receive()
            except TimeoutError:
                self.link.close(1000, "")
                return
            if message["type"] == "websocket.disconnect":
                return
            if not await self._take(message.get("text") or message.get("bytes") or b""):
                self.link.close(1008, "")
                return

    async def _open(self, *, resumable: bool) -> bool:
        """Starts or resumes the stream. Returns False when the resume request is malformed."""
        assert self.principal is not None
        query = self.call.query
        wanted = query.get("connection_id", "") if resumable else ""
        if wanted:
            if not is_id(wanted) or not query.get("sequence_number", "").isdigit():
                return False
            if self._resume(wanted, int(query["sequence_number"])):
                await self.rules.connected(self.runtime, self._stream)
                return True
        self.connection = Connection(
            self.principal.actor,
            sees_private=await self.rules.sees_private(self.runtime, self.principal),
            wants_ack=query.get("posted_ack") == "true",
            token=self.call.token[0],
        )
        hello = await self.rules.open_stream(self.runtime, self.connection)
        self.connection.start(self.link, hello)
        await self.rules.connected(self.runtime, self.connection)
        return True

    def _resume(self, connection_id: str, sequence: int) -> bool:
        assert self.principal is not None
        found = self.runtime.hub.find(connection_id)
        if found is None or found.actor.user_id != self.principal.actor.user_id:
            return False
        if found.link is not None:  # the old socket has not noticed yet that its client left
            old, found.link = found.link, None
            old.close(1000, "resumed elsewhere")
        if not found.attach(self.link, sequence):
            self.runtime.hub.remove(found)
            return False
        self.connection = found
        return True

    @property
    def _stream(self) -> Connection:
        assert self.connection is not None
        return self.connection

    async def _take(self, text: str | bytes) -> bool:
        """Handles one frame. Returns False when the socket must close."""
        request = read_request(text) if len(text) <= MAX_CLIENT_MESSAGE_BYTES else None
        if request is None:
            return False
        if request.action == "authentication_challenge":
            return await self._challenge(request)
        try:
            check_request(request)
            self._reply(ok_reply(request.seq, await self._act(request)))
        except AppError as exc:
            self._reply(fail_reply(request.seq, exc))
        except Exception:
            log.exception("action failed", extra={"action": request.action})
            self._reply(fail_reply(request.seq, AppError("api.context.internal.app_error")))
        return True

    async def _act(self, request: Request) -> dict[str, Any] | None:
        if self.connection is None:
            raise Unauthenticated("api.web_socket_router.not_authenticated.app_error")
        action = self.rules.actions.get(request.action)
        if action is None:
            raise AppError("api.web_socket_router.bad_action.app_error")
        return await action(ActionCall(self.runtime, self.connection, request.data))

    async def _challenge(self, request: Request) -> bool:
        if self.connection is not None:
            return True
        token = request.data.get("token")
        self.principal = await self.endpoint.by_token(self.call, token) if isinstance(token, str) else None
        if self.principal is None:
            return False
        await self._open(resumable=False)
        self._reply(ok_reply(request.seq))
        return True

    def _reply(self, text: bytes) -> None:
        """Sockets that have not proved who they are hear nothing at all."""
        if self.connection is not None:
            self.connection.reply(text)

    async def _gone(self) -> None:
        connection = self.connection
        if connection is None or connection.link not in (None, self.link):
            return  # already resumed on another socket
        if connection.link is not None:  # else the server closed it, and nothing is left to resume
            connection.detach()
        await self.rules.disconnected(self.runtime, connection)


def _origin_allowed(call: Call) -> bool:
    """Browsers say where the page came from; another site's page must not use our cookie."""
    origin = call.header("origin")
    if not origin:
        return True
    allowed = call.settings.ServiceSettings.AllowCorsFrom.strip()
    if not allowed:
        return urlsplit(origin).netloc == call.header("host")
    site = urlsplit(call.settings.ServiceSettings.SiteURL)
    return allowed == "*" or origin in allowed.split() or origin == f"{site.scheme}://{site.netloc}"


__all__ = ["Action", "ActionCall", "Link", "SocketRules", "WebSocketEndpoint"]
