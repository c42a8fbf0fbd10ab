"""One socket's conversation, driven by callbacks: nothing of it runs while nobody says anything.

The order of one socket: `open` (who is known by cookie or bearer gets hello with number 0, or a resume without hello;
anybody else has five seconds to prove who they are) → `received`, each request answered with its own number, one at a
time and in order → `closed`, after which the stream waits to be resumed.
"""

import asyncio
import logging
from collections import deque
from typing import TYPE_CHECKING, Any, Protocol

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
from mattermost_py.infra.hub.rules import ActionCall, SocketRules
from mattermost_py.kernel.errors import AppError, Forbidden, Unauthenticated
from mattermost_py.kernel.ids import is_id

if TYPE_CHECKING:
    from mattermost_py.infra.runtime import Runtime

log = logging.getLogger(__name__)

AUTHENTICATE_WITHIN_S = 5.0
WAITING_REQUESTS = 32  # of one client; then it is not read until they are done
POLICY_VIOLATION, INTERNAL_ERROR = 1008, 1011


class SocketLink(Link, Protocol):
    """A link whose client can be made to wait."""

    def hold(self) -> None: ...

    def release(self) -> None: ...


class SocketSession:
    """From the upgrade to the end of one socket. Only the event loop's thread touches it."""

    __slots__ = (
        "_call",
        "_deadline",
        "_inbox",
        "_is_closed",
        "_is_working",
        "_link",
        "_principal",
        "_rules",
        "_runtime",
        "connection",
    )

    def __init__(self, runtime: "Runtime", rules: SocketRules, call: Call, principal: Principal | None) -> None:
        self._runtime = runtime
        self._rules = rules
        self._call: Call | None = call  # the upgrade; forgotten once the stream is open
        self._principal = principal
        self._link: SocketLink | None = None
        self._deadline: asyncio.TimerHandle | None = None  # for proving who they are
        self._inbox: deque[str | bytes] | None = None
        self._is_working = False
        self._is_closed = False
        self.connection: Connection | None = None

    # --- what happens to the socket -------------------------------------------------------------------------------

    async def open(self, link: SocketLink) -> None:
        """The handshake is done. Returns when the stream is open, and what came meanwhile is answered."""
        self._link = link
        if self._principal is None:
            self._deadline = asyncio.get_running_loop().call_later(AUTHENTICATE_WITHIN_S, link.close, 1000, "")
            return
        self._is_working = True
        await self._work(None)

    def received(self, message: str | bytes) -> None:
        """A message of the client; answered by a task that lives as long as there are some."""
        if self._is_working:
            self._inbox = self._inbox or deque()
            self._inbox.append(message)
            if len(self._inbox) >= WAITING_REQUESTS and self._link is not None:
                self._link.hold()
            return
        self._is_working = True
        self._runtime.spawn(self._work(message))

    def writable(self) -> None:
        """The client, who was too slow, takes more now."""
        if self.connection is not None and self.connection.link is self._link:
            self.connection.go_on()

    def closed(self) -> None:
        """The socket is gone."""
        self._is_closed = True
        self._inbox = None
        if self._deadline is not None:
            self._deadline.cancel()
        if not self._is_working:  # else the work notices
            self._leave()

    def _leave(self) -> None:
        connection, self.connection = self.connection, None
        link, self._link = self._link, None
        if connection is None or connection.link not in (None, link):
            return  # already resumed on another socket
        connection.detach()
        self._runtime.spawn(self._rules.disconnected(self._runtime, connection))

    # --- requests, one at a time ----------------------------------------------------------------------------------

    async def _work(self, message: str | bytes | None) -> None:
        """Answers this message and those that came meanwhile; None stands for opening the stream."""
        code = 0
        try:
            while not code and not self._is_closed:
                code = await (self._open_known() if message is None else self._take(message))
                if not self._inbox:
                    break
                message = self._inbox.popleft()
                if not self._inbox and self._link is not None:
                    self._link.release()
        except Exception:
            log.exception("a socket failed")
            code = INTERNAL_ERROR
        self._is_working = False
        self._inbox = None
        if self._is_closed:
            self._leave()
        elif code and self._link is not None:
            self._link.close(code, "")

    async def _take(self, message: str | bytes) -> int:
        """Handles one message. Returns the code to close the socket with, or 0."""
        request = read_request(message) if len(message) <= MAX_CLIENT_MESSAGE_BYTES else None
        if request is None:
            return POLICY_VIOLATION
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
        return 0

    async def _act(self, request: Request) -> dict[str, Any] | None:
        if self.connection is None:
            raise Unauthenticated("api.web_socket_router.not_authenticated.app_error")
        action = self._rules.actions.get(request.action)
        if action is None:
            raise AppError("api.web_socket_router.bad_action.app_error")
        if self.connection.needs_mfa and request.action != "ping":
            raise Forbidden("api.context.mfa_required.app_error")
        return await action(ActionCall(self._runtime, self.connection, request.data))

    def _reply(self, text: bytes) -> None:
        """Sockets that have not proved who they are hear nothing at all."""
        if self.connection is not None and self.connection.link is self._link:
            self.connection.reply(text)

    # --- opening the stream ---------------------------------------------------------------------------------------

    async def _challenge(self, request: Request) -> int:
        if self.connection is not None:
            return 0
        token = request.data.get("token")
        if not isinstance(token, str) or not token or self._call is None:
            return POLICY_VIOLATION
        principal = await self._rules.authenticate(self._call, token, False)
        if principal is None:
            return POLICY_VIOLATION
        code = await self._open_new(self._call, principal, token)
        if not code:
            self._reply(ok_reply(request.seq))
        return code

    async def _open_known(self) -> int:
        """Starts or resumes the stream of somebody whom the upgrade named. Returns a code to close with, or 0."""
        call, principal = self._call, self._principal
        assert call is not None
        assert principal is not None
        wanted = call.query.get("connection_id", "")
        if wanted:
            sequence = call.query.get("sequence_number", "")
            if not is_id(wanted) or not sequence.isascii() or not sequence.isdigit():
                return POLICY_VIOLATION
            if self._resume(wanted, principal, int(sequence[:18])):
                await self._begin()
                return 0
        return await self._open_new(call, principal, call.token[0])

    async def _open_new(self, call: Call, principal: Principal, token: str) -> int:
        runtime, link = self._runtime, self._link
        connection = Connection(
            principal.actor,
            sees_private=await self._rules.sees_private(runtime, principal),
            wants_ack=call.query.get("posted_ack") == "true",
            token=token,
            needs_mfa=principal.needs_mfa,
        )
        try:
            hello = await self._rules.open_stream(runtime, connection)
        except BaseException:
            runtime.hub.remove(connection)
            raise
        if runtime.hub.find(connection.id) is not connection:
            return POLICY_VIOLATION  # the session was revoked meanwhile
        if self._is_closed or link is None:
            runtime.hub.remove(connection)
            return 0
        self.connection = connection
        connection.start(link, hello)
        await self._begin()
        return 0

    def _resume(self, connection_id: str, principal: Principal, sequence: int) -> bool:
        found, link = self._runtime.hub.find(connection_id), self._link
        if found is None or link is None or found.actor.user_id != principal.actor.user_id:
            return False
        if found.link is not None:  # the old socket has not noticed yet that its client left
            found.close(1000, "resumed elsewhere")
        if not found.attach(link, sequence):
            self._runtime.hub.remove(found)
            return False
        self.connection = found
        return True

    async def _begin(self) -> None:
        """The stream is open: the upgrade has told all it had to tell."""
        self._call = self._principal = None
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        assert self.connection is not None
        await self._rules.connected(self._runtime, self.connection)
