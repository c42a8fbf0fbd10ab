"""The site that pages are measured in: thousands of channels, months of talk, one channel read from end to end."""

from dataclasses import dataclass
from pathlib import Path

import httpx2
import psycopg

from mattermost_py.infra.postgres import EmbeddedPostgres
from tests.bench.crowd import add_people, clone, made_id, pick
from tests.bench.stage import Stage
from tests.fixtures.browser import picture

PEOPLE = 300
PICTURE_EVERY = 50  # posts of the long channel
_TALK = (
    "the release is planned for friday and nobody has seen the numbers yet so please look at them before lunch because "
    "we cannot wait any longer with the import that failed twice last night after somebody changed a setting"
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is."""

    channels: int = 5000
    posts: int = 200_000
    long_channel: int = 10_000  # of these, in one channel


@dataclass(frozen=True, slots=True)
class Site:
    """What measurements name of it."""

    stage: Stage
    size: Size

    @property
    def team(self) -> str:
        return self.stage.team["name"]

    @property
    def long_channel(self) -> str:
        return self.stage.channel["name"]


_NAME = f"{pick('alpha beta gamma delta omega sigma kappa', 'i')} || '-' || {pick(_TALK, 'i / 7')} || '-' || i"


# One post in ten is more than words.
_WORD = pick(_TALK, "i * 7 + n * (1 + i % 5)")
_WORDS = f"(SELECT string_agg({_WORD}, ' ') FROM generate_series(1, 6 + i % 23) n WHERE i = i)"
_MESSAGE = f"""CASE i % 40
    WHEN 3 THEN '**' || {_WORDS} || '** and `make test`' WHEN 9 THEN {_WORDS} || ' https://example.org/' || i
    WHEN 17 THEN E'```python\\ndef read(path: Path) -> str:\\n    return path.read_text()\\n```'
    WHEN 24 THEN E'- one\\n- two\\n- ' || {_WORDS} WHEN 31 THEN {_WORDS} || ' :tada: :+1:'
    WHEN 38 THEN E'| a | b |\\n|--|--|\\n| 1 | ' || i || ' |' ELSE {_WORDS} END"""


async def upload_picture(stage: Stage) -> str:
    """Returns: the id of a picture that hangs on a post of the long channel."""
    channel_id = stage.channel["id"]
    async with httpx2.AsyncClient(base_url=stage.url, headers={"Authorization": f"Bearer {stage.me.token}"}) as http:
        files = {"files": ("chart.png", picture())}
        reply = await http.post("/api/v4/files", data={"channel_id": channel_id}, files=files)
        assert reply.status_code == 201, reply.text
        file_id: str = reply.json()["file_infos"][0]["id"]
    await stage.me.ask("POST", "/posts", {"channel_id": channel_id, "message": "A chart", "file_ids": [file_id]})
    return file_id


def fill(data: Path, stage: Stage, size: Size, file_id: str) -> None:
    """Puts all this into the database of a server that must be started anew."""
    with psycopg.connect(EmbeddedPostgres(data / "postgres").conninfo(), autocommit=True) as connection:
        connection.execute("SET synchronous_commit = off")
        add_people(connection, stage, PEOPLE)
        _channels(connection, stage, size)
        first = f"t.id = '{stage.posts[0]['id']}'"
        at, author = "t.createat - 60000 * i::bigint", made_id("user", f"1 + i / 3 % {PEOPLE}")
        spread = size.posts - size.long_channel
        clone(
            connection, "posts", first, spread,
            id=made_id("post"), channelid=made_id("channel", f"1 + i % {size.channels}"),
            userid=author, message=_MESSAGE, createat=at, updateat=at,
        )  # fmt: skip
        clone(
            connection, "posts", first, size.long_channel,
            id=made_id("long"), userid=author, message=_MESSAGE, createat=at, updateat=at,
            fileids=f"CASE i % {PICTURE_EVERY} WHEN 0 THEN '[\"' || {made_id('file')} || '\"]' ELSE '[]' END",
        )  # fmt: skip
        clone(
            connection, "fileinfo", f"t.id = '{file_id}'", size.long_channel, id=made_id("file"), postid=made_id("long")
        )
        connection.execute("VACUUM ANALYZE")


def _channels(connection: psycopg.Connection[tuple[object, ...]], stage: Stage, size: Size) -> None:
    """All of them joined by the first person; one in fifty has something unread."""
    me, like = stage.users[0]["id"], stage.other_channel["id"]
    names = {"id": made_id("channel"), "name": _NAME, "displayname": f"initcap(replace({_NAME}, '-', ' '))"}
    each = (size.posts - size.long_channel) // size.channels
    posted = {"lastpostat": "t.lastpostat - 60000 * i::bigint", "lastrootpostat": "t.lastpostat - 60000 * i::bigint"}
    totals = dict.fromkeys(("totalmsgcount", "totalmsgcountroot"), str(each))
    read = dict.fromkeys(("msgcount", "msgcountroot"), f"{each} - CASE i % 50 WHEN 0 THEN 3 ELSE 0 END")
    clone(connection, "channels", f"t.id = '{like}'", size.channels, **names, **posted, **totals)
    clone(connection, "publicchannels", f"t.id = '{like}'", size.channels, **names)
    member = f"t.userid = '{me}' AND t.channelid = '{like}'"
    none = dict.fromkeys(("mentioncount", "mentioncountroot", "urgentmentioncount"), "0")
    clone(connection, "channelmembers", member, size.channels, channelid=made_id("channel"), **read, **none)
