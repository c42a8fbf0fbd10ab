"""PostgreSQL's programs are found where they should be, and only what is free to pass on is carried."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mattermost_py.infra.postgres import PostgresError, binaries
from mattermost_py.infra.postgres.account import Account


def test_the_installed_carrier_is_used_but_never_imported() -> None:
    script = (
        "import sys; from mattermost_py.infra.postgres import binaries; print(binaries.find().version());"
        " print(binaries.PACKAGE in sys.modules)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3]
    )
    version, is_imported = shown.stdout.split()
    assert version.startswith("18.")
    assert is_imported == "False"


def test_a_copy_holds_what_is_needed_and_no_gpl_program(tmp_path: Path) -> None:
    copy = binaries.copy_to(binaries.find(), tmp_path)
    names = {path.name for path in copy.root.parent.parent.rglob("*")}
    assert set(binaries.PROGRAMS) <= names
    assert not any(name.startswith(("psql", "libreadline")) and not name.endswith(".sample") for name in names)
    assert "pg_restore (PostgreSQL) 18." in _version_of(copy.program("pg_restore"))
    assert copy.version() == binaries.find().version()
    assert binaries.copy_to(binaries.find(), tmp_path) == copy
    assert copy.usable_by(Account(os.geteuid(), os.getegid(), "me"))
    assert [path.name for path in tmp_path.iterdir()] == [copy.root.parent.parent.name]


def _version_of(program: Path) -> str:
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout


def test_a_chosen_root_wins_and_must_be_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = binaries.copy_to(binaries.find(), tmp_path)
    monkeypatch.setenv("MMPY_PG_ROOT", str(copy.root))
    assert binaries.find() == copy
    assert binaries.find(str(copy.root)) == copy
    monkeypatch.setenv("MMPY_PG_ROOT", str(tmp_path / "nowhere"))
    with pytest.raises(PostgresError, match="nowhere: bin/postgres is missing"):
        binaries.find()


def test_a_frozen_program_uses_what_it_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = binaries.copy_to(binaries.find(), tmp_path)
    (tmp_path / "pgsql").symlink_to(copy.root.parent.parent)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert binaries.find().root == tmp_path / "pgsql" / binaries.INSTALLATION


def test_without_any_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "PACKAGE", "no_such_package")
    with pytest.raises(PostgresError, match=r"set SqlSettings\.DataSource"):
        binaries.find()
