"""The embedded cluster comes up anywhere, belongs to one server, survives any kill and ends with its server."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from mattermost_py.infra.postgres import (
    AlreadyRunning,
    Durability,
    EmbeddedPostgres,
    PostgresError,
    is_running,
    postmaster,
)
from mattermost_py.infra.postgres.cluster import LOG_LIMIT_BYTES, socket_directory

IS_ROOT = os.geteuid() == 0


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "postgres"


@pytest.fixture
def postgres(home: Path) -> Iterator[EmbeddedPostgres]:
    """A running cluster that keeps its promises."""
    with EmbeddedPostgres(home) as cluster:
        yield cluster


def _value(postgres: EmbeddedPostgres, query: str) -> object:
    with psycopg.connect(postgres.conninfo()) as conn:
        row = conn.execute(query.encode()).fetchone()
    assert row is not None
    return row[0]


def test_it_is_durable_private_and_sorts_alike_everywhere(postgres: EmbeddedPostgres) -> None:
    for setting, expected in (
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("data_checksums", "on"),
        ("listen_addresses", ""),
        ("default_text_search_config", "pg_catalog.english"),
        ("TimeZone", "UTC"),
        ("server_encoding", "UTF8"),
        ("jit", "off"),
        ("search_path", "public"),
    ):
        assert _value(postgres, f"SHOW {setting}") == expected, setting
    query = "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = 'mattermost'"
    assert _value(postgres, query) == "bC.UTF-8"
    for folder in (postgres.home, postgres.data, socket_directory(postgres.home)):
        assert folder.stat().st_mode & 0o077 == 0


def test_settings_may_be_added_but_not_opened_to_the_network(home: Path) -> None:
    with EmbeddedPostgres(home, settings={"work_mem": "9MB", "listen_addresses": "*"}) as postgres:
        assert _value(postgres, "SHOW work_mem") == "9MB"
        assert _value(postgres, "SHOW listen_addresses") == ""


def test_stopping_ends_it_and_starting_finds_the_rows(postgres: EmbeddedPostgres) -> None:
    _run(postgres, "CREATE TABLE kept AS SELECT 7 AS number")
    postgres.stop()
    assert not is_running(postgres.home)
    assert postgres.pid is None
    postgres.start()
    assert is_running(postgres.home)
    assert _value(postgres, "SELECT number FROM kept") == 7


def _run(postgres: EmbeddedPostgres, statement: str) -> None:
    with psycopg.connect(postgres.conninfo(), autocommit=True) as conn:
        conn.execute(statement.encode())


def test_a_killed_postmaster_is_noticed_and_loses_nothing_it_acknowledged(postgres: EmbeddedPostgres) -> None:
    _run(postgres, "CREATE TABLE numbers (number integer PRIMARY KEY)")
    acknowledged: list[int] = []
    for _ in range(3):
        writer = threading.Thread(target=_write_until_cut_off, args=(postgres.conninfo(), acknowledged))
        before = len(acknowledged)
        writer.start()
        while len(acknowledged) < before + 20:
            assert writer.is_alive()
        assert postgres.poll() is None
        assert postgres.pid is not None
        os.kill(postgres.pid, signal.SIGKILL)
        writer.join()
        while postgres.poll() is None:
            pass
        assert postgres.poll() == -signal.SIGKILL
        postgres.start()
    with psycopg.connect(postgres.conninfo()) as conn:
        stored = {number for (number,) in conn.execute("SELECT number FROM numbers")}
    assert stored >= set(acknowledged)


def _write_until_cut_off(conninfo: str, acknowledged: list[int]) -> None:
    number = max(acknowledged, default=0) + 1000
    try:
        with psycopg.connect(conninfo, autocommit=True) as conn:
            while True:
                number += 1
                conn.execute("INSERT INTO numbers VALUES (%s)", [number])
                acknowledged.append(number)
    except psycopg.OperationalError:
        return


def test_a_backend_too_busy_to_notice_does_not_stop_the_restart(postgres: EmbeddedPostgres) -> None:
    busy = threading.Thread(target=_loop_for_ever, args=(postgres.conninfo(),))
    busy.start()
    while _value(postgres, "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'DO%' AND state = 'active'") != 1:
        pass
    assert postgres.pid is not None
    os.kill(postgres.pid, signal.SIGKILL)
    while postgres.poll() is None:
        pass
    postgres.start()
    busy.join()
    assert _value(postgres, "SELECT 1") == 1


def _loop_for_ever(conninfo: str) -> None:
    with psycopg.connect(conninfo, autocommit=True) as conn, pytest.raises(psycopg.OperationalError):
        conn.execute("DO $$ BEGIN LOOP NULL; END LOOP; END $$")


@pytest.mark.skipif(not IS_ROOT, reason="needs a second account")
def test_who_may_not_look_into_the_process_tells_it_by_its_age(postgres: EmbeddedPostgres) -> None:
    known = postmaster.read_pid_file(postgres.data)
    assert known is not None
    for started_at, expected in ((known.started_at, True), (known.started_at - 100, False)):
        script = f"""
