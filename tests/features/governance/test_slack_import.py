"""Slack exports: who may bring one, what becomes of people, channels, threads and files, and what is refused."""

import io
import json
import zipfile
from base64 import b64decode
from typing import Any

import httpx2

from tests.fixtures.world import Person, Thing, World, unique

START = 1_469_785_419  # seconds


def ts(number: int) -> str:
    return f"{START + number}.000100"


def packed(files: dict[str, Any]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content if isinstance(content, bytes) else json.dumps(content))
    return out.getvalue()


async def brought(who: Person, team: Thing, content: bytes, **fields: str) -> httpx2.Response:
    form = {"importFrom": "slack", "filesize": str(len(content)), **fields}
    return await who.call("POST", f"/teams/{team.id}/import", data=form, files={"file": ("export.zip", content)})


def export(names: dict[str, str], known_email: str) -> bytes:
    """A workspace of three people (one left), a program, two channels and a direct message."""

    def user(slack_id: str, name: str, email: str, **fields: Any) -> dict[str, Any]:
        profile = {"email": email, "real_name": f"{name.title()} Example", "title": "Smith", "image_24": None}
        return {"id": slack_id, "name": names[name], "profile": profile, **fields}

    said = [
        {
            "type": "message",
            "user": "U1",
            "text": "*bold* <@U2> in <#C1|x> <http://a.example|A> &amp; `*code*`",
            "ts": ts(2),
        },
        {"type": "message", "user": "U2", "text": "first", "ts": ts(1), "thread_ts": ts(1)},
        {"type": "message", "user": "U1", "text": "answer", "ts": ts(3), "thread_ts": ts(1)},
        {
            "type": "message",
            "user": "U2",
            "text": "again",
            "ts": ts(4),
            "thread_ts": ts(1),
            "subtype": "thread_broadcast",
        },
        {"type": "message", "subtype": "bot_message", "bot_id": "B1", "username": "robot", "text": "beep", "ts": ts(5)},
        {"type": "message", "user": "U3", "text": "I left", "ts": ts(6), "files": [{"id": "F1", "name": "notes.txt"}]},
        {"type": "message", "subtype": "channel_topic", "user": "U1", "text": "set the topic", "ts": ts(7)},
        {"type": "message", "subtype": "tombstone", "user": "U1", "text": "unknown kind", "ts": ts(8)},
        {"type": "message", "user": "U9", "text": "of nobody", "ts": ts(9)},
        {"type": "message", "user": "U1", "text": "x" * 20_000, "ts": ts(10)},
        "nonsense",
    ]
    return packed(
        {
            "users.json": [
                user("U1", "ana", known_email),
                user("U2", "ben", f"{names['ben']}@example.org"),
                user("U3", "leo", "", deleted=True),
                {"id": "U4", "name": "helper", "is_bot": True},
                {"name": "without an id"},
            ],
            "channels.json": [
                {
                    "id": "C1",
                    "name": names["room"],
                    "members": ["U1", "U2", "U3"],
                    "topic": {"value": "the topic"},
                    "purpose": {"value": "the purpose"},
                }
            ],
            "groups.json": [{"id": "G1", "name": names["closed"], "members": ["U2"], "is_archived": True}],
            "dms.json": [{"id": "D1", "members": ["U1", "U2"]}],
            f"{names['room']}/2016-07-29.json": said,
            f"{names['closed']}/2016-07-29.json": [{"type": "message", "user": "U2", "text": "secret", "ts": ts(1)}],
            "D1/2016-07-29.json": [{"type": "message", "user": "U1", "text": "psst", "ts": ts(1)}],
            "__uploads/F1/notes.txt": b"what was in the file",
        }
    )


async def _posts(who: Person, channel: Thing | dict[str, Any]) -> list[dict[str, Any]]:
    """The messages of a channel without those of coming and going, the oldest first."""
    listed = (await who.get(f"/channels/{channel['id']}/posts")).json()
    found = [listed["posts"][each] for each in reversed(listed["order"])]
    return [each for each in found if each["create_at"] < (START + 100) * 1000]


