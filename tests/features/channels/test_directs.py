"""Direct and group messages."""

import asyncio
import hashlib

from tests.conftest import NewWorld
from tests.fixtures.world import World


async def test_two_people_share_one_direct_channel(world: World) -> None:
    ana, bob = await world.member(), await world.member()

    async with ana.listening() as heard_by_ana, bob.listening() as heard_by_bob:
        reply = await ana.post("/channels/direct", [bob.id, ana.id])
        direct = reply.json()
        assert reply.status_code == 201
        again = await bob.post("/channels/direct", [bob.id, ana.id])
        assert (again.status_code, again.json()["id"]) == (201, direct["id"])
    assert (direct["type"], direct["team_id"], direct["display_name"]) == ("D", "", "")
    assert direct["name"] == "__".join(sorted((ana.id, bob.id)))
    for heard in (heard_by_ana, heard_by_bob):
        events = heard.of("direct_added")
        assert [event["data"] for event in events] == [{"creator_id": ana.id, "teammate_id": bob.id}]
        assert events[0]["broadcast"]["channel_id"] == direct["id"]


async def test_one_may_write_to_oneself(world: World) -> None:
    ana = await world.member()
    for ids in ([ana.id], [ana.id, ana.id]):
        direct = (await ana.post("/channels/direct", ids)).json()
        assert direct["name"] == f"{ana.id}__{ana.id}"


async def test_nobody_opens_a_channel_between_others(world: World) -> None:
    ana, bob, eve = await world.member(), await world.member(), await world.member()
    assert (await eve.post("/channels/direct", [ana.id, bob.id])).status_code == 403
    nobody = await eve.post("/channels/direct", [eve.id, "x" * 26])
    assert nobody.json()["id"] == "api.channel.create_direct_channel.invalid_user.app_error"
    for ids in ([], [ana.id, bob.id, eve.id], ["short", eve.id]):
        assert (await eve.post("/channels/direct", ids)).status_code == 400


async def test_a_direct_message_has_only_a_header(world: World) -> None:
    ana, bob, eve = await world.member(), await world.member(), await world.member()
    direct = await world.direct(ana, bob)
    assert (await bob.put(f"/channels/{direct.id}/patch", header="Us")).json()["header"] == "Us"
    reply = await bob.put(f"/channels/{direct.id}/patch", display_name="Us")
    assert reply.json()["id"] == (
        "api.channel.patch_update_channel.update_direct_or_group_messages_not_allowed.app_error"
    )
    reply = await eve.put(f"/channels/{direct.id}/patch", header="Them")
    assert (reply.status_code, reply.json()["id"]) == (403, "api.channel.patch_update_channel.forbidden.app_error")
    assert (await ana.delete(f"/channels/{direct.id}")).json()["id"] == "api.channel.delete_channel.type.invalid"


async def test_a_server_may_want_a_common_team(new_world: NewWorld) -> None:
    async with new_world(TeamSettings={"RestrictDirectMessage": "team"}) as world:
        ana, bob, eve = await world.member(), await world.member(), await world.stranger()
        refused = await ana.post("/channels/direct", [ana.id, eve.id])
        assert (refused.status_code, refused.json()["id"]) == (
            403,
            "api.channel.create_channel.direct_channel.team_restricted_error",
        )
        direct = await world.direct(ana, bob)
        team = await world.team()
        assert (await bob.delete(f"/teams/{team.id}/members/me")).status_code == 200
        late = await ana.post("/posts", channel_id=direct.id, message="still there?")
        assert late.json()["id"] == "api.post.create_post.can_not_post_in_restricted_dm.error"


