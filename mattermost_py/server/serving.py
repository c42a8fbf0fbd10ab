"""HTTP and WebSocket on sockets, by hypercorn: the only module that knows it."""

import asyncio
import logging
import ssl
from collections.abc import Awaitable, Callable, Sequence

from hypercorn.asyncio import serve as hypercorn_serve  # pyright: ignore[reportUnknownVariableType] - WSGI's half is untyped
from hypercorn.config import Config
from hypercorn.protocol import h2, h11
from hypercorn.protocol.events import Event
from hypercorn.protocol.ws_stream import WSStream

from mattermost_py.config import Settings
from mattermost_py.infra.http.application import ASGI
from mattermost_py.infra.http.limits import HttpLimits
from mattermost_py.server.doors import Doors
from mattermost_py.server.tls import Tls

_log = logging.getLogger("mattermost_py.http")
_log.setLevel(logging.WARNING)  # it has a line for every socket it listens on

WEBSOCKET_PING_S = 60.0
KEEP_ALIVE_S = 75.0
KEEP_ALIVE_REQUESTS = 1_000_000  # a client is never cut off for having asked often
LARGEST_CLIENT_MESSAGE_BYTES = 64 * 1024
LARGEST_HEAD_BYTES = 32 * 1024
BACKLOG = 4096
_LIMITS = HttpLimits()


class _Socket(WSStream):
    """A WebSocket whose pings end with it: the library's own sleep on, and hold a closed connection for a minute."""

    _pings: asyncio.Task[object] | None = None

    async def handle(self, event: Event) -> None:
        await super().handle(event)
        if self.closed and self._pings is not None:
            self._pings.cancel()

    async def _send_pings(self) -> None:
        self._pings = asyncio.current_task()
        await super()._send_pings()


# There is no setting for the class of streams: this is where the protocols look it up.
for _protocol in (h11, h2):
    _protocol.__dict__["WSStream"] = _Socket


def limits_of(settings: Settings) -> HttpLimits | None:
    """What the administrator allows each client; None for hypercorn's own connections."""
    http = settings.Http
    return HttpLimits(connections=http.MaxConnections) if http.FastConnections else None


class _Config(Config):
    least_tls = ssl.TLSVersion.TLSv1_2

    def create_ssl_context(self) -> ssl.SSLContext | None:
        context = super().create_ssl_context()
        if context is not None:
            context.minimum_version = self.least_tls
        return context


async def serve(
    app: ASGI,
    binds: Sequence[str],
    until: Callable[[], Awaitable[object]],
    *,
    tls: Tls | None = None,
    quic: Sequence[str] = (),
    limits: HttpLimits | None = _LIMITS,
    drain_s: float = 10.0,
) -> None:
    """Serves until `until` returns, then lets running requests end, for `drain_s` at most.

    binds:  `host:port`, `unix:/path` or `fd://N` for an inherited listening socket.
    quic:   `fd://N` of UDP sockets for HTTP/3, which needs `tls`.
    limits: of our own HTTP/1.1 connections; None leaves HTTP/1.1 to hypercorn too.
    """
    config = _Config()
    config.bind = list(binds)
    config.accesslog = None
    config.errorlog = _log
    config.include_server_header = False
    config.include_date_header = True
    config.keep_alive_timeout = KEEP_ALIVE_S
    config.keep_alive_max_requests = KEEP_ALIVE_REQUESTS
    config.websocket_ping_interval = WEBSOCKET_PING_S
    config.websocket_max_message_size = LARGEST_CLIENT_MESSAGE_BYTES
    config.h11_max_incomplete_size = LARGEST_HEAD_BYTES
    config.backlog = BACKLOG
    config.graceful_timeout = drain_s
    if tls is not None:
        config.certfile, config.keyfile, config.least_tls = tls.certificate, tls.key, tls.least
        config.quic_bind = list(quic)
    if limits is not None:
        await Doors(app, config, limits).serve(until)
        return
    await hypercorn_serve(app, config, shutdown_trigger=until, mode="asgi")  # pyright: ignore[reportArgumentType] - ASGI by our own alias
