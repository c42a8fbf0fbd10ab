"""`python -m tests.bench`: prints the table, and fails when a promise is broken by far.

Without `--url` a server of this checkout is started on an empty data directory, with its own PostgreSQL.
"""

import argparse
import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvloop

from tests.bench import sockets
from tests.bench.operations import OPERATIONS, Ask, Operation
from tests.bench.processes import Meter, memory_bytes
from tests.bench.stage import Stage, build, settle
from tests.bench.wire import Http

BASELINE = Path(__file__).parent / "baseline.json"
GENEROUS = 3.0  # machines differ and are noisy: only a cost beyond this multiple of its promise fails the run


@dataclass(frozen=True, slots=True)
class Row:
    """One measured line; times in milliseconds."""

    name: str
    server_ms: float
    database_ms: float
    target_ms: float
    per_second: float
    p50_ms: float
    p99_ms: float

    @property
    def total_ms(self) -> float:
        return self.server_ms + self.database_ms


async def measure(operation: Operation, stage: Stage, meter: Meter, *, parallel: int, share: float) -> Row:
    """Runs the operation by several people at once; the first tenth warms up and is not counted."""
    ask = await operation.prepare(stage)
    count = max(int(operation.requests * share), parallel)
    await _spread(ask, max(count // 10, parallel), parallel)
    await settle()
    meter.start()
    started = time.perf_counter()
    times = await _spread(ask, count, parallel)
    elapsed_s = time.perf_counter() - started
    server, database = meter.stop()
    times.sort()
    return Row(
        operation.name,
        server / len(times),
        database / len(times),
        operation.target_ms,
        len(times) * operation.calls / elapsed_s,
        times[len(times) // 2],
        times[max(len(times) * 99 // 100 - 1, 0)],
    )


async def _spread(ask: Ask, count: int, parallel: int) -> list[float]:
    times: list[float] = []

    async def one(who: int) -> None:
        for i in range(who, count, parallel):
            started = time.perf_counter()
            await ask(i, who)
            times.append((time.perf_counter() - started) * 1000)

    outcomes = await asyncio.gather(*(one(who) for who in range(parallel)), return_exceptions=True)
    for outcome in outcomes:
        if outcome is not None:
            raise outcome
    return times


@contextmanager
def own_server() -> Iterator[tuple[str, list[int]]]:
    """A server of this checkout; its address and process ids."""
    with tempfile.TemporaryDirectory(prefix="mmpy-bench-") as data:
        port = 18065
        command = [sys.executable, "-m", "mattermost_py", "server", "--data", data, "--listen", f"127.0.0.1:{port}"]
        environment = {
            **os.environ,
            "MM_TEAMSETTINGS_ENABLEOPENSERVER": "true",
            "MM_TEAMSETTINGS_MAXUSERSPERTEAM": "9999",
        }
        with Path(data, "server.log").open("wb") as log:
            process = subprocess.Popen(command, env=environment, start_new_session=True, stdout=log, stderr=log)
        try:
            yield f"http://127.0.0.1:{port}", [process.pid]
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


async def reachable(url: str) -> None:
    http = Http(url)
    async with asyncio.timeout(60):
        while True:
            try:
                await http.ask("GET", "/system/ping", expect=(200,))
            except (OSError, asyncio.IncompleteReadError, AssertionError):
                await asyncio.sleep(0.1)
            else:
                return


async def run(url: str, pids: list[int], options: argparse.Namespace) -> list[Row]:
    await reachable(url)
    meter = Meter(pids)
    server_pids, database_pids = meter.pids()
    print(
        f"idle: server {memory_bytes(server_pids) / 1e6:.0f} MB in {len(server_pids)} processes, "
        f"PostgreSQL {memory_bytes(database_pids) / 1e6:.0f} MB\n"
    )
    stage = await build(url, people=options.people)
    print(f"{'operation':38}{'server':>9}{'db':>9}{'both':>9}{'target':>9}{'/s':>8}{'p50':>8}{'p99':>8}  ms")
    rows: list[Row] = []
    for operation in OPERATIONS:
        if options.only in operation.name:
            try:
                row = await measure(operation, stage, meter, parallel=options.parallel, share=options.share)
            except AssertionError as exc:
                print(f"{operation.name:38}not measured: {str(exc)[:120]}")
                continue
            rows.append(row)
            print(_line(row), flush=True)
    if options.sockets and not options.only:
        crowd = await sockets.measure(stage, meter, sockets=options.sockets, posts=options.posts)
        print(
            f"\n{crowd.sockets} sockets: {crowd.delivery_us:.1f} µs CPU a delivery, "
            f"{crowd.idle_bytes / 1000:.1f} kB an idle socket, post to last socket p99 {crowd.p99_ms:.1f} ms"
        )
    return rows


def _line(row: Row) -> str:
    mark = "ok" if row.total_ms <= row.target_ms else "MISSED"
    return (
        f"{row.name:38}{row.server_ms:9.3f}{row.database_ms:9.3f}{row.total_ms:9.3f}{row.target_ms:9.2f}"
        f"{row.per_second:8.0f}{row.p50_ms:8.2f}{row.p99_ms:8.2f}  {mark}"
    )


def compare(rows: list[Row]) -> None:
    """Prints what changed since the recorded run by more than noise."""
    if not BASELINE.exists():
        return
    before: dict[str, float] = json.loads(BASELINE.read_text())
    for row in rows:
        known = before.get(row.name)
        if known and not 0.7 < row.total_ms / known < 1.4:
            print(f"{row.name}: {known:.3f} ms recorded, {row.total_ms:.3f} ms now")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="measure this server instead; needs --pid")
    parser.add_argument("--pid", type=int, action="append", default=[], help="its main process (and its database's)")
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--parallel", type=int, default=8)
    parser.add_argument("--share", type=float, default=1.0, help="part of the usual number of requests")
    parser.add_argument("--sockets", type=int, default=500)
    parser.add_argument("--posts", type=int, default=20)
    parser.add_argument("--only", default="", help="operations whose name holds this text")
    parser.add_argument("--record", action="store_true", help="keep the figures as the new baseline")
    options = parser.parse_args()
    if options.url:
        rows = uvloop.run(run(options.url, options.pid, options))
    else:
        with own_server() as (url, pids):
            rows = uvloop.run(run(url, pids, options))
    compare(rows)
    if options.record:
        BASELINE.write_text(json.dumps({row.name: round(row.total_ms, 4) for row in rows}, indent=1) + "\n")
    if broken := [row.name for row in rows if row.total_ms > row.target_ms * GENEROUS]:
        sys.exit(f"far above target: {', '.join(broken)}")


if __name__ == "__main__":
    main()
