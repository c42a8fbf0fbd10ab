"""Running the server: rows DEP and MON."""

import asyncio
import hashlib
import json
import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx2
import psycopg
import pytest
from psycopg import sql

from mattermost_py.infra.postgres import Durability, EmbeddedPostgres
from tests.fixtures.process import PROGRAM, Server, server, world_at

pytestmark = pytest.mark.anyio

ANSWER_WITHIN_S = 5.0


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    """A PostgreSQL that the server did not start, and that can go away."""
    with EmbeddedPostgres(tmp_path_factory.mktemp("database") / "postgres", durability=Durability.NONE) as running:
        yield running


@pytest.fixture(scope="module")
def running(database: EmbeddedPostgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    environ = {
        "MM_SQLSETTINGS_DATASOURCE": database.conninfo(),
        "MM_WORKERS_APIWORKERS": "2",
        "MM_LOGGING_FORMAT": "json",
    }
    with server(tmp_path_factory.mktemp("server") / "data", environ=environ) as started:
        yield started
        assert started.end() == 0


def _execute(database: EmbeddedPostgres, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(database.conninfo(), autocommit=True) as conn:
        done = conn.execute(statement.encode())
        return done.fetchall() if done.description else []


async def test_a_reload_makes_every_worker_forget_what_it_remembers(
    running: Server, database: EmbeddedPostgres
) -> None:
    async with world_at(running.url) as world:
        ana = await world.sign_up("ana")

        async def seen() -> set[str]:
            """The nickname as all workers know it: each request may meet another one."""
            async with httpx2.AsyncClient(base_url=running.url, timeout=20) as http:
                replies = await asyncio.gather(
                    *(http.get("/api/v4/users/me", headers={"Authorization": f"Bearer {ana.token}"}) for _ in range(40))
                )
            return {each.json()["nickname"] for each in replies}

        assert await seen() == {""}
        _execute(database, f"UPDATE users SET nickname = 'changed past us' WHERE id = '{ana.id}'")
        running.signal(signal.SIGHUP)
        running.wait_for("configuration reloaded")
        async with asyncio.timeout(20):
            while await seen() != {"changed past us"}:
                pass


async def test_chores_are_done_without_being_asked(running: Server, database: EmbeddedPostgres) -> None:
    async with asyncio.timeout(20), httpx2.AsyncClient(base_url=running.url) as http:
        while not _execute(database, "SELECT name FROM mmpy.chores"):
            await http.get("/live")


async def test_each_request_has_one_line_with_its_id(running: Server) -> None:
    """MON-05"""
    async with httpx2.AsyncClient(base_url=running.url) as http:
        reply = await http.get("/api/v4/system/ping", params={"mark": "one"})
        await http.get("/api/v4/config/client", params={"format": "old"})
    request_id = reply.headers["x-request-id"]
    line = json.loads(running.wait_for(request_id).string)
    assert (line["msg"], line["method"], line["path"], line["status"]) == ("request", "GET", "/api/v4/system/ping", 200)
    assert line["request_id"] == request_id
    running.wait_for("/api/v4/config/client")
    assert sum(request_id in each for each in running.lines) == 1


async def test_without_its_database_the_server_lives_but_is_not_ready(
    running: Server, database: EmbeddedPostgres
) -> None:
    """MON-06"""
    async with httpx2.AsyncClient(base_url=running.url, timeout=ANSWER_WITHIN_S) as http:
        assert (await http.get("/ready")).status_code == 200
        database.stop()
        ready = await http.get("/ready")
        assert (ready.status_code, ready.json()) == (503, {"status": "UNHEALTHY", "database_status": "UNHEALTHY"})
        assert (await http.get("/live")).status_code == 200
        ping = await http.get("/api/v4/system/ping", params={"get_server_status": "true"})
        assert ping.status_code in (200, 500)
        database.start()
        async with asyncio.timeout(30):
            while (await http.get("/ready")).status_code != 200:
                await asyncio.sleep(0.1)


def _content(conninfo: str) -> dict[str, str]:
    """Table → hash of all its rows; what the server writes by itself is left out."""
    with psycopg.connect(conninfo) as conn:
        tables = conn.execute(
            """
            SELECT schemaname, tablename FROM pg_tables
             WHERE schemaname IN ('public', 'mmpy') AND tablename NOT IN ('chores', 'status', 'migrations')
            """
        ).fetchall()
        hashes: dict[str, str] = {}
        for schema, table in tables:
            rows = sql.SQL("SELECT md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) FROM {} t")
            found = conn.execute(rows.format(sql.Identifier(schema, table))).fetchone()
            assert found is not None
            hashes[f"{schema}.{table}"] = found[0]
        return hashes


def _files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _mmpy(*words: object) -> str:
    done = subprocess.run(
        [*PROGRAM, *map(str, words)], env=os.environ, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


async def test_a_backup_restored_elsewhere_has_equal_content(tmp_path: Path) -> None:
    """DEP-16, DEP-02: of a running server, back to a running server."""
    data, new = tmp_path / "data", tmp_path / "new"
    with server(data) as running:
        async with world_at(running.url) as world:
            ana = await world.member()
            square = await world.town_square()
            parts = [("channel_id", (None, square.id)), ("files", ("notes.txt", b"Hello"))]
            uploaded = (await ana.call("POST", "/files", files=parts)).json()["file_infos"][0]["id"]
            root = await world.post(by=ana, message="kept", file_ids=[uploaded])
            for number in range(50):
                await world.reply(by=ana, to=root, message=f"reply {number} — Grüße 🎉")
        conninfo = EmbeddedPostgres(data / "postgres").conninfo()
        before = _content(conninfo)
        _mmpy("backup", "create", "--data", data)
        assert _content(conninfo) == before  # nothing changed meanwhile
        assert running.end() == 0
    (made,) = (data / "backups").iterdir()
    assert "is whole" in _mmpy("backup", "verify", made)
    _mmpy("backup", "restore", made, "--data", new)
    with EmbeddedPostgres(new / "postgres") as restored:
        assert _content(restored.conninfo()) == before
    assert _files(new / "data") == _files(data / "data")

    with server(new) as again:
        async with world_at(again.url) as world:
            back = await world.sign_in(ana.username)
            thread = (await back.get(f"/posts/{root.id}/thread", perPage=200)).json()
            assert len(thread["order"]) == 51
            assert (await back.get(f"/files/{uploaded}")).content == b"Hello"
            assert re.fullmatch(r"[a-z0-9]{26}", back.id)
        assert again.end() == 0


async def test_figures_are_called_what_dashboards_know(tmp_path: Path) -> None:
    """MON-01: the families of the API, sign-ins, posts, searches, sockets, database, caches and the process."""
    port = _free_port()
    environ = {"MM_METRICSSETTINGS_ENABLE": "true", "MM_METRICSSETTINGS_LISTENADDRESS": f"127.0.0.1:{port}"}
    with server(tmp_path / "data", environ=environ) as running:
        async with world_at(running.url) as world:
            ana = await world.member()
            await world.post(by=ana)
            await ana.post("/posts/search", terms="hello")
            await world.anonymous().post("/users/login", login_id=ana.username, password="wrong")
            async with ana.listening():
                async with httpx2.AsyncClient() as http:
                    page = (await http.get(f"http://127.0.0.1:{port}/metrics")).text
        assert running.end() == 0
    figures = dict(re.findall(r"^(\w+) ([\d.e+]+)$", page, re.MULTILINE))
    for name, value in (
        ("mattermost_post_total", 1),
        ("mattermost_login_logins_total", 2),
        ("mattermost_login_logins_fail_total", 1),
        ("mattermost_search_posts_searches_total", 1),
        ("mattermost_http_websockets_total", 1),
    ):
        assert float(figures[name]) == value, name
    for name in ("mattermost_db_statements_total", "process_cpu_seconds_total", "process_resident_memory_bytes"):
        assert float(figures[name]) > 0, name
    for name in ("mattermost_http_requests_total", "mattermost_api_time_bucket", "mattermost_cache_mem_hit_total"):
        assert f"{name}{{" in page, name


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]
