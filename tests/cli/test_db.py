"""`mmpy db` brings a database up to date, tells how far it is, and says in one line what is wrong."""

from pathlib import Path

import psycopg
import pytest
from typer.testing import CliRunner

from mattermost_py.cli import db
from tests.fixtures.postgres import Cluster


def mmpy_db(*words: object, exit_code: int = 0) -> str:
    """Runs the command; its output, both streams."""
    done = CliRunner().invoke(db.app, [str(word) for word in words])
    assert done.exit_code == exit_code, done.output + repr(done.exception)
    return done.output


def _config(folder: Path, text: str) -> Path:
    file = folder / "config.toml"
    file.write_text(text)
    return file


def test_an_embedded_database_is_made_once_and_only_by_migrating(tmp_path: Path) -> None:
    data = ("--data", tmp_path / "site")
    assert "there is no database in" in mmpy_db("status", *data, exit_code=2)
    assert "0001 mattermost: applied" in mmpy_db("migrate", *data)
    assert mmpy_db("migrate", *data) == "Nothing to do: the database is up to date.\n"
    said = mmpy_db("status", *data)
    assert "PostgreSQL 18" in said
    assert "created by mmpy" in said
    assert "pending" not in said


def test_pending_migrations_of_an_external_database_are_told(tmp_path: Path, postgres_cluster: Cluster) -> None:
    conninfo = postgres_cluster.create_database(empty=True)
    config = ("--config", _config(tmp_path, f'[SqlSettings]\nDataSource = "{conninfo}"\n'))
    said = mmpy_db("status", *config, exit_code=1)
    assert "empty\n" in said
    assert "0001 mattermost: pending" in said
    mmpy_db("migrate", *config)
    assert "Mattermost's schema step: 159" in mmpy_db("status", *config)
    postgres_cluster.drop_database(conninfo)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[SqlSettings]\nDataSource = "host"\n', "DataSource"),
        ("[Embedded]\nEnable = false\n", "must be set, because Embedded.Enable is false"),
        ("[SqlSettings]\nMaxIdle = 1\n", "config.toml:2"),
    ],
)
def test_a_wrong_configuration_is_told(tmp_path: Path, text: str, reason: str) -> None:
    said = mmpy_db("migrate", "--config", _config(tmp_path, text), "--data", tmp_path, exit_code=2)
    assert reason in said or "not a PostgreSQL data source" in said
    assert said.count("\n") == 1


def test_a_database_that_is_not_ready_is_refused(tmp_path: Path, postgres_cluster: Cluster) -> None:
    conninfo = postgres_cluster.create_database(empty=True)
    with psycopg.connect(conninfo) as conn:
        conn.execute("CREATE TABLE users (id text)")
    config = ("--config", _config(tmp_path, f'[SqlSettings]\nDataSource = "{conninfo}"\n'))
    assert "no record of their version" in mmpy_db("migrate", *config, exit_code=2)
    postgres_cluster.drop_database(conninfo)