import os, pathlib
from mattermost_py.infra.postgres import postmaster
os.setgroups([]); os.setgid(1); os.setuid(1)
known = postmaster.PidFile({known.pid}, {started_at}, True)
print(postmaster.is_postmaster(known, pathlib.Path("/")))
"""
        shown = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, check=False, cwd=Path(__file__).parents[3]
        )
        assert shown.stdout.decode().strip() == str(expected), shown.stderr


def test_a_second_start_on_the_same_folder_is_refused(postgres: EmbeddedPostgres) -> None:
    with pytest.raises(AlreadyRunning, match="in use: another server runs with this data directory"):
        EmbeddedPostgres(postgres.home).start()
    assert _value(postgres, "SELECT 1") == 1
    postgres.start()  # by its own server it is simply running


def test_it_ends_with_its_server_however_that_ends(home: Path) -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(home)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[3]
    )
    assert server.stdout is not None
    with server.stdout as said:
        assert said.readline() == b"up\n"
    server.kill()
    server.wait()
    with EmbeddedPostgres(home) as postgres:
        assert _value(postgres, "SELECT number FROM kept") == 7


SERVER = """
import sys, time, psycopg
from pathlib import Path
from mattermost_py.infra.postgres import EmbeddedPostgres
postgres = EmbeddedPostgres(Path(sys.argv[1]))
postgres.start()
with psycopg.connect(postgres.conninfo(), autocommit=True) as conn:
    conn.execute("CREATE TABLE kept AS SELECT 7 AS number")
