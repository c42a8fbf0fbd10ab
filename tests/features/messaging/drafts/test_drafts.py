"""Drafts: kept for their author on all devices, announced to the other ones."""

import json

import pytest

from tests.conftest import NewWorld
from tests.fixtures.world import World

pytestmark = pytest.mark.anyio


async def test_a_draft_is_kept_changed_and_forgotten(world: World) -> None:
    ana, ben = await world.member(), await world.member()
    team, channel = await world.team(), await world.channel(by=ana)
    await world.join(ben, channel)
    wish = {"channel_id": channel.id, "message": "dear", "props": {"a": 1}, "priority": {"priority": "urgent"}}
    async with ana.listening() as here, ana.listening() as there, ben.listening() as other:
        first = await ana.call("POST", "/drafts", json=wish, headers={"Connection-Id": here.connection_id})
        changed = await ana.post("/drafts", {**wish, "message": "dear ben"})
        gone = await ana.delete(f"/users/me/channels/{channel.id}/drafts")
        again = await ana.delete(f"/users/me/channels/{channel.id}/drafts")
    assert first.status_code == 201
    draft = first.json()
    assert draft == {
        "create_at": draft["create_at"],
        "update_at": draft["create_at"],
        "delete_at": 0,
        "user_id": ana.id,
        "channel_id": channel.id,
        "root_id": "",
        "message": "dear",
        "type": "",
        "props": {"a": 1},
        "priority": {"priority": "urgent"},
    }
    assert changed.json()["create_at"] == draft["create_at"]
    assert (gone.json(), again.json()) == ({"status": "OK"}, {"status": "OK"})
    assert here.names() == ["draft_created", "draft_deleted"]
    assert there.names() == ["draft_created", "draft_created", "draft_deleted"]
    assert json.loads(there.events[1]["data"]["draft"]) == draft
    assert other.names() == []
    assert (await ana.get(f"/users/me/teams/{team.id}/drafts")).json() == []


async def test_drafts_of_a_team_come_with_direct_ones_and_their_files(world: World) -> None:
    ana, ben = await world.member(), await world.member()
    team, other = await world.team(), await world.new_team()
    await world.join_team(ana, other)
    channel, direct = await world.channel(by=ana), await world.direct(ana, ben)
    elsewhere = await world.channel(by=ana, team=other)
    root = await world.post(by=ana, channel=channel)
    sent = await ana.call("POST", "/files", params={"channel_id": channel.id, "filename": "a.txt"}, content=b"x")
    file = sent.json()["file_infos"][0]
    for channel_id, root_id, file_ids in (
        (channel.id, "", [file["id"]]),
        (channel.id, root.id, []),
        (direct.id, "", []),
        (elsewhere.id, "", []),
    ):
        body = {"channel_id": channel_id, "root_id": root_id, "message": "x", "file_ids": file_ids}
        assert (await ana.post("/drafts", body)).status_code == 201
    async with world.queries(at_most=4):
        drafts = (await ana.get(f"/users/me/teams/{team.id}/drafts")).json()
    assert [(each["channel_id"], each["root_id"]) for each in drafts] == [
        (direct.id, ""),
        (channel.id, root.id),
        (channel.id, ""),
    ]
    assert drafts[2]["file_ids"] == [file["id"]]
    assert drafts[2]["metadata"] == {"files": [file]}
    assert (await ana.delete(f"/users/me/channels/{channel.id}/drafts/{root.id}")).status_code == 200
    assert len((await ana.get(f"/users/me/teams/{team.id}/drafts")).json()) == 2


async def test_an_empty_draft_is_no_draft_but_files_alone_are_one(world: World) -> None:
    ana = await world.member()
    team, channel = await world.team(), await world.channel(by=ana)
    sent = await ana.call("POST", "/files", params={"channel_id": channel.id, "filename": "a.txt"}, content=b"x")
    file_id = sent.json()["file_infos"][0]["id"]
    assert (await ana.post("/drafts", channel_id=channel.id, file_ids=[file_id])).json()["file_ids"] == [file_id]
    emptied = await ana.post("/drafts", channel_id=channel.id, message="")
    assert (emptied.status_code, emptied.json()) == (201, None)
    assert (await ana.get(f"/users/me/teams/{team.id}/drafts")).json() == []


async def test_only_who_may_post_may_draft_and_only_for_themselves(world: World) -> None:
    ana, eve = await world.member(), await world.member()
    team, channel = await world.team(), await world.channel(by=ana, type="P")
    for who, status in ((ana, 201), (eve, 403)):
        assert (await who.post("/drafts", channel_id=channel.id, message="x")).status_code == status
    assert (await eve.get(f"/users/{ana.id}/teams/{team.id}/drafts")).status_code == 403
    assert (await eve.delete(f"/users/{ana.id}/channels/{channel.id}/drafts")).status_code == 403
    long = await ana.post("/drafts", channel_id=channel.id, message="x" * 16_384)
    assert (long.status_code, long.json()["id"]) == (400, "model.draft.is_valid.message_length.app_error")
    wrong = await ana.post("/drafts", channel_id="x", message="x")
    assert (wrong.status_code, wrong.json()["id"]) == (400, "model.draft.is_valid.channel_id.app_error")


async def test_a_deleted_thread_takes_its_drafts_along(world: World) -> None:
    ana = await world.member()
    team, channel = await world.team(), await world.channel(by=ana)
    root, other = await world.post(by=ana, channel=channel), await world.post(by=ana, channel=channel)
    for post in (root, other):
        await ana.post("/drafts", channel_id=channel.id, root_id=post.id, message="x")
    assert (await ana.delete(f"/posts/{root.id}")).status_code == 200
    left = (await ana.get(f"/users/me/teams/{team.id}/drafts")).json()
    assert [draft["root_id"] for draft in left] == [other.id]


async def test_drafts_can_be_switched_off(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"AllowSyncedDrafts": False}) as world:
        ana = await world.member()
        reply = await ana.post("/drafts", channel_id=ana.id, message="x")
        assert (reply.status_code, reply.json()["id"]) == (501, "api.drafts.disabled.app_error")
