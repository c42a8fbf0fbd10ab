"""One PostgreSQL cluster in a folder of ours: made, started, watched and stopped by this process."""

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from mattermost_py.infra.postgres import account, binaries, postmaster
from mattermost_py.infra.postgres.account import Account
from mattermost_py.infra.postgres.binaries import Binaries
from mattermost_py.infra.postgres.errors import AlreadyRunning, PostgresError
from mattermost_py.infra.postgres.options import (
    DATABASE,
    SOCKET_NAME,
    SUPERUSER,
    Durability,
    postgres_arguments,
)

# A process reaches its own working directory by this name whatever stands above it, closed folders included.
HERE = "/proc/self/cwd"
LONGEST_SOCKET_PATH = 107
LOG_LIMIT_BYTES = 16 * 2**20
RUNTIME_OF_ROOT = Path("/var/lib/mmpy/runtime")

_POLL_S = 0.01
_ORPHAN_PATIENCE_S = 30.0  # for a checkpoint, before it is told to leave at once
_LEFTOVER_PATIENCE_S = 1.0
_RETRY_S = 15.0


class EmbeddedPostgres:
    """A cluster below `home` (data/, run/, postgres.log). Synchronous; one thread, best the main one, uses it.

    PostgreSQL ends when the thread that started it ends, even by `kill -9`. `poll()` tells that PostgreSQL ended
    by itself; `start()` then brings it back.
    """

    def __init__(
        self,
        home: Path,
        *,
        settings: Mapping[str, str] | None = None,
        durability: Durability = Durability.FULL,
        sockets: Path | None = None,
        programs: str = "",
    ) -> None:
        """A cluster that is not started yet.

        settings: further postgresql.conf names and values, such as `{"shared_buffers": "1GB"}`.
        sockets:  a folder for the socket elsewhere than below `home`.
        programs: an installation of PostgreSQL to use instead of our own.
        """
        self.home = home.absolute()
        self.data = self.home / "data"
        self.sockets = sockets.absolute() if sockets else socket_directory(self.home)
        self._programs = programs
        self.settings = settings or {}
        self._durability = durability
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: int | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def exists(self) -> bool:
        """Whether there is a cluster already, or `start` would make one."""
        return (self.data / "PG_VERSION").exists()

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    @property
    def pid(self) -> int | None:
        """Of the running postmaster."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def conninfo(self, database: str = DATABASE) -> str:
        """For libpq and psycopg; valid whether or not PostgreSQL runs."""
        host = str(self.sockets).replace("\\", "\\\\").replace("'", "\\'")
        return f"host='{host}' port=5432 user={SUPERUSER} dbname={database}"

    def poll(self) -> int | None:
        """None while PostgreSQL runs, else the exit code with which it ended."""
        if self._process is None:
            raise PostgresError("PostgreSQL was not started")
        return self._process.poll()

    def start(self, timeout_s: float = 600) -> None:
        """Makes the cluster if there is none, starts it and returns when it takes connections.

        timeout_s: recovery after a crash may take its time; the wait ends early if PostgreSQL gives up.
        Raises:    AlreadyRunning if another process has this cluster, PostgresError with PostgreSQL's own last word.
        """
        if self.pid is not None:
            return
        owner = account.owner_of(self.data)
        had_lock = self._lock is not None
        self._take_lock(owner)
        try:
            self._start(owner, time.monotonic() + timeout_s)
        except BaseException:
            self._kill()
            if not had_lock:
                self._release_lock()
            raise

    def stop(self, timeout_s: float = 60) -> None:
        """Ends PostgreSQL in good order; if it is not done in time, by force, which loses no commit."""
        if self._process is not None:
            for how, patience_s in ((signal.SIGINT, timeout_s), (signal.SIGQUIT, 10.0)):
                if self._end(how, patience_s):
                    break
            self._kill()
            self._process = None
            if self.sockets == socket_directory(self.home) != self.home / "run":
                with suppress(OSError):  # a folder in /tmp of our own making
                    self.sockets.rmdir()
        self._release_lock()

    def _start(self, owner: Account, deadline: float) -> None:
        programs = _reachable(binaries.find(self._programs), owner)
        self._prepare_folders(owner)
        if not self.exists:
            self._create_cluster(programs, owner)
        self._require_same_major(programs)
        was_unclean = self._retire_orphan(deadline)
        self._rotate_log()
        retry_until = min(deadline, time.monotonic() + _RETRY_S) if was_unclean else 0
        while not self._launch(programs, owner, deadline):
            if time.monotonic() > retry_until:
                raise PostgresError(f"PostgreSQL does not start: {self._last_word()}")
            # While backends of a killed postmaster live, PostgreSQL refuses, rightly.
            self._hurry_leftovers()

    def _take_lock(self, owner: Account) -> None:
        if self._lock is not None:
            return
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(self.home / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            raise AlreadyRunning(f"{self.home} is in use: another server runs with this data directory") from None
        self._lock = lock
        owner.own(self.home / "lock")  # or the owner could not start it later without root

    def _release_lock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _prepare_folders(self, owner: Account) -> None:
        owner.own(self.home)
        self.home.chmod(0o700)
        run = self.sockets
        run.mkdir(mode=0o700, parents=True, exist_ok=True)
        entry = run.lstat()
        if run.is_symlink() or entry.st_uid not in (owner.uid, os.geteuid()):
            raise PostgresError(f"{run} belongs to someone else: remove it")
        owner.own(run)
        run.chmod(0o700)

    def _create_cluster(self, programs: Binaries, owner: Account) -> None:
        """Makes it beside its place and moves it there when complete, so a crash leaves no half a cluster."""
        if self.data.exists() and any(self.data.iterdir()):
            raise PostgresError(f"{self.data} is neither empty nor a database cluster: move it away")
        partial = self.home / "data.new"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(mode=0o700)
        owner.own(partial)
        command = [
            *(programs.program("initdb"), "-D", HERE, "-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "-k"),
            # The database sorts alike on every system, and upgrades of the C library cannot break an index.
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
            # Mattermost's text indexes are built for this configuration.
            *("-T", "english"),
        ]
        if self._durability is Durability.NONE:
            command.append("-N")
        made = owner.run(command, cwd=partial)
        if made.returncode != 0:
            raise PostgresError(f"cannot make a database cluster in {self.home}: {_last_line(made.stdout)}")
        single = [programs.program("postgres"), "--single", "-D", HERE, "postgres"]
        created = owner.run(single, cwd=partial, given=f"CREATE DATABASE {DATABASE}\n".encode())
        if created.returncode != 0 or b"ERROR:" in created.stdout:
            raise PostgresError(f"cannot create the database in {self.home}: {_last_line(created.stdout)}")
        partial.rename(self.data)  # replaces an empty folder

    def _require_same_major(self, programs: Binaries) -> None:
        major = (self.data / "PG_VERSION").read_text().strip()
        version = programs.version()
        if version.split(".")[0] != major:
            raise PostgresError(f"{self.data} was made by PostgreSQL {major}, but the programs here are {version}")

    def _retire_orphan(self, deadline: float) -> bool:
        """Ends a PostgreSQL whose server is gone; tells whether the last run ended uncleanly.

        We hold the lock, so whoever started it no longer lives.
        """
        known = postmaster.read_pid_file(self.data)
        if known is None:
            return (self.data / "postmaster.pid").exists()
        patience = time.monotonic() + _ORPHAN_PATIENCE_S
        while postmaster.is_postmaster(known, self.data):
            if time.monotonic() > deadline:
                raise AlreadyRunning(f"PostgreSQL with process id {known.pid} still runs on {self.data}")
            _signal(known.pid, signal.SIGINT if time.monotonic() < patience else signal.SIGQUIT)
            time.sleep(0.05)
        if _is_alive(known.pid) and not postmaster.processes_in(self.data):
            # Its number now belongs to a stranger, for whom PostgreSQL would take it and refuse to start.
            (self.data / "postmaster.pid").unlink(missing_ok=True)
        return True

    def _hurry_leftovers(self) -> None:
        """Waits for old backends to leave; a busy one may not even notice, and has nothing to lose any more."""
        patience = time.monotonic() + _LEFTOVER_PATIENCE_S
        while leftovers := postmaster.processes_in(self.data):
            if time.monotonic() > patience:
                for pid in leftovers:
                    _signal(pid, signal.SIGKILL)
            time.sleep(0.05)
        time.sleep(0.2)

    def _rotate_log(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))

    def _launch(self, programs: Binaries, owner: Account, deadline: float) -> bool:
        """Starts the postmaster; whether it came to take connections rather than give up."""
        # Relative, so that a closed folder above does not matter.
        place = "../run" if self.sockets == self.home / "run" else str(self.sockets)
        arguments = postgres_arguments(self._durability, {**self.settings, "unix_socket_directories": place})
        with self.log.open("ab") as log:
            owner.own(self.log)
            self._process = owner.popen(
                [programs.program("postgres"), "-D", HERE, *arguments],
                cwd=self.data,
                stdout=log,
                stderr=subprocess.STDOUT,
                dies_with_us=True,
            )
        return self._wait_ready(self._process, deadline)

    def _wait_ready(self, process: subprocess.Popen[bytes], deadline: float) -> bool:
        while process.poll() is None:
            known = postmaster.read_pid_file(self.data)
            if known and known.pid == process.pid and known.is_ready:
                return True
            if time.monotonic() > deadline:
                raise PostgresError(f"PostgreSQL is not ready in time: {self._last_word()}")
            time.sleep(_POLL_S)
        return False

    def _end(self, how: signal.Signals, patience_s: float) -> bool:
        if self._process is None or self._process.poll() is not None:
            return True
        self._process.send_signal(how)
        try:
            self._process.wait(patience_s)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _kill(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def _last_word(self) -> str:
        try:
            with self.log.open("rb") as log:
                log.seek(max(0, self.log.stat().st_size - 4096))
                lines = log.read().decode(errors="replace").splitlines()
        except FileNotFoundError:
            return "no word from it"
        fatal = [line for line in lines if "FATAL:" in line or "PANIC:" in line]
        return (fatal or lines or ["no word from it"])[-1].partition("] ")[2] or lines[-1]


def socket_directory(home: Path) -> Path:
    """Where the socket of the cluster below `home` is: with it, unless that path is too long for a socket."""
    run = home.absolute() / "run"
    if len(os.fsencode(run / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
        return run
    # Not the temp folder of the environment: other processes must find the same place. Its owner is checked.
    return Path("/tmp", f"mmpy-{hashlib.sha256(os.fsencode(run)).hexdigest()[:16]}")  # noqa: S108  # see above


def is_running(home: Path) -> bool:
    """Whether some process runs the cluster below `home` and it takes connections."""
    data = home.absolute() / "data"
    known = postmaster.read_pid_file(data)
    return known is not None and known.is_ready and postmaster.is_postmaster(known, data)


def _reachable(found: Binaries, owner: Account) -> Binaries:
    """Programs the account may run; a copy of them if a closed folder is in its way."""
    if not owner.is_other or found.usable_by(owner):
        return found
    copy = binaries.copy_to(found, RUNTIME_OF_ROOT)
    if not copy.usable_by(owner):
        raise PostgresError(f"user {owner.name} cannot run PostgreSQL's programs in {copy.root}")
    return copy


def _last_line(output: bytes) -> str:
    lines = [line for line in output.decode(errors="replace").splitlines() if line.strip()]
    errors = [line for line in lines if "error:" in line or "FATAL:" in line]
    return (errors or lines or ["no word from it"])[-1]


def _is_alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def _signal(pid: int, which: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, which)