print("up", flush=True)
time.sleep(600)
"""


def test_an_orphan_is_ended_and_its_cluster_taken_over(postgres: EmbeddedPostgres) -> None:
    _run(postgres, "CREATE TABLE kept AS SELECT 7 AS number")
    first = postgres.pid
    postgres._release_lock()  # pyright: ignore[reportPrivateUsage]  # as if its server had died without it noticing
    with EmbeddedPostgres(postgres.home) as heir:
        assert heir.pid != first
        assert _value(heir, "SELECT number FROM kept") == 7


def test_a_pid_file_that_names_a_stranger_is_no_obstacle(postgres: EmbeddedPostgres) -> None:
    postgres.stop()
    stale = postgres.data / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n/proc/self/cwd\n1700000000\n5432\n../run\n\n  9977929         4\nready   \n")
    stale.chmod(0o600)
    assert not is_running(postgres.home)
    postgres.start()
    assert _value(postgres, "SELECT 1") == 1


def test_a_cluster_half_made_is_made_anew(home: Path) -> None:
    (home / "data.new").mkdir(parents=True)
    (home / "data.new" / "PG_VERSION").write_text("18")
    with EmbeddedPostgres(home, durability=Durability.NONE) as postgres:
        assert _value(postgres, "SELECT 1") == 1


def test_a_folder_with_something_else_in_it_is_left_alone(home: Path) -> None:
    (home / "data").mkdir(parents=True)
    (home / "data" / "letter.txt").write_text("mine")
    if IS_ROOT:
        os.chown(home / "data", 65534, 65534)
    with pytest.raises(PostgresError, match="neither empty nor a database cluster"):
        EmbeddedPostgres(home).start()
    assert (home / "data" / "letter.txt").read_text() == "mine"


def test_a_cluster_of_another_major_is_refused(postgres: EmbeddedPostgres) -> None:
    postgres.stop()
    (postgres.data / "PG_VERSION").write_text("16\n")
    with pytest.raises(PostgresError, match=r"was made by PostgreSQL 16, but the programs here are 18\."):
        postgres.start()


def test_postgresqls_own_reason_is_told(home: Path) -> None:
    with pytest.raises(PostgresError, match=r"does not start: .*shared_buffers"):
        EmbeddedPostgres(home, settings={"shared_buffers": "many"}).start()
    EmbeddedPostgres(home).stop()
    with EmbeddedPostgres(home) as postgres:
        assert _value(postgres, "SELECT 1") == 1


def test_asking_before_the_start_is_a_mistake(home: Path) -> None:
    with pytest.raises(PostgresError, match="not started"):
        EmbeddedPostgres(home).poll()


def test_a_path_too_long_for_a_socket_is_worked_around(tmp_path: Path) -> None:
    home = tmp_path / ("deep" * 15) / ("deeper" * 12) / "it's postgres"
    with EmbeddedPostgres(home, durability=Durability.NONE) as postgres:
        assert socket_directory(home).parent == Path("/tmp")
        assert _value(postgres, "SELECT 1") == 1
    assert not socket_directory(home).exists()


def test_a_path_with_blanks_and_quotes_works(tmp_path: Path) -> None:
    with EmbeddedPostgres(tmp_path / "it's \\ here", durability=Durability.NONE) as postgres:
        assert _value(postgres, "SELECT 1") == 1


def test_a_long_log_makes_room(home: Path) -> None:
    home.mkdir()
    with (home / "postgres.log").open("wb") as log:
        log.truncate(LOG_LIMIT_BYTES + 1)
    with EmbeddedPostgres(home, durability=Durability.NONE) as postgres:
        assert "ready to accept connections" in postgres.log.read_text()
    assert (home / "postgres.log.1").stat().st_size > LOG_LIMIT_BYTES


@pytest.mark.skipif(not IS_ROOT, reason="only root hands PostgreSQL to another account")
def test_root_runs_it_as_somebody_else_even_below_a_closed_folder(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with EmbeddedPostgres(closed / "postgres", durability=Durability.NONE) as postgres:
        assert postgres.data.stat().st_uid != 0
        assert Path(f"/proc/{postgres.pid}").stat().st_uid == postgres.data.stat().st_uid


@pytest.mark.skipif(not IS_ROOT, reason="needs a second account")
def test_an_ordinary_user_runs_it_as_itself_and_leaves_others_alone(tmp_path: Path) -> None:
    place = Path("/var/tmp") / f"mmpy-test-{os.getpid()}"
    place.mkdir(mode=0o700)
    os.chown(place, 65534, 65534)
    try:
        shown = _as_nobody(place / "own")
        assert "(1,)" in shown, shown
        with EmbeddedPostgres(place / "own") as postgres:  # root takes the owner's part
            assert _value(postgres, "SELECT 1") == 1
            assert postgres.data.stat().st_uid == 65534
        os.chown(place / "own" / "data", 1, 1)
        assert "belongs to user daemon: run this as that user or as root" in _as_nobody(place / "own")
    finally:
        subprocess.run(["rm", "-rf", place], check=True)


def _as_nobody(home: Path) -> str:
    # The interpreter may lie below a folder closed to others: become nobody only once everything is loaded.
    script = f"""
import encodings.idna, os, psycopg
from pathlib import Path
from mattermost_py.infra.postgres import EmbeddedPostgres, Durability
os.setgroups([]); os.setgid(65534); os.setuid(65534)
with EmbeddedPostgres(Path({str(home)!r}), durability=Durability.NONE) as postgres:
    print(psycopg.connect(postgres.conninfo()).execute("SELECT 1").fetchone())
"""
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=Path(__file__).parents[3], capture_output=True, text=True, check=False
    )
    return run.stdout + run.stderr
