"""A backup made under load comes back whole in an empty place; what is not right is refused in one line."""

import asyncio
import hashlib
import os
import re
import shutil
import tarfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from typer.testing import CliRunner

from mattermost_py.cli import backup
from mattermost_py.infra.archive.database import row_counts
from mattermost_py.infra.db.migrate import migrate
from mattermost_py.infra.postgres import Durability, EmbeddedPostgres, binaries
from tests.fixtures.postgres import Cluster


@dataclass(frozen=True, slots=True)
class Site:
    """A data directory with a running database, as a server keeps it."""

    data: Path
    postgres: EmbeddedPostgres

    @property
    def backups(self) -> list[Path]:
        return sorted((self.data / "backups").iterdir())

    def run(self, statement: str) -> None:
        with psycopg.connect(self.postgres.conninfo(), autocommit=True) as conn:
            conn.execute(statement.encode())


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    data = tmp_path / "site"
    with EmbeddedPostgres(data / "postgres", durability=Durability.NONE) as postgres:
        asyncio.run(migrate(postgres.conninfo()))
        made = Site(data, postgres)
        made.run(
            "INSERT INTO posts (id, message, props) SELECT 'p' || n, 'Grüße ' || n, '{}' FROM generate_series(1, 500) n"
        )
        _upload(data / "data")
        yield made


def _upload(folder: Path) -> None:
    (folder / "20261122" / "teams").mkdir(parents=True)
    (folder / "20261122" / "teams" / "Übersicht 🎉.png").write_bytes(os.urandom(3_000_000))
    (folder / "empty.txt").touch()
    (folder / ("long" * 50)).write_text("a name longer than the old tar format allows")
    (folder / "link").symlink_to("/etc/passwd")


def mmpy_backup(*words: object, exit_code: int = 0) -> str:
    """Runs the command; its output, both streams."""
    done = CliRunner().invoke(backup.app, [str(word) for word in words])
    assert done.exit_code == exit_code, done.output + repr(done.exception)
    assert exit_code == 0 or "Traceback" not in done.output
    return done.output


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


def counts(postgres: EmbeddedPostgres) -> dict[str, int]:
    with psycopg.connect(postgres.conninfo()) as conn:
        return row_counts(conn)


