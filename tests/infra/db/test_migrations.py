"""A fresh database is Mattermost 11.6's, an existing one is taken over as it is, and both only once."""

import asyncio
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from mattermost_py.infra.db import migrate as migrations
from mattermost_py.infra.db.migrate import MigrationError, Origin, Outcome, migrate, status
from tests.fixtures.postgres import Cluster
from tests.infra.db import catalogue

Conn = psycopg.Connection


@pytest.fixture
def empty_database(postgres_cluster: Cluster) -> Iterator[str]:
    conninfo = postgres_cluster.create_database(empty=True)
    yield conninfo
    postgres_cluster.drop_database(conninfo)


@pytest.fixture
def fresh(new_database: Callable[[], str]) -> Iterator[Conn]:
    with psycopg.connect(new_database(), autocommit=True) as conn:
        catalogue.prepare(conn)
        yield conn


def test_tables_are_mattermosts_column_by_column(fresh: Conn) -> None:
    found, recorded = catalogue.tables(fresh), catalogue.recorded_tables()
    assert found.keys() == recorded.keys()
    for name, table in recorded.items():
        assert found[name] == table, name
    assert len(catalogue.facts("tables")["tables"]) == 79


def test_indexes_are_mattermosts_one_by_one(fresh: Conn) -> None:
    found, recorded = catalogue.indexes(fresh), catalogue.recorded_indexes()
    assert found.keys() == recorded.keys()
    for table, indexes in recorded.items():
        assert found[table] == sorted(indexes, key=lambda index: index["name"]), table


def test_views_and_enums_are_mattermosts_and_nothing_is_added(fresh: Conn) -> None:
    recorded = catalogue.facts("other")
    views = {name: view["columns"] for name, view in recorded["materialized_views"].items()}
    assert catalogue.materialized_views(fresh) == views
    assert catalogue.enums(fresh) == sorted(recorded["enum_types"], key=lambda enum: enum["name"])
    assert catalogue.everything_else(fresh) == []


def test_mattermost_would_find_nothing_left_to_migrate(fresh: Conn) -> None:
    recorded = catalogue.facts("other")
    for table, key in (("db_migrations", "migration_ledger"), ("db_config_migrations", "config_migration_ledger")):
        rows = fresh.execute(f"SELECT version, name FROM {table} ORDER BY version".encode()).fetchall()
        assert rows == [(row["version"], row["name"]) for row in recorded[key]]
    markers = dict(fresh.execute("SELECT name, value FROM systems").fetchall())
    assert markers.items() >= {row["name"]: row["value"] for row in recorded["systems"]}.items()
    assert markers.items() >= {"AdvancedPermissionsMigrationComplete": "true", "products_boards": "true"}.items()


def test_a_fresh_database_has_the_25_roles(fresh: Conn) -> None:
    recorded = catalogue.facts("roles")
    rows = fresh.execute(
        "SELECT name, permissions, schememanaged, builtin, displayname, length(id), schemeid FROM roles"
    ).fetchall()
    assert {row[0] for row in rows} == recorded["roles"].keys()
    for name, permissions, scheme_managed, built_in, display_name, width, scheme_id in rows:
        role = recorded["roles"][name]
        granted = role["permissions"] if isinstance(role["permissions"], list) else recorded["permissions"]
        assert sorted(permissions.split()) == sorted(granted), name
        assert permissions == "".join(f" {permission}" for permission in permissions.split())
        assert (scheme_managed, built_in) == (role["scheme_managed"], role["built_in"])
        assert (width, scheme_id) == (26, None)
        assert display_name.startswith("authentication.roles.")


def test_statistics_views_count(fresh: Conn) -> None:
    fresh.execute("INSERT INTO channels (id, teamid) VALUES ('c', 't')")
    fresh.execute("INSERT INTO bots (userid) VALUES ('b')")
    for post, user, at in (("1", "u", 86_400_000), ("2", "u", 86_400_999), ("3", "b", 86_400_000)):
        fresh.execute("INSERT INTO posts (id, userid, channelid, createat) VALUES (%s, %s, 'c', %s)", [post, user, at])
    fresh.execute("INSERT INTO fileinfo (id, createat, size, deleteat) VALUES ('f', 1, 5, 0), ('g', 1, 7, 9)")
    for view, rows in (
        ("poststats", [("b", "1970-01-02", 1, 86_400_000), ("u", "1970-01-02", 2, 86_400_999)]),
        ("posts_by_team_day", [("1970-01-02", 3, "t")]),
        ("bot_posts_by_team_day", [("1970-01-02", 1, "t")]),
        ("file_stats", [(1, 5)]),
    ):
        fresh.execute(f"REFRESH MATERIALIZED VIEW {view}".encode())
        found = fresh.execute(f"SELECT * FROM {view} ORDER BY 1".encode()).fetchall()
        assert [tuple(str(field) for field in row) for row in found] == [
            tuple(str(field) for field in row) for row in rows
        ]


