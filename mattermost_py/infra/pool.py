"""Slow work off the event loop: a few limited processes for what may hang or explode, threads for hashing."""

import asyncio
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import ParamSpec, Self, TypeVar, TypeVarTuple

from mattermost_py.config import ConfigStore
from mattermost_py.infra.pool_process import limited, prepare
from mattermost_py.kernel.errors import Busy

P = ParamSpec("P")
R = TypeVar("R")
Ts = TypeVarTuple("Ts")

MIB = 1024 * 1024
IDLE_S = 120.0  # a process that had nothing to do for so long is ended: it holds tens of MiB
WAITING_MOST = 64  # calls that wait for a process; more are refused
THREADS_WAITING_MOST = 256


class WorkCrashed(RuntimeError):
    """The work ended its process: it ran out of memory or CPU time, or hit a bug of a native library."""


class WorkPool:
    """Processes and threads of one worker. Belongs to the event loop's thread.

    Each process takes one call at a time, so a call that crashes or hangs takes nobody else with it.
    Processes start when first needed; functions and arguments must be picklable (module level, plain values).
    """

    def __init__(self, config: ConfigStore) -> None:
        workers = config.current.Workers
        count = max(workers.SlowWorkers, 1)
        self._memory_bytes = workers.SlowWorkerMemoryMB * MIB
        self._free: deque[_Process] = deque(_Process(self._memory_bytes) for _ in range(count))
        self._all = tuple(self._free)
        self._turns = asyncio.Semaphore(count)
        self._waiting = 0
        self._threads = ThreadPoolExecutor(max(os.cpu_count() or 1, 1), thread_name_prefix="work")
        self._in_threads = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for process in self._all:
            process.end()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def run(self, work: Callable[[*Ts], R], *args: *Ts, timeout_s: float = 30) -> R:
        """Runs `work` in a process with limits on memory and CPU time.

        Raises:  Busy when too many calls wait, TimeoutError after `timeout_s` of running, WorkCrashed, or what
                 `work` raises.
        """
        if self._waiting >= WAITING_MOST:
            raise Busy("api.context.server_busy.app_error")
        self._waiting += 1
        try:
            await self._turns.acquire()
        finally:
            self._waiting -= 1
        process = self._free.pop()  # the one used last, so that the others may become idle
        try:
            return await process.run(work, args, timeout_s)
        finally:
            self._free.append(process)
            self._turns.release()

    async def thread(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Runs `work` in a thread; for native code that lets go of the interpreter, as password hashing does.

        Raises:  Busy when too many calls wait.
        """
        if self._in_threads >= THREADS_WAITING_MOST:
            raise Busy("api.context.server_busy.app_error")
        self._in_threads += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, lambda: work(*args, **kwargs))
        finally:
            self._in_threads -= 1


class _Process:
    """One process and the one call it runs."""

    def __init__(self, memory_bytes: int) -> None:
        self._memory_bytes = memory_bytes
        self._executor: ProcessPoolExecutor | None = None
        self._pid = 0
        self._idle: asyncio.TimerHandle | None = None

    async def run(self, work: Callable[..., R], args: tuple[object, ...], timeout_s: float) -> R:
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None
        try:
            executor = self._executor or await self._start()
            future = executor.submit(limited, max(int(timeout_s), 1), work, args)
            async with asyncio.timeout(timeout_s):
                found = await asyncio.wrap_future(future)
        except BrokenProcessPool as exc:
            self.end()
            raise WorkCrashed(getattr(work, "__name__", "work")) from exc
        except (TimeoutError, asyncio.CancelledError):
            self.end()  # the call cannot be stopped in any other way
            raise
        self._idle = asyncio.get_running_loop().call_later(IDLE_S, self.end)
        return found

    async def _start(self) -> ProcessPoolExecutor:
        # Spawned, not forked: the parent has threads, sockets and a database pool that a child must not share.
        context = multiprocessing.get_context("spawn")
        executor = ProcessPoolExecutor(1, mp_context=context, initializer=prepare, initargs=(self._memory_bytes,))
        self._executor = executor
        self._pid = await asyncio.wrap_future(executor.submit(os.getpid))
        return executor

    def end(self) -> None:
        executor, self._executor = self._executor, None
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None
        if executor is None:
            return
        if self._pid:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            self._pid = 0
        executor.shutdown(wait=False, cancel_futures=True)