def test_everything_comes_back_in_an_empty_place(site: Site, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[TeamSettings]\nSiteName = "Ours"\n')
    site.run(
        "CREATE TABLE plugin_table (id serial PRIMARY KEY, word text); INSERT INTO plugin_table (word) VALUES ('x')"
    )
    before, files = counts(site.postgres), hashes(site.data / "data")

    said = mmpy_backup("create", "--data", site.data, "--config", config)
    assert re.search(r"mmpy-\d{8}-\d{6}\.tar: mmpy .*, \d+ rows, 3 files, ", said)
    [made] = site.backups
    assert made.stat().st_mode & 0o077 == 0
    assert "is whole" in mmpy_backup("verify", made)
    assert str(made) in mmpy_backup("list", "--data", site.data)
    shutil.copy(made, tmp_path / "monday.backup")
    (tmp_path / "notes.txt").write_text("no backup")
    said = mmpy_backup("list", "--directory", tmp_path)
    assert "monday.backup: 20" in said
    assert "notes" not in said

    new = tmp_path / "new" / "site"
    said = mmpy_backup("restore", made, "--data", new)
    assert f"mmpy server --data {new} --config {new}/config.toml" in said
    assert hashes(new / "data") == files
    assert (new / "config.toml").read_text() == config.read_text()
    assert sorted(entry.name for entry in new.iterdir()) == ["config.toml", "data", "postgres"]
    with EmbeddedPostgres(new / "postgres") as restored:
        assert counts(restored) == before
        assert asyncio.run(migrate(restored.conninfo())) == []
        with psycopg.connect(restored.conninfo()) as conn:
            assert conn.execute("SELECT message FROM posts WHERE id = 'p7'").fetchone() == ("Grüße 7",)
            assert conn.execute("SELECT numposts FROM poststats").fetchall() == [(500,)]
            assert conn.execute("INSERT INTO plugin_table (word) VALUES ('y') RETURNING id").fetchone() == (2,)


def test_a_backup_under_load_is_one_moment(site: Site, tmp_path: Path) -> None:
    site.run("CREATE TABLE debit (n integer); CREATE TABLE credit (n integer)")
    stop = threading.Event()
    writer = threading.Thread(target=_write_pairs, args=(site.postgres.conninfo(), stop))
    writer.start()
    try:
        mmpy_backup("create", "--data", site.data)
    finally:
        stop.set()
        writer.join()
    mmpy_backup("restore", site.backups[0], "--data", tmp_path / "new")
    with EmbeddedPostgres(tmp_path / "new" / "postgres") as restored:
        rows = counts(restored)
    assert rows["public.debit"] == rows["public.credit"]


def _write_pairs(conninfo: str, stop: threading.Event) -> None:
    with psycopg.connect(conninfo) as conn:
        while not stop.is_set():
            with conn.transaction():
                conn.execute("INSERT INTO debit VALUES (1)")
                conn.execute("INSERT INTO credit VALUES (1)")


def test_a_server_that_is_down_is_no_obstacle(site: Site, tmp_path: Path) -> None:
    site.postgres.stop()
    mmpy_backup("create", "--data", site.data, "--output", tmp_path / "deep" / "own.tar")
    assert "is whole" in mmpy_backup("verify", tmp_path / "deep" / "own.tar")
    assert not (site.data / "backups").exists()
    site.postgres.start()


def test_an_external_database_is_saved_too(new_database: Callable[[], str], tmp_path: Path) -> None:
    conninfo = new_database()
    config = tmp_path / "config.toml"
    uploads = tmp_path / "elsewhere"
    _upload(uploads)
    config.write_text(f'[SqlSettings]\nDataSource = "{conninfo}"\n[FileSettings]\nDirectory = "{uploads}"\n')
    said = mmpy_backup("create", "--config", config, "--data", tmp_path / "site")
    assert "the database was an external one" in said
    [made] = (tmp_path / "site" / "backups").iterdir()
    said = mmpy_backup("restore", made, "--data", tmp_path / "new")
    assert 'set FileSettings.Directory = "files"' in said
    assert hashes(tmp_path / "new" / "files") == hashes(uploads)
    with EmbeddedPostgres(tmp_path / "new" / "postgres") as restored:
        assert counts(restored)["public.roles"] == 25


@pytest.fixture
def no_pg_dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the database is newer than our programs, or speaks TLS."""
    copy = binaries.copy_to(binaries.find(), tmp_path / "programs")
    for name in ("pg_dump", "pg_restore"):
        copy.program(name).unlink()
    monkeypatch.setenv("MMPY_PG_ROOT", str(copy.root))
    monkeypatch.setenv("PATH", "/nowhere")


@pytest.mark.usefixtures("no_pg_dump")
def test_without_pg_dump_tables_are_copied_one_by_one(new_database: Callable[[], str], tmp_path: Path) -> None:
    conninfo = new_database()
    with psycopg.connect(conninfo, autocommit=True) as conn:
        conn.execute("INSERT INTO posts (id, message, props) VALUES ('p', E'two\\nlines\\t\\\\', '{\"a\": 1}')")
        conn.execute("INSERT INTO retentionpoliciesteams (policyid, teamid) SELECT 'r', 't' WHERE false")
        conn.execute("UPDATE roles SET permissions = ' mine' WHERE name = 'team_user'")
        conn.execute("CREATE TABLE plugin_table AS SELECT 1 AS n")
        before = row_counts(conn)
    config = tmp_path / "config.toml"
    config.write_text(f'[SqlSettings]\nDataSource = "{conninfo}"\n')
    mmpy_backup("create", "--config", config, "--data", tmp_path / "site")
    [made] = (tmp_path / "site" / "backups").iterdir()

    said = mmpy_backup("restore", made, "--data", tmp_path / "new")

    assert "public.plugin_table was not restored" in said
    with EmbeddedPostgres(tmp_path / "new" / "postgres") as restored:
        assert {**counts(restored), "public.plugin_table": 1} == before
        with psycopg.connect(restored.conninfo()) as conn:
            assert conn.execute("SELECT message, props FROM posts").fetchall() == [("two\nlines\t\\", {"a": 1})]
            assert conn.execute("SELECT permissions FROM roles WHERE name = 'team_user'").fetchone() == (" mine",)
            assert conn.execute("SELECT count(*) FROM poststats").fetchone() == (1,)


def test_an_encrypted_backup_needs_its_passphrase(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "no passphrase" in mmpy_backup("create", "--data", site.data, "--encrypt", exit_code=2)
    (tmp_path / "passphrase").write_text("correct horse\n")
    (tmp_path / "wrong").write_text("battery staple\n")
    mmpy_backup("create", "--data", site.data, "--encrypt", "--passphrase-file", tmp_path / "passphrase")
    [made] = site.backups
    assert b"mmpy" not in made.read_bytes()

    assert "encrypted: give the passphrase" in mmpy_backup("verify", made, exit_code=2)
    assert "encrypted, " in mmpy_backup("list", "--data", site.data)
    wrong = ("--passphrase-file", tmp_path / "wrong")
    assert "wrong passphrase" in mmpy_backup("verify", made, *wrong, exit_code=2)
    assert "wrong passphrase" in mmpy_backup("list", "--data", site.data, *wrong)
    monkeypatch.setenv("MMPY_BACKUP_PASSPHRASE", "correct horse")
    assert " 3 files" in mmpy_backup("list", "--data", site.data)
    mmpy_backup("restore", made, "--data", tmp_path / "new")
    assert hashes(tmp_path / "new" / "data") == hashes(site.data / "data")


def test_damage_is_named_and_never_restored(site: Site, tmp_path: Path) -> None:
    mmpy_backup("create", "--data", site.data)
    [made] = site.backups
    with tarfile.open(made) as tar:
        place = next(entry.offset_data for entry in tar if entry.name.startswith("files/20261122"))
    content = bytearray(made.read_bytes())
    content[place + 100] ^= 1
    damaged = tmp_path / "damaged.tar"
    damaged.write_bytes(content)

    assert "Übersicht 🎉.png is damaged: its hash differs" in mmpy_backup("verify", damaged, exit_code=2)
    empty = tmp_path / "empty"
    empty.mkdir()
    for target in (tmp_path / "new", empty):
        assert "is damaged" in mmpy_backup("restore", damaged, "--data", target, exit_code=2)
    assert not (tmp_path / "new").exists()
    assert list(empty.iterdir()) == []


def test_what_is_no_whole_backup_is_refused(site: Site, tmp_path: Path) -> None:
    mmpy_backup("create", "--data", site.data)
    [made] = site.backups
    cut, letter = tmp_path / "cut.tar", tmp_path / "letter.tar"
    cut.write_bytes(made.read_bytes()[: made.stat().st_size // 2])
    letter.write_text("Dear Bob, " * 2000)
    missing = tmp_path / "missing.tar"
    for file, reason in ((cut, "damaged"), (letter, "is no backup"), (missing, "No such file"), (tmp_path, "Is a dir")):
        for words in (("verify", file), ("restore", file, "--data", tmp_path / "new")):
            said = mmpy_backup(*words, exit_code=2)
            assert reason in said
            assert said.count("\n") == 1
    assert not (tmp_path / "new").exists()


def test_parts_that_are_missing_added_or_lead_astray_are_noticed(site: Site, tmp_path: Path) -> None:
    mmpy_backup("create", "--data", site.data)
    other = tmp_path / "other.tar"
    with tarfile.open(site.backups[0]) as tar, tarfile.open(other, "w") as forged:
        for entry in tar:
            if entry.name == "files/empty.txt":
                entry.name = "files/../../escape"
            forged.addfile(entry, tar.extractfile(entry))
    said = mmpy_backup("verify", other, exit_code=2)
    assert "files/empty.txt is missing" in said
    assert "files/../../escape does not belong to it" in said
    mmpy_backup("restore", other, "--data", tmp_path / "new", exit_code=2)
    assert not (tmp_path / "escape").exists()
    assert not (tmp_path / "new").exists()


def test_nothing_is_overwritten(site: Site, tmp_path: Path) -> None:
    mmpy_backup("create", "--data", site.data)
    [made] = site.backups
    before = made.read_bytes()
    assert "exists already" in mmpy_backup("create", "--data", site.data, "--output", made, exit_code=2)
    assert made.read_bytes() == before
    assert "is not empty" in mmpy_backup("restore", made, "--data", site.data, exit_code=2)
    assert "is not empty" in mmpy_backup("restore", made, "--data", made, exit_code=2)


def test_without_a_database_there_is_nothing_to_save(tmp_path: Path) -> None:
    assert "there is no database in" in mmpy_backup("create", "--data", tmp_path / "typo", exit_code=2)
    assert not (tmp_path / "typo").exists()
    assert "No backups in" in mmpy_backup("list", "--data", tmp_path / "typo")


def test_a_backup_that_fails_leaves_no_file(site: Site, tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    (site.data / "data" / name).touch()
    said = mmpy_backup("create", "--data", site.data, "--output", tmp_path / "out.tar", exit_code=2)
    assert "is not UTF-8: rename it" in said
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_uploads_kept_in_the_data_directory_itself_are_told_from_the_rest(site: Site, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[FileSettings]\nDirectory = "./"\n')
    said = ""
    for number in range(2):
        output = site.data / f"own-{number}.tar"
        said = mmpy_backup("create", "--data", site.data, "--config", config, "--output", output)
    assert " 4 files" in said  # the three uploads, and the first backup, which was put among them
    mmpy_backup("create", "--data", site.data, "--config", config)
    mmpy_backup("restore", site.data / "own-0.tar", "--data", tmp_path / "new")
    assert hashes(tmp_path / "new" / "data") == hashes(site.data / "data")


def test_where_the_uploads_are_may_have_been_saved_by_the_api(site: Site) -> None:
    saved = '{"FileSettings": {"DriverName": "amazons3"}}'
    site.run(f"INSERT INTO configurations (id, value, createat, active) VALUES ('c', '{saved}', 1, true)")
    said = mmpy_backup("create", "--data", site.data)
    assert "0 files" in said
    assert "kept by the amazons3 driver" in said


def test_a_database_that_cannot_be_reached_is_told_in_one_line(tmp_path: Path, postgres_cluster: Cluster) -> None:
    config = tmp_path / "config.toml"
    source = postgres_cluster.conninfo("no_such_database")
    config.write_text(f'[SqlSettings]\nDataSource = "{source}"\n')
    said = mmpy_backup("create", "--data", tmp_path / "site", "--config", config, exit_code=2)
    assert 'database "no_such_database" does not exist' in said


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can restore for somebody else")
def test_root_restores_for_the_owner_of_the_folder(site: Site, tmp_path: Path) -> None:
    mmpy_backup("create", "--data", site.data)
    new = tmp_path / "new"
    new.mkdir()
    os.chown(new, 1, 1)
    mmpy_backup("restore", site.backups[0], "--data", new)
    assert {path.lstat().st_uid for path in (new, *new.rglob("*"))} == {1}