def test_attribute_view_shows_names_of_options(fresh: Conn) -> None:
    options = '{"options": [{"id": "o1", "name": "Red"}, {"id": "o2", "name": "Blue"}]}'
    for field, kind in (("colour", "select"), ("colours", "multiselect"), ("motto", "text")):
        fresh.execute(
            "INSERT INTO propertyfields (id, groupid, name, type, attrs, createat, updateat, deleteat)"
            " VALUES (%s, 'g', %s, %s::property_field_type, %s, 1, 1, 0)",
            [field, field, kind, options],
        )
    for field, value, deleted_at in (
        ("colour", '"o1"', 0),
        ("colours", '["o2", "o1"]', 0),
        ("motto", '"hello"', 0),
        ("motto", '"gone"', 5),
    ):
        fresh.execute(
            "INSERT INTO propertyvalues (id, targetid, targettype, groupid, fieldid, value, createat, updateat,"
            " deleteat) VALUES (left(md5(random()::text), 26), 'u', 'user', 'g', %s, %s, 1, 1, %s)",
            [field, value, deleted_at],
        )
    fresh.execute("REFRESH MATERIALIZED VIEW attributeview")
    row = fresh.execute("SELECT targetid, targettype, attributes FROM attributeview").fetchone()
    assert row is not None
    assert row[:2] == ("u", "user")
    assert {**row[2], "colours": sorted(row[2]["colours"])} == {
        "colour": "Red",
        "colours": ["Blue", "Red"],
        "motto": "hello",
    }


def test_migrating_again_changes_nothing(new_database: Callable[[], str]) -> None:
    conninfo = new_database()
    assert asyncio.run(migrate(conninfo)) == []
    now = asyncio.run(status(conninfo))
    assert now.is_current
    assert now.origin is Origin.CREATED
    assert now.mattermost_version == 159


def test_status_looks_without_touching(empty_database: str) -> None:
    before = asyncio.run(status(empty_database))
    assert (before.origin, before.mattermost_version, list(before.recorded)) == (None, 0, [])
    assert before.pending == list(migrations.migrations())
    with psycopg.connect(empty_database) as conn:
        assert conn.execute("SELECT to_regnamespace('mmpy')").fetchone() == (None,)


def test_processes_starting_together_migrate_once(empty_database: str) -> None:
    async def race() -> list[list[migrations.Applied]]:
        return await asyncio.gather(*(migrate(empty_database) for _ in range(4)))

    runs = asyncio.run(race())
    assert sorted(len(run) for run in runs) == [0, 0, 0, len(migrations.migrations())]


def _as_mattermost_left_it(conninfo: str, *statements: str) -> None:
    """Turns a fresh database into one of Mattermost 11.6.0, which stops at step 155."""
    with psycopg.connect(conninfo, autocommit=True) as conn:
        conn.execute("""
            DROP SCHEMA mmpy CASCADE;
            DROP INDEX mmpy_users_custom_status;
            DELETE FROM db_migrations WHERE version > 155;
            ALTER TABLE roles DROP COLUMN schemeid;
            DROP INDEX idx_accesscontrolpolicies_name_type;
            DROP TABLE configurations, configurationfiles, db_config_migrations;
            INSERT INTO posts (id, message) VALUES ('p', 'kept');
            UPDATE roles SET permissions = ' changed' WHERE name = 'team_user';
            INSERT INTO roles (id, name) VALUES ('r', 'custom');
            INSERT INTO schemes (id, name, defaultteamuserrole) VALUES ('s', 'scheme', 'custom');
        """)
        for statement in statements:
            conn.execute(statement.encode())