async def test_a_common_team_is_wanted_everywhere_alike_but_not_of_bots(new_world: NewWorld) -> None:
    async with new_world(
        TeamSettings={"RestrictDirectMessage": "team"}, ServiceSettings={"EnableBotAccountCreation": True}
    ) as world:
        ana, bob, eve = await world.member(), await world.member(), await world.member()
        admin, team = await world.admin(), await world.team()
        made = (await ana.post("/channels/group", [bob.id, eve.id])).json()
        bot = (await admin.post("/bots", username="helper")).json()
        with_bot = (await ana.post("/channels/direct", [ana.id, bot["user_id"]])).json()
        with_self = (await ana.post("/channels/direct", [ana.id, ana.id])).json()

        async def refusals(channel_id: str) -> list[str]:
            """What cannot be done there, by error id."""
            named = {"channel_id": channel_id, "filename": "a.txt"}
            upload = {"channel_id": channel_id, "filename": "a.txt", "file_size": 1}
            replies = [
                await ana.post("/posts", channel_id=channel_id, message="x"),
                await ana.post("/drafts", channel_id=channel_id, message="x"),
                await ana.post("/uploads", upload),
                await ana.call("POST", "/files", params=named, content=b"x"),
            ]
            return [each.json()["id"] for each in replies if each.status_code != 201]

        for channel in (made, with_bot, with_self):
            assert await refusals(channel["id"]) == []
        for person in (ana, bob):
            assert (await person.delete(f"/teams/{team.id}/members/me")).status_code == 200
        assert await refusals(made["id"]) == [
            "api.post.create_post.can_not_post_in_restricted_dm.error",
            "api.draft.create_draft.can_not_draft_to_restricted_dm.error",
            "app.upload.create.cannot_upload_to_restricted_dm.error",
            "api.file.upload_file.restricted_dm.error",
        ]
        for channel in (with_bot, with_self):
            assert await refusals(channel["id"]) == []


async def test_a_group_is_made_of_its_people(world: World) -> None:
    ana, bob, eve = await world.member(), await world.member(), await world.member()
    ids = sorted((ana.id, bob.id, eve.id))

    async with bob.listening() as heard:
        reply = await ana.post("/channels/group", [bob.id, eve.id])
    group = reply.json()
    assert (reply.status_code, group["type"], group["team_id"]) == (201, "G", "")
    assert group["name"] == hashlib.sha1("".join(ids).encode()).hexdigest()
    names = ", ".join(sorted(person.username for person in (ana, bob, eve)))
    assert group["display_name"] == names[:64]
    assert len(heard.of("group_added")) == 1
    again = await eve.post("/channels/group", [ana.id, bob.id, eve.id])
    assert again.json()["id"] == group["id"]
    small = await ana.post("/channels/group", [bob.id])
    assert small.json()["id"] == "api.channel.create_group.bad_size.app_error"
    wrong = await ana.post("/channels/group", [bob.id, "x" * 26])
    assert wrong.json()["id"] == "api.channel.create_group.bad_user.app_error"


async def test_group_messages_are_found_by_their_people(world: World) -> None:
    ana, bob, eve = await world.member(), await world.member(), await world.member()
    group = (await ana.post("/channels/group", [bob.id, eve.id])).json()
    for term, found in (
        (bob.username, [group["id"]]),
        (f"{bob.username} {eve.username}", [group["id"]]),
        (f"{bob.username}, nobody", []),
        ("", []),
    ):
        reply = await ana.post("/channels/group/search", term=term)
        assert [each["id"] for each in reply.json()] == found


async def test_starting_the_same_conversation_at_once_gives_one_channel(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    replies = await asyncio.gather(
        *(who.post("/channels/direct", [ana.id, bob.id]) for who in (ana, bob, ana, bob, ana, bob))
    )
    assert {reply.status_code for reply in replies} == {201}
    assert len({reply.json()["id"] for reply in replies}) == 1


async def test_joining_at_once_makes_one_membership(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    async with ana.listening() as heard:
        path = f"/channels/{channel.id}/members"
        replies = await asyncio.gather(*(bob.post(path, user_id=bob.id) for _ in range(4)))
        assert {reply.status_code for reply in replies} == {201}
        await heard.wait_for("posted")
    assert heard.names().count("user_added") == 1
