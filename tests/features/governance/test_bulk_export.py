"""The bulk export: every kind of line, files byte for byte, who may have it, and stopping it."""

import asyncio
import io
import json
import zipfile
from typing import Any, LiteralString

import pytest

from mattermost_py.app import JOBS
from mattermost_py.infra.jobs.working import Workbench
from tests.conftest import NewWorld
from tests.fixtures.world import Person, Thing, World, unique

pytestmark = pytest.mark.anyio

Lines = dict[str, list[dict[str, Any]]]
EVERYTHING = {
    f"include_{each}": "true" for each in ("attachments", "archived_channels", "profile_pictures", "roles_and_schemes")
}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


async def _made(world: World, admin: Person, **data: str) -> tuple[dict[str, Any], bytes]:
    """The job that is over, and its archive."""
    asked = await admin.post("/jobs", type="export_process", data=data)
    assert asked.status_code == 201, asked.text
    assert await Workbench(world.application.runtime, JOBS).do_next()
    job = (await admin.get(f"/jobs/{asked.json()['id']}")).json()
    assert (job["status"], job["progress"]) == ("success", 100), job
    reply = await admin.get(f"/exports/{job['id']}_export.zip")
    assert (reply.status_code, reply.headers["content-type"]) == (200, "application/zip")
    return job, reply.content


