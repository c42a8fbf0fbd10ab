"""The program as a whole: what it answers without a server."""

import subprocess
import sys

from tests.fixtures.process import PROGRAM


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*PROGRAM, *arguments], capture_output=True, text=True, check=False, timeout=60)


def test_the_version_is_told_before_anything_heavy_is_loaded() -> None:
    loaded = "import sys; sys.argv = ['mmpy', '--version']; from mattermost_py.__main__ import main; main()"
    script = f"{loaded}; sys.exit(3 if 'typer' in sys.modules else 0)"
    quick = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (quick.returncode, quick.stdout.split()[0]) == (0, "mmpy")
    assert run("version").stdout == quick.stdout


def test_help_names_every_command() -> None:
    words = run("--help").stdout
    for command in ("server", "routes", "config", "db", "backup"):
        assert command in words


def test_routes_tells_built_from_missing() -> None:
    everything, missing = run("routes"), run("routes", "--missing")
    assert "built   POST   /api/v4/users/login" in everything.stdout
    assert "built" not in missing.stdout
    lines = everything.stdout.splitlines()
    built = sum(line.startswith("built") for line in lines)
    assert f"{built} of {len(lines)} official routes are built" in everything.stderr
    assert len(missing.stdout.splitlines()) == len(lines) - built
