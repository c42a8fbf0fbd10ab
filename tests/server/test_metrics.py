"""The page for Prometheus: one server's figures, however many workers it has."""

import re
import socket
from pathlib import Path

import httpx2

from tests.fixtures.process import server


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


async def test_every_scrape_adds_up_all_workers(tmp_path: Path) -> None:
    port = free_port()
    environ = {
        "MM_WORKERS_APIWORKERS": "2",
        "MM_METRICSSETTINGS_ENABLE": "true",
        "MM_METRICSSETTINGS_LISTENADDRESS": f"127.0.0.1:{port}",
    }
    with server(tmp_path / "data", environ=environ) as running:
        for _ in range(10):
            async with httpx2.AsyncClient(base_url=running.url) as http:
                assert (await http.get("/api/v4/users/me")).status_code == 401
        for _ in range(4):
            async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
                page = await http.get("/metrics")
            assert page.headers["content-type"].startswith("text/plain")
            assert "mmpy_workers 2.0" in page.text
            counted = re.search(r'mattermost_http_requests_total\{handler="/api/v4/users/.*"401"\} (\S+)', page.text)
            assert counted is not None
            assert float(counted[1]) == 10
            assert re.search(r"process_resident_memory_bytes \d", page.text)
