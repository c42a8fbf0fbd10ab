"""The one executable, started from an empty environment as on a bare machine."""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

BINARY = Path(__file__).parents[2] / "dist" / "mmpy"
PASSWORD = "Correct-horse-9"

pytestmark = pytest.mark.slow


@contextmanager
def started(data: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The server and its address."""
    command = ["env", "-i", str(BINARY), "server", "--data", str(data), "--listen", "127.0.0.1:0"]
    process = subprocess.Popen(command, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    lines: list[str] = []
    try:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            if found := re.search(r"open http://localhost:(\d+)", line):
                yield process, f"http://127.0.0.1:{found[1]}"
                break
        else:
            raise AssertionError("".join(lines))
    finally:
        process.terminate()
        assert process.wait(60) == 0, "".join(lines)
        if process.stdout is not None:
            process.stdout.close()


def test_version_needs_nothing() -> None:
    shown = subprocess.run(["env", "-i", str(BINARY), "--version"], capture_output=True, text=True, check=True)
    assert shown.stdout.startswith("mmpy ")


async def test_two_starts_on_an_empty_folder_serve_pages_and_keep_posts(tmp_path: Path) -> None:
    with started(tmp_path / "data") as (_, url):
        async with httpx2.AsyncClient(base_url=url, timeout=60) as http:
            page = await http.get("/")
            assert page.status_code == 200
            assert '<div id="root">' in page.text
            script = re.search(r'src="\.?/?(static/[^"]+\.js)"', page.text)
            assert script is not None
            assert (await http.get(f"/{script[1]}")).status_code == 200

            person = {"username": "ana", "email": "ana@example.org", "password": PASSWORD}
            assert (await http.post("/api/v4/users", json=person)).status_code == 201
            signed_in = await sign_in(http)
            team = (await http.post("/api/v4/teams", json=TEAM, headers=signed_in)).json()
            square = f"/api/v4/teams/{team['id']}/channels/name/town-square"
            channel = (await http.get(square, headers=signed_in)).json()
            sent = {"channel_id": channel["id"], "message": "from one file"}
            post = await http.post("/api/v4/posts", json=sent, headers=signed_in)
            assert post.status_code == 201

            # Pictures are decoded in another process of this same file.
            image = await http.post(
                "/api/v4/files",
                params={"channel_id": channel["id"], "filename": "dot.png"},
                content=DOT,
                headers=signed_in,
            )
            assert image.status_code == 201
            assert image.json()["file_infos"][0]["width"] == 1

    with started(tmp_path / "data") as (_, url):
        async with httpx2.AsyncClient(base_url=url, timeout=60) as http:
            kept = await http.get(f"/api/v4/posts/{post.json()['id']}", headers=await sign_in(http))
            assert kept.json()["message"] == "from one file"


def test_nothing_of_it_is_left_running_or_unpacked(tmp_path: Path) -> None:
    before = set(unpacked())
    with started(tmp_path / "data") as (process, _):
        assert set(unpacked()) - before
        assert process.poll() is None
    assert set(unpacked()) <= before
    assert not [pid for pid in os.listdir("/proc") if pid.isdigit() and runs(pid, str(tmp_path))]


TEAM = {"name": "team", "display_name": "Team", "type": "O"}
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000"
    "000d49444154789c63f8cfc0f01f00050001ff89993d1d0000000049454e44ae426082"
)


async def sign_in(http: httpx2.AsyncClient) -> dict[str, str]:
    reply = await http.post("/api/v4/users/login", json={"login_id": "ana", "password": PASSWORD})
    assert reply.status_code == 200, reply.text
    return {"Authorization": f"Bearer {reply.headers['token']}"}


def unpacked() -> list[str]:
    return [name for name in os.listdir("/tmp") if name.startswith("_MEI")]


def runs(pid: str, word: str) -> bool:
    try:
        return word in Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return False
