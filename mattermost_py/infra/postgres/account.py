"""Who PostgreSQL runs as: ourselves, or an unprivileged account when we are root, which PostgreSQL refuses."""

import ctypes
import os
import pwd
import signal
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from mattermost_py.infra.postgres.errors import PostgresError

UNPRIVILEGED = ("mmpy", "nobody")  # accounts a root-run server hands PostgreSQL to, best first
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Account:
    uid: int
    gid: int
    name: str

    @property
    def is_other(self) -> bool:
        return self.uid != os.geteuid()

    def run(
        self, command: Sequence[str | Path], *, cwd: Path = Path("/"), given: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        """Runs a program to its end as this account, feeding it `given`; its output is kept, errors included."""
        process = self.popen(command, cwd=cwd, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        output, _ = process.communicate(given)
        return subprocess.CompletedProcess(process.args, process.returncode, output)

    def popen(
        self,
        command: Sequence[str | Path],
        *,
        cwd: Path,
        stdin: int = subprocess.DEVNULL,
        stdout: IO[bytes] | int | None = None,
        stderr: IO[bytes] | int | None = None,
        dies_with_us: bool = False,
    ) -> subprocess.Popen[bytes]:
        """Starts a program as this account, in `cwd`, with nothing of our environment.

        dies_with_us: it gets SIGINT when the calling thread ends, however it ends; call from the main thread.
        """
        return subprocess.Popen(
            command,
            cwd=cwd,
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            # A frozen program's LD_LIBRARY_PATH would give PostgreSQL the wrong libraries.
            env={"LC_ALL": "C", "TZ": "UTC", "PATH": "/usr/local/bin:/usr/bin:/bin"},
            start_new_session=True,
            preexec_fn=_die_with_parent(os.getpid()) if dies_with_us else None,  # noqa: PLW1509  # no other way to be told
            user=self.uid if self.is_other else None,
            group=self.gid if self.is_other else None,
            extra_groups=[] if self.is_other else None,
        )

    def own(self, path: Path) -> None:
        """Makes an existing file or folder this account's."""
        if path.lstat().st_uid != self.uid:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def owner_of(cluster: Path) -> Account:
    """The account for a cluster: its owner if it exists, else one for a new cluster.

    Root gives a new cluster to whoever owns the folder it will lie in, if that is not root.
    Raises: PostgresError if we are not allowed to become that account, or root has nobody to become.
    """
    ours = os.geteuid()
    existing = next(folder for folder in (cluster, *cluster.parents) if folder.exists()).stat()
    # initdb asks for its user's name, so a new cluster needs an owner that has one.
    if ours == 0 and existing.st_uid != 0 and (cluster.exists() or _name(existing.st_uid) != str(existing.st_uid)):
        return Account(existing.st_uid, existing.st_gid, _name(existing.st_uid))
    if ours != 0 and cluster.exists() and existing.st_uid != ours:
        raise PostgresError(f"{cluster} belongs to user {_name(existing.st_uid)}: run this as that user or as root")
    return Account(ours, os.getegid(), _name(ours)) if ours != 0 else _unprivileged()


def _unprivileged() -> Account:
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, name)
    raise PostgresError("PostgreSQL does not run as root, and there is no user mmpy or nobody to run it as")


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _die_with_parent(parent: int) -> Callable[[], None]:
    prctl = ctypes.CDLL(None, use_errno=True).prctl  # loaded before the fork: loading after it could hang

    def arrange() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGINT)
        if os.getppid() != parent:  # we died before the kernel knew of the arrangement
            os._exit(1)

    return arrange
