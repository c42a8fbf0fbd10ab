"""Thousands of people and channels and a million posts, put into the server's own database by SQL.

Only for a server of this checkout: over the API it would take hours, and is no part of what is measured.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg import sql

from mattermost_py.infra.postgres import EmbeddedPostgres
from tests.bench.stage import Stage
from tests.bench.wire import Http

CHANNELS_OF_ME = 200  # the first person is in this many
CHANNELS_OF_EACH = 8  # everybody else in this many of them
LONG_THREAD = 5000
RANKS = 20_000  # different words in the posts

_FIRST: Final = (
    "Ada Alan Ana Ben Carla Chen Dana David Elena Emil Fatima Felix Grace Hana Ines Ivan Jakob Jana Kai Karim "
    "Lena Luis Maria Maya Mehmet Nadia Noah Olga Omar Paul Petra Priya Rosa Samir Sofia Tariq Uma Viktor Yuki Zoe"
)
_LAST: Final = (
    "Abbott Baker Becker Costa Diaz Evans Fischer Garcia Haddad Ito Jansen Kim Kowalski Larsen Martin Meyer Nakamura "
    "Okafor Patel Quinn Rossi Santos Schmidt Tanaka Weber"
)
_TOPIC: Final = (
    "release design support incident backend billing hiring mobile desktop search docs security data travel garden "
    "music books coffee running chess"
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much is added to the stage."""

    people: int = 5000
    channels: int = 5000
    posts: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Crowd:
    """What was added, as far as measurements name it."""

    people: list[Http]  # signed in
    user_ids: list[str]
    usernames: list[str]
    channel_ids: list[str]  # those the first person is in
    channel_names: list[str]
    thread_id: str  # LONG_THREAD replies

    def channels_of(self, person: int) -> list[str]:
        """The channels that this person (counted from 0) is in."""
        count = len(self.channel_ids)
        return [self.channel_ids[(person + 1 + k * 25) % count] for k in range(CHANNELS_OF_EACH)]


def made_id(kind: str, number: str = "i") -> str:
    """26 hexadecimal characters of a hash are a valid id."""
    return f"substr(md5('{kind}' || ({number})), 1, 26)"


def pick(words: str, number: str) -> str:
    quoted = ", ".join(f"'{word}'" for word in words.split())
    return f"(ARRAY[{quoted}])[1 + ({number}) % {len(words.split())}]"


_FIRST_OF = pick(_FIRST, "i")
_LAST_OF = pick(_LAST, f"i / {len(_FIRST.split())}")
_NAME = f"lower({_FIRST_OF}) || '.' || lower({_LAST_OF}) || i"
_PLACE = f"{pick(_TOPIC, 'i')} || '-' || lower({pick(_LAST, f'i / {len(_TOPIC.split())}')}) || '-' || i"
# Words by rank: a few are everywhere, most are rare, as in any language.
_MESSAGE = f"""(
    SELECT string_agg('word' || floor(exp(random() * ln({RANKS})))::int, ' ')
      FROM generate_series(1, 12 + (i % 9)) WHERE i = i)"""


def fill(data: Path, stage: Stage, size: Size) -> Crowd:
    """Adds this much to the stage's team, behind the back of a server that must be started anew."""
    conninfo = EmbeddedPostgres(data / "postgres").conninfo()
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute("SET synchronous_commit = off")
        connection.execute("SET maintenance_work_mem = '512MB'")
        connection.execute("SET work_mem = '64MB'")
        connection.execute("SET max_parallel_maintenance_workers = 1")
        add_people(connection, stage, size.people)
        _channels(connection, stage, size)
        _posts(connection, stage, size.posts)
        _long_thread(connection, stage)
        return _described(connection, stage, size)


