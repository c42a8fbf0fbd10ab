"""`mmpy user` looks after accounts, whether the server runs or not."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mattermost_py.cli import user
from tests.fixtures.postgres import Cluster

PASSWORD = "Correct-horse-9"


@pytest.fixture
def site(tmp_path: Path, postgres_cluster: Cluster) -> Iterator[tuple[str, ...]]:
    """The options that name a configured, empty database."""
    conninfo = postgres_cluster.create_database()
    file = tmp_path / "config.toml"
    file.write_text(f'[SqlSettings]\nDataSource = "{conninfo}"\n')
    yield "--config", str(file), "--data", str(tmp_path)
    postgres_cluster.drop_database(conninfo)


def mmpy_user(*words: str, exit_code: int = 0) -> str:
    """Runs the command; its output, both streams."""
    done = CliRunner().invoke(user.app, list(words), env={"MMPY_USER_PASSWORD": PASSWORD})
    assert done.exit_code == exit_code, done.output + repr(done.exception)
    return done.output


def test_accounts_are_made_listed_promoted_and_switched_off(site: tuple[str, ...]) -> None:
    first = mmpy_user("create", "--email", "ana@example.org", "--username", "ana", *site)
    mmpy_user("create", "--email", "bob@example.org", "--username", "bob", *site)

    assert "ana <ana@example.org> is there (system_admin system_user)." in first
    assert "bob is a system administrator" in mmpy_user("make-admin", "BOB@example.org", *site)
    assert "ana is deactivated" in mmpy_user("deactivate", "ana", *site)
    assert [line.split()[1] for line in mmpy_user("list", *site).splitlines()] == ["bob"]
    assert [line.split()[1] for line in mmpy_user("list", "--all", *site).splitlines()] == ["ana", "bob"]
    assert "ana is active" in mmpy_user("activate", "ana", *site)
    assert "bob has a new password" in mmpy_user("reset-password", "bob", *site)


def test_what_is_wrong_is_said_in_one_line(site: tuple[str, ...]) -> None:
    nobody = mmpy_user("activate", "nobody", *site, exit_code=2)
    wrong = mmpy_user("create", "--email", "nowhere", "--username", "ana", *site, exit_code=2)

    assert nobody == "This user was not found.\n"
    assert wrong == "Please enter a valid e-mail address.\n"


def test_mail_that_has_to_wait_is_no_matter_of_the_command(
    site: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MM_EMAILSETTINGS_SMTPSERVER", "127.0.0.1")
    monkeypatch.setenv("MM_EMAILSETTINGS_SMTPPORT", "1")
    words = [sys.executable, "-m", "mattermost_py", "user", "create", "--email", "eva@example.org", "--username", "eva"]
    environ = {**os.environ, "MMPY_USER_PASSWORD": PASSWORD}
    done = subprocess.run([*words, *site], env=environ, capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr == ""