def test_a_mattermost_database_is_adopted_in_place(new_database: Callable[[], str]) -> None:
    conninfo = new_database()
    _as_mattermost_left_it(conninfo)

    outcomes = {step.name: step.outcome for step in asyncio.run(migrate(conninfo))}

    skipped, applied = Outcome.SKIPPED, Outcome.APPLIED
    ours = {step.name: applied for step in migrations.migrations() if step.version >= 4}
    assert outcomes == {"mattermost": skipped, "roles": skipped, "adoption": applied, **ours}
    assert asyncio.run(status(conninfo)).origin is Origin.ADOPTED
    assert asyncio.run(migrate(conninfo)) == []
    with psycopg.connect(conninfo) as conn:
        catalogue.prepare(conn)
        assert {name: len(table["columns"]) for name, table in catalogue.tables(conn).items()} == {
            name: len(table["columns"]) for name, table in catalogue.recorded_tables().items()
        }
        assert catalogue.indexes(conn).keys() == catalogue.recorded_indexes().keys()
        assert conn.execute("SELECT max(version) FROM db_migrations").fetchone() == (155,)
        assert conn.execute("SELECT message FROM posts").fetchall() == [("kept",)]
        assert conn.execute("SELECT permissions FROM roles WHERE name = 'team_user'").fetchone() == (" changed",)
        assert conn.execute("SELECT schemeid FROM roles WHERE name = 'custom'").fetchone() == ("s",)


def test_policies_of_one_name_do_not_stop_adoption(new_database: Callable[[], str]) -> None:
    conninfo = new_database()
    policy = "('{}', 'same', 'parent', true, 1, 1, 'v0.2')"
    _as_mattermost_left_it(
        conninfo,
        "INSERT INTO accesscontrolpolicies (id, name, type, active, createat, revision, version) VALUES "
        + f"{policy.format('a')}, {policy.format('b')}",
    )
    asyncio.run(migrate(conninfo))
    with psycopg.connect(conninfo) as conn:
        found = {index["name"] for index in catalogue.indexes(conn)["accesscontrolpolicies"]}
    assert found == {"accesscontrolpolicies_pkey"}


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("DELETE FROM db_migrations WHERE version > 120", "at schema step 120, before 155"),
        ("DELETE FROM db_migrations", "no record of their version"),
        ("ALTER TABLE posts DROP COLUMN hasreactions", "lacks posts.hasreactions: repair"),
        ("DROP TABLE users, bots CASCADE", "lacks bots.createat, .* and 30 more"),
        (
            "INSERT INTO db_lock VALUES ('mm-lock-key', extract(epoch FROM now()) + 15)",
            "Mattermost is changing this database",
        ),
    ],
)
def test_a_database_that_is_not_ready_is_refused_untouched(
    new_database: Callable[[], str], statement: str, reason: str
) -> None:
    conninfo = new_database()
    _as_mattermost_left_it(conninfo, statement)
    with pytest.raises(MigrationError, match=reason):
        asyncio.run(migrate(conninfo))
    with psycopg.connect(conninfo) as conn:
        assert conn.execute("SELECT count(*) FROM mmpy.migrations").fetchone() == (0,)


def test_text_must_be_utf8(postgres_cluster: Cluster) -> None:
    name = "latin"
    with psycopg.connect(postgres_cluster.conninfo("postgres"), autocommit=True) as conn:
        conn.execute(
            f"CREATE DATABASE {name} ENCODING latin1 TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'".encode()
        )
    with pytest.raises(MigrationError, match="stores text as LATIN1"):
        asyncio.run(migrate(postgres_cluster.conninfo(name)))
    postgres_cluster.drop_database(postgres_cluster.conninfo(name))


def test_a_run_that_stopped_half_way_is_taken_up_again(empty_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    every = migrations.migrations()
    broken = migrations.Migration(version=4, name="mmpy", scope=None, sql="SELECT 1 / 0")
    monkeypatch.setattr(migrations, "migrations", lambda: (*every[:3], broken))
    with pytest.raises(psycopg.errors.DivisionByZero):
        asyncio.run(migrate(empty_database))
    monkeypatch.undo()

    assert [step.name for step in asyncio.run(migrate(empty_database))] == [step.name for step in every[3:]]
    assert asyncio.run(status(empty_database)).origin is Origin.CREATED


def test_every_migration_says_what_it_is_for() -> None:
    every = migrations.migrations()
    assert [step.version for step in every] == list(range(1, len(every) + 1))
    files = list((Path(migrations.__file__).parent / "migrations").glob("*.sql"))
    assert len(files) == len(every)
    for step in every:
        assert re.search(r"\n-- Why: .*\n(--      .*\n)*-- Locks: ", step.sql), step.name