def settle(data: Path) -> None:
    """What PostgreSQL does by itself within a minute: statistics, and indexes brought in order."""
    with psycopg.connect(EmbeddedPostgres(data / "postgres").conninfo(), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _described(connection: psycopg.Connection[Any], stage: Stage, size: Size) -> Crowd:
    def texts(expression: str, count: int) -> list[str]:
        asked = sql.SQL(f"SELECT {expression} FROM generate_series(1, {count}) i ORDER BY i")  # type: ignore[arg-type]
        return [row[0] for row in connection.execute(asked)]

    joined = min(CHANNELS_OF_ME, size.channels)
    return Crowd(
        people=[Http(stage.url, token) for token in texts(made_id("token"), size.people)],
        user_ids=texts(made_id("user"), size.people),
        usernames=texts(_NAME, size.people),
        channel_ids=texts(made_id("channel"), joined),
        channel_names=texts(_PLACE, size.channels),
        thread_id=stage.long_thread_id,
    )


def clone(connection: psycopg.Connection[Any], table: str, where: str, count: int, **changed: str) -> None:
    """Repeats one row `count` times with these columns replaced by SQL expressions over `i` = 1, 2, ..."""
    columns = [
        row[0]
        for row in connection.execute(
            """SELECT column_name::text FROM information_schema.columns
                WHERE table_schema = 'public' AND table_name = %s""",
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


def add_people(connection: psycopg.Connection[Any], stage: Stage, count: int) -> None:
    """Members of the team and of its great hall, all of them signed in."""
    me, member = stage.users[0]["id"], {"userid": made_id("user"), "schemeadmin": "false"}
    clone(
        connection, "users", f"t.id = '{me}'", count,
        id=made_id("user"), username=_NAME, email=f"{_NAME} || '@example.org'", nickname="''",
        firstname=_FIRST_OF, lastname=_LAST_OF, roles="'system_user'", authdata="NULL",
    )  # fmt: skip
    clone(connection, "teammembers", f"t.userid = '{me}' AND t.teamid = '{stage.team['id']}'", count, **member)
    clone(connection, "channelmembers", f"t.userid = '{me}' AND t.channelid = '{stage.hall['id']}'", count, **member)
    clone(
        connection, "sessions", f"t.token = '{stage.me.token}'", count,
        id=made_id("session"), token=made_id("token"), userid=made_id("user"), roles="'system_user'",
    )  # fmt: skip


def _channels(connection: psycopg.Connection[Any], stage: Stage, size: Size) -> None:
    """Public channels; some of them have members, and most of the talk."""
    me, like = stage.users[0]["id"], stage.other_channel["id"]
    names = {"id": made_id("channel"), "name": _PLACE, "displayname": f"initcap(replace({_PLACE}, '-', ' '))"}
    joined = min(CHANNELS_OF_ME, size.channels)
    counters = dict.fromkeys(("totalmsgcount", "totalmsgcountroot"), f"{size.posts // joined}")
    clone(connection, "channels", f"t.id = '{like}'", size.channels, **names, **counters)
    clone(connection, "publicchannels", f"t.id = '{like}'", size.channels, **names)
    member = f"t.userid = '{me}' AND t.channelid = '{like}'"
    clone(connection, "channelmembers", member, joined, channelid=made_id("channel"))
    place = f"1 + (1 + (i - 1) / {CHANNELS_OF_EACH} + (i - 1) % {CHANNELS_OF_EACH} * 25) % {joined}"
    clone(
        connection, "channelmembers", member, size.people * CHANNELS_OF_EACH if joined == CHANNELS_OF_ME else 0,
        channelid=made_id("channel", place), userid=made_id("user", f"1 + (i - 1) / {CHANNELS_OF_EACH}"),
        schemeadmin="false",
    )  # fmt: skip


def _posts(connection: psycopg.Connection[Any], stage: Stage, count: int) -> None:
    """Months of talk in the channels of the first person; indexes are made once at the end."""
    dropped = connection.execute(
        """SELECT indexname, indexdef FROM pg_indexes
            WHERE schemaname = 'public' AND tablename = 'posts' AND indexname <> 'posts_pkey'"""
    ).fetchall()
    for name, _ in dropped:
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    clone(
        connection, "posts", f"t.id = '{stage.posts[0]['id']}'", count,
        id=made_id("post"), channelid=made_id("channel", f"1 + i % {CHANNELS_OF_ME}"),
        userid=made_id("user", "1 + i % 997"), message=_MESSAGE,
        createat="t.createat - 1000 * i::bigint", updateat="t.createat - 1000 * i::bigint",
    )  # fmt: skip
    for _, definition in dropped:
        connection.execute(definition.encode())


def _long_thread(connection: psycopg.Connection[Any], stage: Stage) -> None:
    """Fills a thread that everybody on stage has answered in already."""
    root = stage.long_thread_id
    clone(
        connection, "posts", f"t.id = '{stage.posts[0]['id']}'", LONG_THREAD,
        id=made_id("reply"), rootid=f"'{root}'", channelid=f"'{stage.other_channel['id']}'",
        createat="t.createat + i::bigint", updateat="t.createat + i::bigint", message="'An answer: ' || i",
    )  # fmt: skip
    connection.execute("UPDATE threads SET replycount = replycount + %s WHERE postid = %s", [LONG_THREAD, root])
