"""HTTP and WebSocket on sockets, by hypercorn: the only module that knows it."""

from collections.abc import Awaitable, Callable, Sequence

from hypercorn.asyncio import serve as hypercorn_serve
from hypercorn.config import Config

from mattermost_py.infra.http.application import ASGI

WEBSOCKET_PING_S = 60.0
KEEP_ALIVE_S = 75.0


async def serve(app: ASGI, binds: Sequence[str], until: Callable[[], Awaitable[None]]) -> None:
    """Serves until `until` returns, then lets running requests end.

    binds: `host:port`, `unix:/path` or `fd://N` for an inherited listening socket.
    """
    config = Config()
    config.bind = list(binds)
    config.accesslog = None
    config.errorlog = None
    config.include_server_header = False
    config.include_date_header = True
    config.keep_alive_timeout = KEEP_ALIVE_S
    config.websocket_ping_interval = WEBSOCKET_PING_S
    config.graceful_timeout = 10.0
    await hypercorn_serve(app, config, shutdown_trigger=until, mode="asgi")  # pyright: ignore[reportArgumentType] - ASGI by our own alias