async def test_an_export_becomes_people_channels_threads_and_files(world: World) -> None:
    team = await world.new_team()
    ana, lead = await world.member(team), await world.team_admin(team)
    names = {name: unique(name) for name in ("ana", "ben", "leo", "room", "closed")}
    content = export(names, ana.user["email"])

    assert (await brought(ana, team, content)).status_code == 403
    reply = await brought(lead, team, content)
    assert reply.status_code == 200, reply.text
    told = b64decode(reply.json()["results"]).decode()
    assert f"{names['room']}: 8 messages." in told
    assert f"@{ana.username}" in told

    admin = await world.admin()
    people = {each["username"]: each for each in (await admin.post("/users/usernames", list(names.values()))).json()}
    ben, leo = people[names["ben"]], people[names["leo"]]
    assert (ben["first_name"], ben["last_name"], ben["position"]) == ("Ben", "Example", "Smith")
    assert names["ana"] not in people  # her address is known here
    assert leo["delete_at"] > 0
    assert leo["email"] == f"{names['leo']}@example.com"

    room = (await ana.get(f"/teams/{team.id}/channels/name/{names['room']}")).json()
    assert (room["type"], room["header"], room["purpose"]) == ("O", "the topic", "the purpose")
    members = (await admin.get(f"/channels/{room['id']}/members")).json()
    assert {each["user_id"] for each in members} == {ana.id, ben["id"]}
    await _check_room(ana, admin, room, ben, leo)

    unread = (await ana.get(f"/users/me/channels/{room['id']}/unread")).json()
    assert (unread["msg_count"], unread["mention_count"]) == (0, 0)
    closed = (await admin.get(f"/teams/{team.id}/channels/name/{names['closed']}", include_deleted=True)).json()
    assert (closed["type"], closed["delete_at"] > 0) == ("P", True)
    assert [each["message"] for each in await _posts(admin, closed)] == ["secret"]
    direct = (await ana.post("/channels/direct", [ana.id, ben["id"]])).json()
    assert [(each["user_id"], each["message"]) for each in await _posts(ana, direct)] == [(ana.id, "psst")]

    before = len(await _posts(ana, room))
    again = await brought(lead, team, content)
    assert again.status_code == 200, again.text
    assert len(await _posts(ana, room)) == before


async def _check_room(
    ana: Person, admin: Person, room: dict[str, Any], ben: dict[str, Any], leo: dict[str, Any]
) -> None:
    first, bold, answer, broadcast, beep, left, topic, *long = await _posts(ana, room)
    assert [each["create_at"] for each in (first, bold)] == [START * 1000 + 1000, START * 1000 + 2000]
    expected = f"**bold** @{ben['username']} in ~{room['name']} [A](http://a.example) & `*code*`"
    assert (bold["message"], bold["user_id"]) == (expected, ana.id)
    assert [each["root_id"] for each in (first, answer, broadcast)] == ["", first["id"], first["id"]]
    assert first["reply_count"] == 2
    assert beep["props"] == {"from_webhook": "true", "override_username": "robot"}
    assert (left["user_id"], left["message"]) == (leo["id"], "I left")
    (file,) = left["metadata"]["files"]
    assert (file["name"], (await admin.get(f"/files/{file['id']}")).text) == ("notes.txt", "what was in the file")
    assert (topic["type"], topic["message"]) == ("system_header_change", "set the topic")
    assert "".join(each["message"] for each in long) == "x" * 20_000


async def test_what_is_no_export_is_refused(world: World) -> None:
    team = await world.new_team()
    lead, stranger = await world.team_admin(team), await world.member()
    good = packed({"users.json": [], "channels.json": []})
    failed = "api.team.import_team."
    zip_failed = "api.slackimport.slack_import.zip.app_error"
    damaged = bytearray(packed({"users.json": [{"id": "U1", "name": "someone"}] * 50}))
    damaged[60:70] = b"\xff" * 10
    for who, content, fields, status, error in (
        (stranger, good, {}, 403, "api.context.permissions.app_error"),
        (world.anonymous(), good, {}, 401, "api.context.session_expired.app_error"),
        (lead, good, {"importFrom": "teams"}, 400, f"{failed}unknown_import_from.app_error"),
        (lead, good, {"filesize": "big"}, 400, f"{failed}integer.app_error"),
        (lead, b"no archive", {}, 400, zip_failed),
        (lead, packed({"other.json": []}), {}, 400, zip_failed),
        (lead, bytes(damaged), {}, 400, zip_failed),
    ):
        reply = await brought(who, team, content, **fields)
        assert (reply.status_code, reply.json()["id"]) == (status, error), fields
    path = f"/teams/{team.id}/import"
    for data, files, status, error in (
        ({"filesize": "1"}, {"file": ("a.zip", good)}, 400, f"{failed}no_import_from.app_error"),
        ({"importFrom": "slack"}, {"file": ("a.zip", good)}, 400, f"{failed}unavailable.app_error"),
        ({"importFrom": "slack", "filesize": "1"}, {"other": ("a.zip", good)}, 400, f"{failed}no_file.app_error"),
    ):
        reply = await lead.call("POST", path, data=data, files=files)
        assert (reply.status_code, reply.json()["id"]) == (status, error), data
    reply = await lead.post(path, importFrom="slack")
    assert (reply.status_code, reply.json()["id"]) == (500, f"{failed}parse.app_error")
    for kind in ("multipart/form-data", "multipart/form-data; boundary=edge"):
        reply = await lead.call("POST", path, content=b"--edge\r\nContent-Disp", headers={"Content-Type": kind})
        assert (reply.status_code, reply.json()["id"]) == (500, f"{failed}parse.app_error"), kind
    assert (await brought(lead, team, good)).status_code == 200
