"""A server of this checkout on a data directory of its own, started and stopped as often as a measurement needs."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.wire import Http

STOP_S = 30
_SETTINGS = {
    "MM_TEAMSETTINGS_ENABLEOPENSERVER": "true",
    "MM_TEAMSETTINGS_MAXUSERSPERTEAM": "99999",
    "MM_TEAMSETTINGS_MAXCHANNELSPERTEAM": "99999",
}


class OwnServer:
    """One server with its PostgreSQL; its data stay between starts."""

    def __init__(self, data: Path) -> None:
        self.data = data
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def start(self) -> float:
        """Returns: seconds to the first answer."""
        started = time.perf_counter()
        command = [sys.executable, "-m", "mattermost_py", "server", "--data", str(self.data)]
        with (self.data / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "--listen", f"127.0.0.1:{self.port}"],
                env={**os.environ, **_SETTINGS},
                start_new_session=True,
                stdout=log,
                stderr=log,
            )
        await reachable(self.url)
        return time.perf_counter() - started

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(STOP_S)


@contextmanager
def own_server() -> Iterator[OwnServer]:
    """A server that is not started yet; whatever of it runs at the end is stopped and its data removed."""
    with tempfile.TemporaryDirectory(prefix="mmpy-bench-", ignore_cleanup_errors=True) as data:
        server = OwnServer(Path(data))
        try:
            yield server
        finally:
            server.stop()


async def reachable(url: str) -> None:
    """Waits until the server answers. Raises: TimeoutError."""
    http = Http(url)
    async with asyncio.timeout(60):
        while True:
            try:
                await http.ask("GET", "/system/ping", expect=(200,))
            except (OSError, asyncio.IncompleteReadError, AssertionError):
                await asyncio.sleep(0.02)
            else:
                http.close()
                return
