"""Thousands of people and channels and a million posts, put into the server's own database by SQL.

Only for a server of this checkout: the API would need hours for what is no part of the measurement.
"""

import time
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg import sql

from mattermost_py.infra.postgres import EmbeddedPostgres
from tests.bench.stage import Stage

TEXT_INDEX = "idx_posts_message_txt"
CHANNELS_OF_ME = 200

# Ids are 26 hexadecimal characters of a hash, which is a valid form.
_ID: LiteralString = "substr(md5({kind} || i), 1, 26)"

# Words by rank: a few are everywhere, most are rare, as in any language.
_MESSAGE: LiteralString = """(
    SELECT string_agg('word' || floor(exp(random() * ln(20000)))::int, ' ')
      FROM generate_series(1, 12 + (i %% 9)) WHERE i = i)"""


def fill(data: Path, stage: Stage, *, people: int, channels: int, posts: int) -> float:
    """Adds this much to the stage's team. Returns the seconds it took."""
    started = time.perf_counter()
    conninfo = EmbeddedPostgres(data / "postgres").conninfo()
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute("SET synchronous_commit = off")
        _people(connection, stage, people)
        _channels(connection, stage, channels)
        if posts:
            _posts(connection, stage, posts)
        connection.execute("VACUUM ANALYZE")
    return time.perf_counter() - started


def _clone(connection: psycopg.Connection[Any], table: str, where: str, count: int, **changed: str) -> None:
    """Repeats one row `count` times with these columns replaced by SQL expressions over `i` = 1, 2, ..."""
    columns = [
        row[0]
        for row in connection.execute(
            "SELECT column_name::text FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s",
            [table],
        )
    ]
    values = [sql.SQL(changed[name]) if name in changed else sql.Identifier("t", name) for name in columns]  # type: ignore[arg-type]
    connection.execute(
        sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {} t, generate_series(1, {}) i WHERE {}").format(
            sql.Identifier(table),
            sql.SQL(", ").join(map(sql.Identifier, columns)),
            sql.SQL(", ").join(values),
            sql.Identifier(table),
            sql.Literal(count),
            sql.SQL(where),  # type: ignore[arg-type]
        )
    )


def _people(connection: psycopg.Connection[Any], stage: Stage, count: int) -> None:
    me, team_id, channel_id = stage.users[0]["id"], stage.team["id"], stage.channel["id"]
    person = _ID.format(kind="'user'")
    name = "'person' || i"
    _clone(
        connection, "users", f"t.id = '{me}'", count,
        id=person, username=name, email=f"{name} || '@example.org'", nickname="'Nick ' || i",
        firstname="'First' || i", lastname="'Last' || i", roles="'system_user'", authdata="NULL",
    )  # fmt: skip
    _clone(
        connection, "teammembers", f"t.userid = '{me}' AND t.teamid = '{team_id}'", count,
        userid=person, schemeadmin="false",
    )  # fmt: skip
    _clone(
        connection, "channelmembers", f"t.userid = '{me}' AND t.channelid = '{channel_id}'", count,
        userid=person, schemeadmin="false",
    )  # fmt: skip


def _channels(connection: psycopg.Connection[Any], stage: Stage, count: int) -> None:
    me, like = stage.users[0]["id"], stage.other_channel["id"]
    channel = _ID.format(kind="'channel'")
    names = {"id": channel, "name": "'place' || i", "displayname": "'Place ' || i"}
    _clone(connection, "channels", f"t.id = '{like}'", count, **names, lastpostat="t.lastpostat - i")
    _clone(connection, "publicchannels", f"t.id = '{like}'", count, **names)
    _clone(
        connection, "channelmembers", f"t.userid = '{me}' AND t.channelid = '{like}'", min(CHANNELS_OF_ME, count),
        channelid=channel,
    )  # fmt: skip


def _posts(connection: psycopg.Connection[Any], stage: Stage, count: int) -> None:
    """A year of talk in the channels of the first person; the text index is built once at the end."""
    like = stage.posts[0]["id"]
    found = connection.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [TEXT_INDEX]).fetchone()
    assert found is not None
    connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(TEXT_INDEX)))
    _clone(
        connection, "posts", f"t.id = '{like}'", count,
        id=_ID.format(kind="'post'"),
        channelid=f"substr(md5('channel' || (1 + i % {CHANNELS_OF_ME})), 1, 26)",
        userid="substr(md5('user' || (1 + i % 997)), 1, 26)",
        message=_MESSAGE.replace("%%", "%"),
        createat="t.createat - 1000 * i::bigint", updateat="t.createat - 1000 * i::bigint",
    )  # fmt: skip
    connection.execute("SET maintenance_work_mem = '512MB'")
    connection.execute(found[0].encode())
