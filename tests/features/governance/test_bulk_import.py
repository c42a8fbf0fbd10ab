"""Bulk imports: what becomes of every kind of line, what a second run changes, and what is refused with which line."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from mattermost_py.features.governance.bulk_import import jobs
from mattermost_py.infra.jobs.working import Workbench
from tests.conftest import NewWorld
from tests.contract.stage import PICTURE
from tests.fixtures.world import Person, World, unique

AT = 1_600_000_000_000
VERSION = {"type": "version", "version": 1}
Json = dict[str, Any]


def line(kind: str, **fields: Any) -> Json:
    return {"type": kind, kind: fields}


def packed(lines: list[Any], files: dict[str, bytes] | None = None, name: str = "import.jsonl") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        texts = [each if isinstance(each, str) else json.dumps(each) for each in lines]
        archive.writestr(name, "\n".join(texts))
        for path, content in (files or {}).items():
            archive.writestr(path, content)
    return out.getvalue()


async def uploaded(admin: Person, content: bytes) -> str:
    """Returns the name of the archive."""
    begun = await admin.post("/uploads", type="import", filename="site.zip", file_size=len(content))
    assert begun.status_code == 201, begun.text
    sent = await admin.call("POST", f"/uploads/{begun.json()['id']}", content=content)
    assert sent.status_code == 200, sent.text
    return f"{begun.json()['id']}_site.zip"


async def imported(world: World, admin: Person, content: bytes) -> Json:
    """Returns the job once it is over."""
    return await run(world, admin, await uploaded(admin, content))


async def run(world: World, admin: Person, name: str) -> Json:
    job = (await admin.post("/jobs", {"type": "import_process", "data": {"import_file": name}})).json()
    bench = Workbench(world.application.runtime, jobs.kinds)
    while (found := (await admin.get(f"/jobs/{job['id']}")).json())["status"] == "pending":
        assert await bench.do_next()
    return found


def site(tag: str) -> list[Json]:
    """A site of three people and a bot, with something of everything."""
    team, room, ana, ben, cem = f"team-{tag}", f"room-{tag}", f"ana-{tag}", f"ben-{tag}", f"cem-{tag}"

    def membership(**more: Any) -> list[Json]:
        props = {"desktop": "all", "mobile": "none", "mark_unread": "mention"}
        channel = {"name": room, "roles": "channel_user channel_admin", "notify_props": props, **more}
        return [{"name": team, "roles": "team_user team_admin", "theme": "{}", "channels": [channel]}]

    reply = {
        "user": ben,
        "message": "an answer",
        "create_at": AT + 2,
        "reactions": [{"user": ana, "emoji_name": "tada", "create_at": AT + 9}],
        "attachments": [{"path": "deep/answer.bin"}],
        "flagged_by": [cem],
    }
    post = {
        "team": team,
        "channel": room,
        "user": ana,
        "message": "hello #there",
        "props": {"mark": 1},
        "create_at": AT,
        "edit_at": AT + 5,
        "is_pinned": True,
        "flagged_by": [ben],
        "reactions": [{"user": ben, "emoji_name": "wave", "create_at": AT + 7}],
        "attachments": [{"path": "notes.txt"}],
        "replies": [reply],
        "thread_followers": [{"user": cem, "last_viewed": AT + 1, "unread_mentions": 3}],
    }
    read = {"msg_count": 1, "msg_count_root": 1, "mention_count": 2, "last_viewed_at": AT + 1}
    return [
        VERSION,
        {"type": "version", "version": 1, "info": {"generator": "other", "version": "1", "created": ""}},
        line("role", name=f"role_{tag}", display_name="Role", permissions=["create_post"]),
        line(
            "scheme",
            name=f"scheme_{tag}",
            display_name="Scheme",
            scope="team",
            default_team_user_role={"name": "x", "display_name": "Mine", "permissions": ["view_team"]},
        ),
        line("team", name=team, display_name="Team", type="O", allow_open_invite=True, description="d"),
        line("channel", team=team, name=room, display_name="Room", type="P", header="h", purpose="p"),
        line("channel", team=team, name=f"old-{tag}", display_name="Old", type="O", deleted_at=AT),
        line(
            "user",
            username=ana,
            email=f"{ana}@example.org",
            password="Secret-Word-1",
            first_name="Ana",
            roles="system_user system_admin",
            locale="de",
            military_time="true",
            link_previews="true",
            email_interval="hour",
            profile_image="ana.png",
            notify_props={"desktop": "all", "mobile": "none", "mention_keys": "ana"},
            custom_status={"emoji": "palm_tree", "text": "away"},
            teams=membership(favorite=True, **read),
        ),
        line(
            "user",
            username=ben,
            email=f"{ben}@example.org",
            auth_service="gitlab",
            auth_data=f"id-{tag}",
            teams=membership(),
        ),
        line("user", username=cem, email=f"{cem}@example.org", delete_at=AT + 3, teams=membership()),
        line("bot", username=f"bot-{tag}", owner=ana, display_name="Robot", description="beeps"),
        line("post", **post),
        line("direct_channel", members=[ana, ben], header="we two", favorited_by=[ana], shown_by=[ana, ben]),
        line("direct_channel", participants=[{"username": each} for each in (ana, ben, cem)]),
        line("direct_post", channel_members=[ana, ben], user=ben, message="psst", create_at=AT + 20),
        line("direct_post", channel_members=[ana, ben, cem], user=cem, message="all three", create_at=AT + 21),
        line("emoji", name=f"smile_{tag}", image="smile.png"),
    ]


FILES = {
    "data/notes.txt": b"what was in the file",
    "data/deep/answer.bin": bytes(range(256)),
    "data/ana.png": PICTURE.content,
    "data/smile.png": PICTURE.content,
}
_TABLES = (
    *("roles", "schemes", "teams", "teammembers", "channels", "channelmembers", "users", "bots", "posts", "threads"),
    *("threadmemberships", "reactions", "fileinfo", "preferences", "emoji"),
)


async def rows(world: World) -> dict[str, int | None]:
    db = world.application.runtime.db()
    found: dict[str, int | None] = {}
    for table in _TABLES:
        found[table] = await db.value(int, f"SELECT count(*) FROM {table}")  # pyright: ignore[reportArgumentType] - names of the list above
    return found


async def test_a_site_moves_in_and_a_second_run_adds_nothing(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, tag = await world.admin(), unique("x").replace("-", "")
        content = packed(site(tag), FILES)
        name = await uploaded(admin, content)
        job = await run(world, admin, name)
        assert (job["status"], job["progress"], job["data"].get("lines")) == ("success", 100, "17"), job["data"]
        await _check_people(world, admin, tag)
        await _check_messages(world, tag)
        await _check_counters(world)
        before, ana = await rows(world), await world.sign_in(f"ana-{tag}", "Secret-Word-1")
        team = (await ana.get(f"/teams/name/team-{tag}")).json()
        room = (await ana.get(f"/teams/{team['id']}/channels/name/room-{tag}")).json()
        assert (await ana.post("/channels/members/me/view", channel_id=room["id"])).status_code == 200
        assert (await run(world, admin, name))["status"] == "success"
        assert await rows(world) == before
        unread = (await ana.get(f"/users/me/channels/{room['id']}/unread")).json()
        assert (unread["msg_count"], unread["mention_count"]) == (0, 0)
        await _check_messages(world, tag)
        await _check_counters(world)


async def _check_people(world: World, admin: Person, tag: str) -> None:
    ana = await world.sign_in(f"ana-{tag}", "Secret-Word-1")
    me = (await ana.get("/users/me")).json()
    assert (me["first_name"], me["locale"], me["roles"]) == ("Ana", "de", "system_user system_admin")
    assert (me["notify_props"]["push"], me["notify_props"]["mention_keys"]) == ("none", "ana")
    assert json.loads(me["props"]["customStatus"])["text"] == "away"
    assert me["last_picture_update"] > 0
    for category, name, value in (
        ("notifications", "email_interval", "3600"),
        ("display_settings", "use_military_time", "true"),
        ("display_settings", "collapse_previews", "true"),
    ):
        assert (await ana.get(f"/users/me/preferences/{category}/name/{name}")).json()["value"] == value
    ben, cem = [(await admin.get(f"/users/username/{each}-{tag}")).json() for each in ("ben", "cem")]
    assert (ben["auth_service"], cem["delete_at"]) == ("gitlab", AT + 3)
    bot = (await admin.get(f"/users/username/bot-{tag}")).json()
    assert (bot["is_bot"], bot["bot_description"]) == (True, "beeps")

    team = (await ana.get(f"/teams/name/team-{tag}")).json()
    assert (team["description"], team["allow_open_invite"]) == ("d", True)
    member = (await ana.get(f"/teams/{team['id']}/members/{ana.id}")).json()
    assert (member["scheme_admin"], member["scheme_user"]) == (True, True)
    room = (await ana.get(f"/teams/{team['id']}/channels/name/room-{tag}")).json()
    assert (room["type"], room["header"], room["purpose"]) == ("P", "h", "p")
    membership = (await ana.get(f"/channels/{room['id']}/members/{ana.id}")).json()
    assert (membership["msg_count"], membership["mention_count"], membership["last_viewed_at"]) == (1, 2, AT + 1)
    assert (membership["scheme_admin"], membership["notify_props"]["push"]) == (True, "none")
    sidebar = (await ana.get(f"/users/me/teams/{team['id']}/channels/categories")).json()
    assert room["id"] in sidebar["categories"][0]["channel_ids"]
    old = (await ana.get(f"/teams/{team['id']}/channels/name/old-{tag}", include_deleted=True)).json()
    assert old["delete_at"] == AT
    role = (await admin.get(f"/roles/name/role_{tag}")).json()
    assert role["permissions"] == ["create_post"]
    (scheme,) = [each for each in (await admin.get("/schemes")).json() if each["name"] == f"scheme_{tag}"]
    assert (await admin.get(f"/roles/name/{scheme['default_team_user_role']}")).json()["permissions"] == ["view_team"]


async def _check_messages(world: World, tag: str) -> None:
    ana = await world.sign_in(f"ana-{tag}", "Secret-Word-1")
    team = (await ana.get(f"/teams/name/team-{tag}")).json()
    room = (await ana.get(f"/teams/{team['id']}/channels/name/room-{tag}")).json()
    root, reply = await _posts(ana, room)
    assert (root["message"], root["create_at"], root["edit_at"], root["is_pinned"]) == (
        "hello #there",
        AT,
        AT + 5,
        True,
    )
    assert (root["props"], root["hashtags"], root["reply_count"]) == ({"mark": 1}, "#there", 1)
    assert (reply["root_id"], reply["create_at"], reply["message"]) == (root["id"], AT + 2, "an answer")
    assert [each["create_at"] for each in root["metadata"]["reactions"]] == [AT + 7]
    assert [each["emoji_name"] for each in reply["metadata"]["reactions"]] == ["tada"]
    for post, content in ((root, FILES["data/notes.txt"]), (reply, FILES["data/deep/answer.bin"])):
        (file,) = post["metadata"]["files"]
        assert (await ana.get(f"/files/{file['id']}")).content == content
    db = world.application.runtime.db()
    follower = (
        "SELECT unreadmentions FROM threadmemberships m JOIN users u ON u.id = m.userid WHERE username = %(name)s"
    )
    assert await db.value(int, follower, name=f"cem-{tag}") == 3
    flags = await db.many(str, "SELECT name FROM preferences WHERE category = 'flagged_post' ORDER BY name")
    assert flags == sorted([root["id"], reply["id"]])
    for people, message in ((("ben",), "psst"), (("ben", "cem"), "all three")):
        ids = [ana.id, *[(await ana.get(f"/users/username/{each}-{tag}")).json()["id"] for each in people]]
        kind = "direct" if len(ids) == 2 else "group"
        channel = (await ana.post(f"/channels/{kind}", ids)).json()
        assert [each["message"] for each in await _posts(ana, channel)] == [message]
        assert channel["header"] == ("we two" if kind == "direct" else "")
    assert (await ana.get(f"/emoji/name/smile_{tag}")).status_code == 200


async def _posts(who: Person, channel: Json) -> list[Json]:
    found = (await who.get(f"/channels/{channel['id']}/posts")).json()
    posts = [found["posts"][each] for each in found["order"]]
    return sorted(
        (each for each in posts if not each["type"].startswith("system_")), key=lambda each: each["create_at"]
    )


async def _check_counters(world: World) -> None:
    """What is counted is what is there."""
    db = world.application.runtime.db()
    wrong = await db.many(
        str,
        """
        SELECT c.name FROM channels c
         WHERE totalmsgcount <> (SELECT count(*) FROM posts p
                                  WHERE p.channelid = c.id AND p.deleteat = 0 AND p.type NOT LIKE 'system_%%')
            OR totalmsgcountroot <> (SELECT count(*) FROM posts p
                                  WHERE p.channelid = c.id AND p.deleteat = 0 AND p.type NOT LIKE 'system_%%'
                                    AND rootid = '')
        UNION ALL
        SELECT t.postid FROM threads t
         WHERE replycount <> (SELECT count(*) FROM posts p WHERE p.rootid = t.postid AND p.deleteat = 0)
        """,
    )
    assert wrong == []


async def test_each_bad_line_stops_the_job_with_its_number_and_reason(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, tag = await world.admin(), unique("x").replace("-", "")
        team, ana = f"team-{tag}", f"ana-{tag}"
        good = [
            VERSION,
            line("team", name=team, display_name="T", type="O"),
            line("channel", team=team, name="room", display_name="R", type="O"),
            line("user", username=ana, email=f"{ana}@example.org", teams=[{"name": team}]),
        ]
        assert (await imported(world, admin, packed(good)))["status"] == "success"
        post: Json = {"team": team, "channel": "room", "user": ana, "message": "m", "create_at": AT}
        direct: Json = {"channel_members": [ana], "user": ana, "message": "m", "create_at": AT}
        user: Json = {"username": ana, "email": f"{ana}@example.org"}
        for bad, error in (
            ("{", "bulk_import.json_decode"),
            ('{"type": "user", "user": {"username": 1}}', "bulk_import.json_decode"),
            ({"type": "planet"}, "import_line.unknown_line_type"),
            ({"type": "team"}, "import_line.null_team"),
            ({"type": "post"}, "import_line.null_post"),
            (line("role", name="Bad Name", display_name="x"), "validate_role_import_data.name_invalid"),
            (
                line("role", name="r", display_name="x", permissions=["fly"]),
                "validate_role_import_data.invalid_permission",
            ),
            (line("scheme", name="ss", display_name="x"), "validate_scheme_import_data.null_scope"),
            (line("scheme", name="ss", display_name="x", scope="moon"), "validate_scheme_import_data.unknown_scheme"),
            (line("team", display_name="x", type="O"), "validate_team_import_data.name_missing"),
            (line("team", name="admin", display_name="x", type="O"), "validate_team_import_data.name_reserved"),
            (line("team", name="ok-team", display_name="x", type="X"), "validate_team_import_data.type_invalid"),
            (line("channel", name="a", type="O"), "validate_channel_import_data.team_missing"),
            (line("channel", team=team, name="a!", type="O"), "validate_channel_import_data.name_characters"),
            (line("channel", team="nowhere", name="aa", type="O"), "import_channel.team_not_found"),
            (
                line("channel", team=team, name="aa", type="O", scheme="no_such"),
                "import_channel.scheme_deleted",
            ),
            (line("user", email="a@b.example"), "validate_user_import_data.username_missing"),
            (line("user", username="a b", email="a@b.example"), "validate_user_import_data.username_invalid"),
            (line("user", username=ana), "validate_user_import_data.email_missing"),
            (
                line("user", **user, password="x", auth_data="y"),
                "validate_user_import_data.auth_data_and_password",
            ),
            (line("user", **user, auth_data="y"), "validate_user_import_data.auth_data_and_service_dependency"),
            (
                line("user", **user, notify_props={"desktop": "loud"}),
                "validate_user_import_data.notify_props_desktop_invalid",
            ),
            (line("user", **user, profile_image="../me.png"), "validate_user_import_data.invalid_image_path"),
            (line("user", **user, profile_image="me.png"), "validate_user_import_data.profile_image"),
            (line("user", **user, teams=[{}]), "validate_user_teams_import_data.team_name_missing"),
            (
                line("user", **user, teams=[{"name": team, "channels": [{}]}]),
                "validate_user_channels_import_data.channel_name_missing",
            ),
            (
                line("user", **user, roles="system_guest", teams=[{"name": team}]),
                "validate_user_import_data.system_guest_missing_team_guest_roles",
            ),
            (line("user", **user, teams=[{"name": "nowhere"}]), "get_teams_by_names.some_teams_not_found"),
            (
                line("user", **user, teams=[{"name": team, "channels": [{"name": "nowhere"}]}]),
                "import_user_channels.channel_not_found",
            ),
            (line("bot", username="robot"), "validate_bot_import_data.owner_missing"),
            (line("post", **{**post, "team": None}), "validate_post_import_data.team_missing"),
            (line("post", **{**post, "message": None}), "validate_post_import_data.message_missing"),
            (line("post", **{**post, "create_at": 0}), "validate_post_import_data.create_at_zero"),
            (line("post", **{**post, "channel": "nowhere"}), "import_post.channel_not_found"),
            (line("post", **{**post, "user": "nobody"}), "get_users_by_username.some_users_not_found"),
            (
                line("post", **post, replies=[{"user": ana, "create_at": 1}]),
                "validate_reply_import_data.message_missing",
            ),
            (
                line("post", **post, reactions=[{"user": ana, "emoji_name": "x", "create_at": 1}]),
                "validate_reaction_import_data.create_at_before_parent",
            ),
            (
                line("post", **post, attachments=[{"path": "../../etc/passwd"}]),
                "validate_attachment_import_data.invalid_path",
            ),
            (
                line("post", **post, attachments=[{"path": "/etc/passwd"}]),
                "validate_attachment_import_data.invalid_path",
            ),
            (line("post", **post, attachments=[{"path": "missing.txt"}]), "attachment.bad_file"),
            (line("post", **post, thread_followers=[{}]), "validate_thread_follower_data.user_missing"),
            (line("direct_channel"), "validate_direct_channel_import_data.members_required"),
            (
                line("direct_channel", members=[ana], favorited_by=["x"]),
                "validate_direct_channel_import_data.unknown_favoriter",
            ),
            (
                line("direct_post", **{**direct, "channel_members": None}),
                "validate_direct_post_import_data.channel_members_required",
            ),
            (
                line("direct_post", **direct, flagged_by=["x"]),
                "validate_direct_post_import_data.unknown_flagger",
            ),
            (line("emoji", image="a.png"), "validate_emoji_import_data.name_missing"),
            (line("emoji", name="new_one", image="../a.png"), "validate_emoji_import_data.invalid_image_path"),
            (line("emoji", name="new_one", image="a.png"), "emoji.bad_file"),
        ):
            job = await imported(world, admin, packed([VERSION, "", bad]))
            failure = (job["status"], job["data"].get("line_number"), job["data"].get("error"))
            assert failure == ("error", "3", f"app.import.{error}.error"), bad
        assert (await imported(world, admin, packed([VERSION, line("post", **post)])))["status"] == "success"


async def test_what_is_no_archive_is_refused(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin = await world.admin()
        failed = "import_process.worker.do_job."
        version = "app.import.process_import_data_file_version_line.invalid_version.error"
        for content, error in (
            (b"no archive", f"{failed}open_file"),
            (packed([VERSION], name="deep/import.jsonl"), f"{failed}missing_jsonl"),
            (packed([line("team", name="t")]), version),
            (packed([]), version),
            (packed([{"type": "version", "version": 2}]), "app.import.bulk_import.unsupported_version.error"),
        ):
            job = await imported(world, admin, content)
            assert (job["status"], job["data"]["error"]) == ("error", error)
        for name, error in (("gone.zip", "file_exists"), ("", "missing_file"), ("../config.zip", "missing_file")):
            job = await run(world, admin, name)
            assert (job["status"], job["data"]["error"]) == ("error", failed + error)
        slip = packed([VERSION], {"../../escaped.txt": b"x", "/tmp/escaped.txt": b"x"})
        assert (await imported(world, admin, slip))["status"] == "success"
        staging = world.application.runtime.blobs.staging
        assert list(Path(staging).parent.parent.rglob("escaped.txt")) == []


async def test_a_run_goes_on_where_one_stopped(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, tag = await world.admin(), unique("x").replace("-", "")
        lines = site(tag)
        broken = [*lines[:12], line("post", user="nobody", team=f"team-{tag}", channel="x", message="x", create_at=1)]
        job = await imported(world, admin, packed(broken, FILES))
        assert (job["status"], job["data"]["line_number"]) == ("error", "13")
        assert (await imported(world, admin, packed(lines, FILES)))["status"] == "success"
        await _check_messages(world, tag)
        await _check_counters(world)


async def test_only_system_admins_see_and_delete_archives(world: World) -> None:
    admin, ana = await world.admin(), await world.member()
    content = packed([VERSION])
    name = await uploaded(admin, content)
    for who, status in ((ana, 403), (world.anonymous(), 401), (admin, 200)):
        assert (await who.get("/imports")).status_code == status
        assert (await who.get("/imports/files")).status_code == status
        assert (await who.delete(f"/imports/{name}")).status_code == status
        begun = await who.post("/uploads", type="import", filename="a.zip", file_size=1)
        assert begun.status_code == (201 if status == 200 else status)
    assert name not in (await admin.get("/imports")).json()
    again = await uploaded(admin, content)
    assert {"name": again, "bytes": len(content)} in (await admin.get("/imports/files")).json()
    assert (await admin.delete(f"/imports/{again.removesuffix('.zip')}")).status_code == 400
    assert again in (await admin.get("/imports")).json()
