"""What holds for the server as a set of processes: it starts fast, survives crashes, and ends in good order."""

import asyncio
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager, suppress
from pathlib import Path

import httpx2
import pytest
import websockets

from tests.fixtures.process import Server, refused, server, world_at
from tests.fixtures.world import Person


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server with two workers and its own database."""
    folder = tmp_path_factory.mktemp("server")
    with server(folder / "data", environ={"MM_WORKERS_APIWORKERS": "2"}) as started:
        yield started
        assert started.end() == 0


async def _eventually(holds: Callable[[], bool], timeout_s: float = 20) -> None:
    async with asyncio.timeout(timeout_s):
        while not holds():
            await asyncio.sleep(0.02)


async def test_a_crashed_worker_is_replaced_and_nobody_is_refused(running: Server) -> None:
    before = running.workers
    assert len(before) == 2
    os.kill(before[0], signal.SIGKILL)
    async with httpx2.AsyncClient(base_url=running.url, timeout=20) as http:
        assert (await http.get("/ready")).status_code == 200
    await _eventually(lambda: len(running.workers) == 2 and running.workers != before)
    running.wait_for("worker ended by itself")


async def _asked_again(person: Person) -> int:
    """As clients do whose idle connection ended just when they used it (RFC 9110 9.2.2)."""
    with suppress(httpx2.RemoteProtocolError, httpx2.ReadError):
        return (await person.get("/users/me")).status_code
    return (await person.get("/users/me")).status_code


async def test_a_restart_replaces_every_worker_and_nobody_is_refused(tmp_path: Path) -> None:
    with server(tmp_path / "data", environ={"MM_WORKERS_APIWORKERS": "2"}) as own:
        before = set(own.workers)
        async with world_at(own.url) as world:
            admin = await world.admin()
            assert (await admin.post("/restart")).status_code == 200
            while before & set(own.workers) or len(own.workers) < 2:
                assert await _asked_again(admin) == 200
            assert await _asked_again(admin) == 200
        assert "ended by itself" not in own.text
        assert own.end() == 0


async def test_jobs_are_done_by_the_workers(running: Server) -> None:
    async with world_at(running.url) as world:
        admin = await world.sign_up("reporter")
        assert "system_admin" in admin.user["roles"]
        assert (await admin.post("/reports/users/export")).status_code == 200
        async with asyncio.timeout(20):
            while (await admin.get("/jobs/type/export_users_to_csv")).json()[0]["status"] != "success":
                await asyncio.sleep(0.02)


async def test_a_killed_database_comes_back_with_everything_in_it(running: Server) -> None:
    async with world_at(running.url) as world:
        ana = await world.sign_up("ana")
        os.kill(running.postgres, signal.SIGKILL)
        running.wait_for("PostgreSQL is back")
        async with asyncio.timeout(20):
            while (await ana.get("/users/me")).status_code != 200:
                await asyncio.sleep(0.05)
        assert (await ana.get("/users/me")).json()["username"] == ana.user["username"]


async def test_probes_tell_life_from_readiness_and_leave_browsers_alone(running: Server) -> None:
    async with httpx2.AsyncClient(base_url=running.url) as http:
        assert (await http.get("/live")).json() == {"status": "OK"}
        ready = await http.get("/ready")
        assert (ready.status_code, ready.json()) == (200, {"status": "OK", "database_status": "OK"})
        page = await http.get("/ready", headers={"accept": "text/html"})
        assert page.headers["content-type"].startswith("text/html")


async def test_a_broken_configuration_is_not_reloaded_a_right_one_is(tmp_path: Path) -> None:
    file, client = tmp_path / "config.toml", tmp_path / "client"
    client.mkdir()
    (client / "index.html").write_text("<title>mmpy</title>")
    file.write_text('[TeamSettings]\nSiteName = "before"\n')
    with server(tmp_path / "data", environ={"MM_CONFIG": str(file), "MM_WEBCLIENT_DIRECTORY": str(client)}) as running:
        async with httpx2.AsyncClient(base_url=running.url) as http:
            assert (await http.get("/")).text == "<title>before</title>"
            file.write_text("[TeamSettings]\nSiteName = 5\n")
            running.signal(signal.SIGHUP)
            assert "TeamSettings.SiteName" in running.wait_for("the configuration stays as it was").string

            file.write_text('[TeamSettings]\nSiteName = "after"\n')
            running.signal(signal.SIGHUP)
            running.wait_for("configuration reloaded")
            async with asyncio.timeout(30):
                while (await http.get("/")).text != "<title>after</title>":
                    await asyncio.sleep(0.02)
        assert running.end() == 0


@pytest.mark.parametrize("workers", [0, 2])
async def test_a_reload_reaches_every_client_once_and_changes_the_version_they_see(
    tmp_path: Path, workers: int
) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[TeamSettings]\nSiteName = "before"\n')
    environ = {"MM_CONFIG": str(file), "MM_WORKERS_APIWORKERS": str(workers)}
    with server(tmp_path / "data", environ=environ) as running:
        async with world_at(running.url) as world, AsyncExitStack() as open_sockets:
            ana = await world.sign_up("ana")
            before = (await ana.get("/users/me")).headers["x-version-id"]
            sockets = [await open_sockets.enter_async_context(ana.listening()) for _ in range(4)]
            for name in ("after", "after", "at last"):  # the second time nothing is new
                file.write_text(f'[TeamSettings]\nSiteName = "{name}"\n')
                running.signal(signal.SIGHUP)
                running.wait_for("configuration reloaded")
            for heard in sockets:
                await heard.wait_for("config_changed", count=2)
                told = [event["data"]["config"]["SiteName"] for event in heard.of("config_changed")]
                assert told == ["after", "at last"]
            after = (await ana.get("/users/me")).headers["x-version-id"]
            assert after != before
            assert len(after) == len(before)
        assert running.end() == 0


async def test_it_can_all_be_one_process(tmp_path: Path) -> None:
    with server(tmp_path / "data", environ={"MM_WORKERS_APIWORKERS": "0"}) as running:
        assert running.workers == []
        async with world_at(running.url) as world:
            ana = await world.sign_up("ana")
            os.kill(running.postgres, signal.SIGKILL)
            running.wait_for("PostgreSQL is back")
            async with asyncio.timeout(20):
                while (await ana.get("/users/me")).status_code != 200:
                    await asyncio.sleep(0.05)
        running.signal(signal.SIGHUP)
        running.wait_for("configuration reloaded")
        assert running.end() == 0


async def test_killed_supervisors_leave_nothing_behind(tmp_path: Path) -> None:
    with server(tmp_path / "data") as running:
        left = [*running.workers, running.postgres]
        running.process.kill()
        running.process.wait()
        await _eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in left))


async def test_stopping_ends_sockets_and_lets_clients_know(tmp_path: Path) -> None:
    with server(tmp_path / "data") as running:
        async with world_at(running.url) as world:
            ana = await world.sign_up("ana")
            headers = {"Authorization": f"Bearer {ana.token}"}
            async with websockets.connect(world.websocket_url, additional_headers=headers) as listening:
                await listening.recv()
                running.signal(signal.SIGTERM)
                await asyncio.wait_for(listening.wait_closed(), 20)
                assert listening.close_code == 1001
        assert running.process.wait(20) == 0


def test_a_taken_port_is_one_clear_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, words = refused("server", "--data", str(tmp_path / "data"), "--listen", f"127.0.0.1:{port}")
    assert code == 2
    assert words.splitlines() == [
        f"cannot listen on 127.0.0.1:{port}: port {port} is in use; name another one by --listen HOST:PORT"
    ]


def test_wrong_settings_and_unreachable_databases_are_one_clear_line(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path / "data"))
    wrong = {
        "TeamSettings.MaxUsersPerTeam": {"MM_TEAMSETTINGS_MAXUSERSPERTEAM": "many"},
        "cannot reach the database mm at 127.0.0.1:1": {
            "MM_SQLSETTINGS_DATASOURCE": "postgres://me:secret@127.0.0.1:1/mm?connect_timeout=2"
        },
        "ServiceSettings.TLSCertFile": {
            "MM_SERVICESETTINGS_CONNECTIONSECURITY": "TLS",
            "MM_SERVICESETTINGS_TLSCERTFILE": "/nowhere/cert.pem",
            "MM_SERVICESETTINGS_TLSKEYFILE": "/nowhere/key.pem",
        },
        "ServiceSettings.TLSKeyFile: /nowhere/key.pem: No such file": {
            "MM_SERVICESETTINGS_CONNECTIONSECURITY": "TLS",
            "MM_SERVICESETTINGS_TLSCERTFILE": __file__,
            "MM_SERVICESETTINGS_TLSKEYFILE": "/nowhere/key.pem",
        },
        "are no certificate and key that belong together": {
            "MM_SERVICESETTINGS_CONNECTIONSECURITY": "TLS",
            "MM_SERVICESETTINGS_TLSCERTFILE": __file__,
            "MM_SERVICESETTINGS_TLSKEYFILE": __file__,
        },
    }
    for expected, environ in wrong.items():
        code, words = refused("server", *data, environ=environ)
        assert (code, expected in words, "secret" in words, len(words.splitlines())) == (2, True, False, 1), words


def test_a_data_directory_serves_one_server_at_a_time(tmp_path: Path) -> None:
    with server(tmp_path / "data"):
        code, words = refused("server", "--data", str(tmp_path / "data"), "--listen", "127.0.0.1:0")
    assert code == 2
    assert "is in use: another server" in words


@contextmanager
def _service_manager(place: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(place))
        ear.settimeout(20)
        yield ear


def test_systemd_hears_start_watchdog_reload_and_stop(tmp_path: Path) -> None:
    place = tmp_path / "notify"
    with _service_manager(place) as ear:
        environ = {"NOTIFY_SOCKET": str(place), "WATCHDOG_USEC": "2000000"}

        def hear(word: str) -> list[str]:
            while True:
                lines = ear.recv(4096).decode().splitlines()
                if any(line.startswith(word) for line in lines):
                    return lines

        with server(tmp_path / "data", environ=environ) as running:
            assert f"MAINPID={running.process.pid}" in hear("READY=1")
            hear("WATCHDOG=1")
            running.signal(signal.SIGHUP)
            hear("RELOADING=1")
            hear("READY=1")
            running.signal(signal.SIGTERM)
            hear("STOPPING=1")
