"""Editing, restoring, deleting; one post, many posts; ephemeral ones."""

import json
from pathlib import Path

import pytest

from tests.conftest import NewWorld
from tests.fixtures.world import World

pytestmark = pytest.mark.anyio


async def test_an_edit_keeps_the_version_before(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    post = await world.post(by=ana, message="frist")

    async with bob.listening() as heard:
        edited = (await ana.put(f"/posts/{post.id}/patch", message="first #fixed")).json()
    assert edited["edit_at"] == edited["update_at"] > post.update_at
    assert (edited["message"], edited["hashtags"], edited["create_at"]) == ("first #fixed", "#fixed", post.create_at)
    assert json.loads(heard.of("post_edited")[0]["data"]["post"]) == edited

    (version,) = (await ana.get(f"/posts/{post.id}/edit_history")).json()
    assert (version["message"], version["original_id"]) == ("frist", post.id)
    assert version["delete_at"] > 0
    assert (await bob.get(f"/posts/{post.id}/edit_history")).status_code == 403

    restored = await ana.post(f"/posts/{post.id}/restore/{version['id']}")
    assert restored.json()["message"] == "frist"
    assert len((await ana.get(f"/posts/{post.id}/edit_history")).json()) == 2
    refused = await bob.post(f"/posts/{post.id}/restore/{version['id']}")
    assert (refused.status_code, refused.json()["id"]) == (403, "app.post.restore_post_version.not_allowed.app_error")


async def test_only_authors_edit(world: World) -> None:
    ana, bob, admin = await world.member(), await world.member(), await world.admin()
    post = await world.post(by=ana)
    for who, status in ((bob, 403), (admin, 200), (ana, 200)):
        body = {"id": post.id, "message": f"by {who.username}"}
        assert (await who.put(f"/posts/{post.id}", body)).status_code == status
    wrong = await ana.put(f"/posts/{post.id}", id="a" * 26, message="other")
    assert (wrong.status_code, wrong.json()["id"]) == (400, "api.context.invalid_body_param.app_error")
    for method, path, body in (
        ("PUT", f"/posts/{'a' * 26}", {"id": "a" * 26, "message": "x"}),
        ("PUT", f"/posts/{'a' * 26}/patch", {"message": "x"}),
        ("POST", f"/posts/{'a' * 26}/pin", None),
        ("DELETE", f"/posts/{'a' * 26}", None),
    ):
        unknown = await ana.call(method, path, json=body)
        assert (unknown.status_code, unknown.json()["id"]) == (403, "api.context.permissions.app_error"), path


async def test_who_may_not_post_any_more_does_not_edit(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    post = await world.post(by=bob, channel=channel)
    moderation = [{"name": "create_post", "roles": {"members": False, "guests": False}}]
    admin = await world.admin()
    assert (await admin.put(f"/channels/{channel.id}/moderations/patch", moderation)).status_code == 200
    assert (await bob.put(f"/posts/{post.id}/patch", message="x")).status_code == 403
    assert (await admin.put(f"/posts/{post.id}/patch", message="x")).status_code == 200


async def test_system_messages_stay_as_they_are(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    page = (await ana.get(f"/channels/{channel.id}/posts")).json()
    joined = page["order"][-1]
    refused = await ana.put(f"/posts/{joined}/patch", message="x")
    assert (refused.status_code, refused.json()["id"]) == (400, "api.post.update_post.system_message.app_error")


async def test_edits_end_with_the_time_limit(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"PostEditTimeLimit": 0}) as world:
        ana = await world.member()
        post = await world.post(by=ana)
        late = await ana.put(f"/posts/{post.id}/patch", message="late")
        assert (late.status_code, late.json()["id"]) == (
            400,
            "api.post.update_post.permissions_time_limit.app_error",
        )
        assert (await ana.put(f"/posts/{post.id}/patch", props={"a": 1})).status_code == 200
        whole = {"id": post.id, "message": post.message, "is_pinned": True}
        assert (await ana.put(f"/posts/{post.id}", whole)).status_code == 200
        assert (await ana.put(f"/posts/{post.id}", {**whole, "message": "late"})).status_code == 400


async def test_deleting_a_root_deletes_its_thread(world: World) -> None:
    ana, bob, admin = await world.member(), await world.member(), await world.admin()
    root = await world.post(by=ana)
    reply = await world.reply(by=bob, to=root)

    async with bob.listening() as heard, admin.listening() as admin_heard:
        assert (await bob.delete(f"/posts/{root.id}")).status_code == 403
        assert (await ana.delete(f"/posts/{root.id}")).json() == {"status": "OK"}

    for each in (root, reply):
        gone = await ana.get(f"/posts/{each.id}")
        assert (gone.status_code, gone.json()["id"]) == (404, "app.post.get.app_error")
    (told,) = heard.of("post_deleted")
    assert "delete_by" not in told["data"]
    assert json.loads(told["data"]["post"])["id"] == root.id
    (told_admin,) = admin_heard.of("post_deleted")
    assert told_admin["data"]["delete_by"] == ana.id
    blank = (await admin.get(f"/posts/{root.id}", include_deleted=True)).json()
    assert (blank["message"], blank["metadata"], blank["props"]["deleteBy"]) == ("", {}, ana.id)
    assert (await ana.get(f"/posts/{root.id}", include_deleted=True)).status_code == 403


async def test_deleting_a_reply_counts_the_thread_again(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    root = await world.post(by=ana)
    mine, last = await world.reply(by=ana, to=root), await world.reply(by=bob, to=root)
    await bob.delete(f"/posts/{last.id}")
    page = (await ana.get(f"/channels/{root.channel_id}/posts", collapsedThreads=True)).json()
    shown = page["posts"][root.id]
    assert (shown["reply_count"], shown["last_reply_at"]) == (1, mine.create_at)
    assert [each["id"] for each in shown["participants"]] == [ana.id]


async def test_deleting_for_good_must_be_allowed(new_world: NewWorld, world: World) -> None:
    ana = await world.member()
    post = await world.post(by=ana)
    refused = await ana.delete(f"/posts/{post.id}?permanent=true")
    assert (refused.status_code, refused.json()["id"]) == (501, "api.post.delete_post.not_enabled.app_error")

    async with new_world(ServiceSettings={"EnableAPIPostDeletion": True}) as other:
        admin, ana = await other.admin(), await other.member()
        post = await other.post(by=ana)
        await other.reply(by=admin, to=post)
        assert (await ana.delete(f"/posts/{post.id}?permanent=true")).status_code == 403
        assert (await admin.delete(f"/posts/{post.id}?permanent=true")).status_code == 200
        assert (await admin.get(f"/posts/{post.id}", include_deleted=True)).status_code == 404


async def test_many_posts_at_once_without_those_out_of_reach(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    shared = await world.post(by=ana)
    secret = await world.post(by=ana, channel=await world.channel(by=ana, type="P"))
    found = (await bob.post("/posts/ids", [secret.id, shared.id, "a" * 26])).json()
    assert [each["id"] for each in found] == [shared.id]
    too_many = await bob.post("/posts/ids", [f"{n:026}" for n in range(1001)])
    assert too_many.json()["id"] == "api.post.posts_by_ids.invalid_body.request_error"
    assert (await bob.post("/posts/ids", [])).json()["id"] == "api.context.invalid_body_param.app_error"


async def test_reading_needs_the_channel(world: World) -> None:
    ana, eve = await world.member(), await world.member()
    post = await world.post(by=ana, channel=await world.channel(by=ana, type="P"))
    for path in (f"/posts/{post.id}", f"/posts/{post.id}/thread", f"/posts/{post.id}/files/info"):
        assert (await ana.get(path)).status_code == 200
        assert (await eve.get(path)).status_code == 403
    assert (await ana.get("/posts/nonsense")).json()["id"] == "api.context.invalid_url_param.app_error"
    etag = (await ana.get(f"/posts/{post.id}")).headers["etag"]
    assert (await ana.call("GET", f"/posts/{post.id}", headers={"If-None-Match": etag})).status_code == 304


async def test_info_leads_people_of_the_team_to_public_channels(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    team = await world.team()
    channel, secret = await world.channel(by=ana), await world.channel(by=ana, type="P")
    post, hidden = await world.post(by=ana, channel=channel), await world.post(by=ana, channel=secret)
    assert (await bob.get(f"/posts/{post.id}/info")).json() == {
        "channel_id": channel.id,
        "channel_type": "O",
        "channel_display_name": channel.display_name,
        "has_joined_channel": False,
        "team_id": team.id,
        "team_type": "O",
        "team_display_name": team.display_name,
        "has_joined_team": True,
    }
    assert (await bob.get(f"/posts/{hidden.id}/info")).status_code == 404


async def test_an_ephemeral_post_reaches_one_person(world: World) -> None:
    admin, ana, bob = await world.admin(), await world.member(), await world.member()
    channel = await world.town_square()
    body = {"user_id": bob.id, "post": {"channel_id": channel.id, "message": "only you"}}
    assert (await ana.post("/posts/ephemeral", body)).status_code == 403
    async with ana.listening() as others, bob.listening() as heard:
        made = await admin.post("/posts/ephemeral", body)
    assert made.status_code == 201
    assert made.json()["type"] == "system_ephemeral"
    (event,) = heard.of("ephemeral_message")
    assert json.loads(event["data"]["post"])["message"] == "only you"
    assert others.of("ephemeral_message") == []
    assert (await bob.get(f"/posts/{made.json()['id']}")).status_code == 404


async def test_files_belong_to_the_post_and_leave_with_an_edit(world: World, tmp_path: Path) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    sent = await ana.call(
        "POST", "/files", data={"channel_id": channel.id}, files={"files": ("notes.txt", b"hello", "text/plain")}
    )
    (info,) = sent.json()["file_infos"]
    stranger_file = "b" * 26
    post = (await ana.post("/posts", channel_id=channel.id, message="see", file_ids=[info["id"], stranger_file])).json()
    assert post["file_ids"] == [info["id"]]
    (shown,) = post["metadata"]["files"]
    assert (shown["id"], shown["post_id"], shown["name"]) == (info["id"], post["id"], "notes.txt")
    again = (await ana.get(f"/posts/{post['id']}")).json()
    assert again["metadata"]["files"] == [shown]
    assert (await ana.get(f"/posts/{post['id']}/files/info")).json() == [shown]

    edited = (await ana.put(f"/posts/{post['id']}/patch", file_ids=[])).json()
    assert (edited["file_ids"], edited["metadata"]) == ([], {})
    (version,) = (await ana.get(f"/posts/{post['id']}/edit_history")).json()
    restored = (await ana.post(f"/posts/{post['id']}/restore/{version['id']}")).json()
    assert restored["file_ids"] == [info["id"]]
    assert restored["metadata"]["files"][0]["id"] == info["id"]


async def test_what_a_machine_wrote_names_a_bot_or_the_author(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.town_square()
    for user_id, status in ((ana.id, 201), (bob.id, 400), ("nobody", 400), (5, 400)):
        props = {"ai_generated_by": user_id}
        reply = await ana.post("/posts", channel_id=channel.id, message="x", props=props)
        assert reply.status_code == status
        if status == 201:
            assert reply.json()["props"] == {**props, "ai_generated_by_username": ana.username}
            patched = await ana.put(f"/posts/{reply.json()['id']}/patch", props={"ai_generated_by": bob.id})
            assert patched.status_code == 400
        else:
            assert reply.json()["id"] == "api.post.fill_in_post_props.invalid_ai_generated_user.app_error"