def _lines(archive: bytes) -> tuple[Lines, list[str]]:
    """Lines by their kind, and the kinds in their order."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        lines = [json.loads(each) for each in opened.read("import.jsonl").splitlines()]
    found: Lines = {}
    for each in lines:
        found.setdefault(each["type"], []).append(each[each["type"]] if each["type"] != "version" else each)
    return found, list(dict.fromkeys(each["type"] for each in lines))


def _one(lines: list[dict[str, Any]], **fields: Any) -> dict[str, Any]:
    (found,) = (each for each in lines if fields.items() <= each.items())
    return found


async def _file(who: Person, channel: Thing, content: bytes) -> str:
    form = {"channel_id": channel.id}
    reply = await who.call("POST", "/files", data=form, files={"files": ("notes.txt", content)})
    assert reply.status_code == 201, reply.text
    return reply.json()["file_infos"][0]["id"]


async def _prefer(who: Person, *chosen: tuple[str, str, str]) -> None:
    rows = [{"user_id": who.id, "category": one, "name": two, "value": three} for one, two, three in chosen]
    assert (await who.put(f"/users/{who.id}/preferences", rows)).status_code == 200


async def test_an_export_holds_everything_of_the_server(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"EnableBotAccountCreation": True}) as world:
        admin = await world.admin()
        team = await world.new_team(by=admin, description="of all", allow_open_invite=True)
        ana, ben = await world.member(team), await world.member(team)
        room = await world.channel(by=ana, team=team, type="P", header="head", purpose="why")
        await world.join(ben, room)
        gone = await world.channel(by=ana, team=team)
        assert (await ana.delete(f"/channels/{gone.id}")).status_code == 200
        bot = (await admin.post("/bots", username=unique("bot"), display_name="Robo", description="beeps")).json()
        scheme = (await admin.post("/schemes", name=unique("s"), display_name="Rules", scope="channel")).json()
        assert (await admin.put(f"/channels/{room.id}/scheme", scheme_id=scheme["id"])).status_code == 200
        emoji_name = unique("blob")
        made = {"emoji": json.dumps({"name": emoji_name, "creator_id": admin.id})}
        sent = await admin.call("POST", "/emoji", data=made, files={"image": ("e.png", PNG)})
        assert sent.status_code == 200, sent.text
        assert (await ana.call("POST", f"/users/{ana.id}/image", files={"image": ("p.png", PNG)})).status_code == 200
        await _prefer(
            ana,
            ("theme", "", '{"type":"Onyx"}'),
            ("theme", team.id, '{"type":"Quartz"}'),
            ("display_settings", "use_military_time", "true"),
            ("display_settings", "collapse_previews", "true"),
            ("notifications", "email_interval", "3600"),
            ("favorite_channel", room.id, "true"),
        )

        content = b"every byte \x00\xff" * 5000
        root = await world.post(by=ana, channel=room, message="the root", file_ids=[await _file(ana, room, content)])
        answer = await world.reply(by=ben, to=root, message="the answer")
        await ben.post("/reactions", user_id=ben.id, post_id=root.id, emoji_name="wave")
        await _prefer(ben, ("flagged_post", root.id, "true"))
        lost = await world.post(by=ana, channel=room, message="taken back")
        assert (await ana.delete(f"/posts/{lost.id}")).status_code == 200
        direct, notes = await world.direct(ana, ben), await world.direct(ana, ana)
        await world.post(by=ben, channel=direct, message="between us")
        await world.post(by=ana, channel=notes, message="to myself")

        job, archive = await _made(world, admin, **EVERYTHING)
        lines, order = _lines(archive)

    assert order == [
        *("version", "scheme", "role", "team", "channel", "user", "bot", "post"),
        *("direct_channel", "direct_post", "emoji"),
    ]
    assert (lines["version"][0]["version"], lines["version"][0]["info"]["generator"]) == (1, "mmpy")
    ruled = _one(lines["scheme"], name=scheme["name"])
    assert ruled["default_channel_user_role"]["name"] == scheme["default_channel_user_role"]
    assert "create_post" in ruled["default_channel_user_role"]["permissions"]
    assert _one(lines["role"], name="system_admin")["permissions"]
    assert _one(lines["team"], name=team.name) == {
        "name": team.name,
        "display_name": team.display_name,
        "type": "O",
        "description": "of all",
        "allow_open_invite": True,
    }
    assert _one(lines["channel"], name=room.name) == {
        "team": team.name,
        "name": room.name,
        "display_name": room.display_name,
        "type": "P",
        "header": "head",
        "purpose": "why",
        "scheme": scheme["name"],
    }
    assert _one(lines["channel"], name=gone.name)["deleted_at"] > 0

    person = _one(lines["user"], username=ana.username)
    assert (person["email"], person["roles"], person["theme"]) == (ana.user["email"], "system_user", '{"type":"Onyx"}')
    assert (person["military_time"], person["link_previews"], person["email_interval"]) == ("true", "true", "hour")
    assert person["notify_props"]["mention_keys"] == ""
    assert "password" not in person
    (inside,) = person["teams"]
    assert (inside["name"], inside["roles"], inside["theme"]) == (team.name, "team_user", '{"type":"Quartz"}')
    member = _one(inside["channels"], name=room.name)
    assert (member["favorite"], set(member["roles"].split())) == (True, {"channel_user", "channel_admin"})
    assert member["notify_props"]["mark_unread"] == "all"
    assert bot["username"] not in {each["username"] for each in lines["user"]}
    assert _one(lines["bot"], username=bot["username"]) == {
        "username": bot["username"],
        "owner": admin.username,
        "display_name": "Robo",
        "description": "beeps",
    }

    said = {each["message"]: each for each in lines["post"]}
    assert "taken back" not in said
    first = said["the root"]
    assert (first["team"], first["channel"], first["user"]) == (team.name, room.name, ana.username)
    assert (first["create_at"], first["flagged_by"]) == (root.create_at, [ben.username])
    assert [(each["user"], each["emoji_name"]) for each in first["reactions"]] == [(ben.username, "wave")]
    (reply,) = first["replies"]
    assert (reply["user"], reply["message"], reply["create_at"]) == (ben.username, "the answer", answer.create_at)
    assert {each["user"] for each in first["thread_followers"]} == {ana.username, ben.username}
    both = sorted([ana.username, ben.username])
    talk = _one(lines["direct_channel"], members=both)
    assert [each["username"] for each in talk["participants"]] == both
    assert _one(lines["direct_post"], message="between us")["channel_members"] == both
    assert _one(lines["direct_post"], message="to myself")["channel_members"] == [ana.username] * 2
    drawn = _one(lines["emoji"], name=emoji_name)
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert opened.testzip() is None
        (attached,) = first["attachments"]
        assert opened.read(f"data/{attached['path']}") == content
        assert opened.read(f"data/{drawn['image']}")
        assert opened.read(f"data/{person['profile_image']}")
    assert (job["data"]["posts_exported"], job["data"]["bytes"]) == (str(len(lines["post"])), str(len(archive)))


async def test_what_was_not_asked_for_stays_out(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin = await world.admin()
        team = await world.new_team(by=admin)
        ana = await world.member(team)
        gone = await world.channel(by=ana, team=team)
        await world.post(by=ana, channel=gone, message="in the archive", file_ids=[await _file(ana, gone, b"x")])
        assert (await ana.delete(f"/channels/{gone.id}")).status_code == 200
        square = await world.town_square(team)
        await world.post(by=ana, channel=square, message="here", file_ids=[await _file(ana, square, b"y")])

        _, archive = await _made(world, admin)
        lines, order = _lines(archive)

    assert "role" not in order
    assert gone.name not in {each["name"] for each in lines["channel"]}
    said = {each["message"]: each for each in lines["post"]}
    assert "in the archive" not in said
    assert said["here"]["attachments"] == []
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert [each for each in opened.namelist() if each.endswith("notes.txt")] == []


async def test_archives_are_listed_fetched_in_parts_and_removed_by_administrators(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin = await world.admin()
        ana = await world.stranger()
        job, archive = await _made(world, admin)
        name = f"{job['id']}_export.zip"
        for who, status in ((ana, 403), (world.anonymous(), 401), (admin, 200)):
            assert (await who.get("/exports")).status_code == status
            assert (await who.get(f"/exports/{name}")).status_code == status
        assert (await admin.get("/exports")).json() == [name]
        assert (await admin.get("/exports/files")).json() == [{"name": name, "bytes": len(archive)}]

        part = await admin.call("GET", f"/exports/{name}", headers={"range": "bytes=2-5"})
        assert (part.status_code, part.content) == (206, archive[2:6])
        assert part.headers["content-range"] == f"bytes 2-5/{len(archive)}"
        missing = await admin.get("/exports/none.zip")
        assert (missing.status_code, missing.json()["id"]) == (404, "api.export.export_not_found.app_error")
        refused = await admin.post(f"/exports/{name}/presign-url")
        assert refused.json()["id"] == "app.eport.generate_presigned_url.featureflag.app_error"

        assert (await ana.delete(f"/exports/{name}")).status_code == 403
        assert (await admin.delete(f"/exports/{name}")).json() == {"status": "OK"}
        assert (await admin.get("/exports")).json() == []


async def test_a_stopped_export_leaves_nothing(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin = await world.admin()
        asked = (await admin.post("/jobs", type="export_process")).json()
        assert (await admin.post(f"/jobs/{asked['id']}/cancel")).json() == {"status": "OK"}
        await Workbench(world.application.runtime, JOBS).do_next()
        assert (await admin.get(f"/jobs/{asked['id']}")).json()["status"] == "canceled"
        assert (await admin.get("/exports")).json() == []
        assert list(world.application.runtime.blobs.staging.iterdir()) == []


MANY: LiteralString = """
    INSERT INTO posts (id, createat, updateat, editat, deleteat, userid, channelid, rootid, originalid, message, type,
                       props, hashtags, filenames, fileids, hasreactions, ispinned)
    SELECT left(md5(n::text), 26), n, n, 0, 0, %(user_id)s, %(channel_id)s, '', '', 'one of many', '', '{}', '', '[]',
           '[]', false, false
      FROM generate_series(1, 5000) AS n
"""


async def test_an_export_under_way_is_stopped_and_leaves_nothing(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, runtime = await world.admin(), world.application.runtime
        team = await world.new_team(by=admin)
        square = await world.town_square(team)
        await runtime.db().run(MANY, user_id=admin.id, channel_id=square.id)
        asked = (await admin.post("/jobs", type="export_process")).json()
        async with asyncio.TaskGroup() as tasks:
            working = tasks.create_task(Workbench(runtime, JOBS, beat_every_s=0.01).do_next())
            while (await admin.get(f"/jobs/{asked['id']}")).json()["status"] != "in_progress":
                assert not working.done()
            assert (await admin.post(f"/jobs/{asked['id']}/cancel")).json() == {"status": "OK"}
        stopped = (await admin.get(f"/jobs/{asked['id']}")).json()
        assert (stopped["status"], stopped["progress"] < 100) == ("canceled", True)
        assert (await admin.get("/exports")).json() == []
        assert list(runtime.blobs.staging.iterdir()) == []

        _, archive = await _made(world, admin)
        lines, _ = _lines(archive)
    assert len([each for each in lines["post"] if each["message"] == "one of many"]) == 5000
