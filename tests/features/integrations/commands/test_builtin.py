"""The commands of the server itself, each with whoever may use it and whoever may not."""

import json
from typing import Any

import pytest

from tests.features.integrations.commands.doing import newest, ran
from tests.features.messaging.previews.doing import switched
from tests.fixtures.world import Heard, Person, Thing, World, unique


async def told(heard: Heard, count: int = 1) -> str:
    """What only the asker was told."""
    event = await heard.wait_for("ephemeral_message", count=count)
    return json.loads(event["data"]["post"])["message"]


async def answer(person: Person, channel: Thing, line: str, **more: Any) -> str:
    return (await ran(person, channel, line, **more))["text"]


# --- oneself ----------------------------------------------------------------------------------------------------------


async def test_presence_is_chosen(world: World) -> None:
    ana, square = await world.member(), await world.town_square()
    async with ana.listening() as heard:
        for number, status in enumerate(("away", "dnd", "offline", "online"), 1):
            reply = await ran(ana, square, f"/{status}")
            assert reply["response_type"] == "ephemeral"
            assert await told(heard, number) == reply["text"]
            assert (await ana.get(f"/users/{ana.id}/status")).json()["status"] == status


async def test_custom_statuses_are_set_and_cleared(world: World) -> None:
    ana, square = await world.member(), await world.town_square()

    async def shown() -> tuple[str, str] | None:
        props = (await ana.get("/users/me")).json().get("props", {})
        status = json.loads(props.get("customStatus") or "null")
        return (status["emoji"], status["text"]) if status else None

    for line, expected in (
        ("/status :coffee: having a break", ("coffee", "having a break")),
        ("/status just text", ("speech_balloon", "just text")),
        ("/status :tada:", ("tada", "")),
        (f"/status {'x' * 101}", ("tada", "")),
        ("/status", ("tada", "")),
        ("/status clear", None),
    ):
        assert await answer(ana, square, line)
        assert await shown() == expected, line
    async with switched(world, TeamSettings={"EnableCustomUserStatuses": False}):
        reply = await ana.post("/commands/execute", channel_id=square.id, command="/status x")
        assert reply.status_code == 404


async def test_previews_are_collapsed_and_expanded(world: World) -> None:
    ana, square = await world.member(), await world.town_square()
    for line, value in (("/collapse", "true"), ("/expand", "false")):
        async with ana.listening() as heard:
            assert await answer(ana, square, line)
            await heard.wait_for("preference_changed")
        chosen = await ana.get("/users/me/preferences/display_settings/name/collapse_previews")
        assert chosen.json()["value"] == value


async def test_signing_out_leads_to_the_page_for_signing_in(world: World) -> None:
    ana, square = await world.member(), await world.town_square()
    assert (await ran(ana, square, "/logout"))["goto_location"] == "/login"


@pytest.mark.parametrize("line", ["/help", "/search x", "/settings", "/shortcuts", "/marketplace"])
async def test_guides_answer_only_the_asker(world: World, line: str) -> None:
    ana, square = await world.member(), await world.town_square()
    reply = await ran(ana, square, line)
    assert reply["text"]
    assert reply["response_type"] == "ephemeral"


# --- writing ----------------------------------------------------------------------------------------------------------


async def test_texts_are_written_for_the_user(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    root = await world.post(by=ana, channel=channel)
    for line, message, kind in (
        ("/me waves", "*waves*", "me"),
        ("/shrug whatever", r"whatever ¯\\\_(ツ)\_/¯", ""),
        ("/shrug", r"¯\\\_(ツ)\_/¯", ""),
        ("/code one\ntwo <a|b>", "    one\n    two <a|b>", ""),
    ):
        await ran(ana, channel, line, root_id=root.id)
        said = await newest(ana, channel)
        assert (said["message"], said["type"], said["user_id"], said["root_id"]) == (message, kind, ana.id, root.id)
        assert "from_webhook" not in said["props"]
    count = len((await ana.get(f"/channels/{channel.id}/posts")).json()["order"])
    for line in ("/me", "/code"):
        assert await answer(ana, channel, line)
    assert len((await ana.get(f"/channels/{channel.id}/posts")).json()["order"]) == count


@pytest.mark.parametrize(
    ("typed", "said"),
    [("two words", "two words"), ('"quoted 5" 0', "quoted 5"), ("words 0", "words"), ("7", "7"), ('"', '"')],
)
async def test_echoes_are_said(world: World, typed: str, said: str) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    async with ana.listening() as heard:
        await ran(ana, channel, f"/echo {typed}")
        event = await heard.wait_for("posted")
    assert json.loads(event["data"]["post"])["message"] == said


async def test_echoes_have_limits(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    assert "10000" in await answer(ana, channel, "/echo late 10001")
    assert await answer(ana, channel, "/echo")


# --- channels ---------------------------------------------------------------------------------------------------------


async def test_texts_of_channels_are_changed_by_those_who_may(world: World) -> None:
    ana, guest = await world.member(), await world.guest()
    channel = await world.channel(by=ana)
    await world.join(guest, channel)
    for line, field, text in (
        ("/header New header", "header", "New header"),
        ("/purpose New purpose", "purpose", "New purpose"),
        ("/rename New name", "display_name", "New name"),
    ):
        assert await answer(ana, channel, line) == ""
        assert (await ana.get(f"/channels/{channel.id}")).json()[field] == text
        word = line.split()[0]
        for who, typed in ((guest, f"{word} theirs"), (ana, word), (ana, f"{word} {'x' * 1025}")):
            assert await answer(who, channel, typed)
        assert (await ana.get(f"/channels/{channel.id}")).json()[field] == text
    assert (await newest(ana, channel))["type"] == "system_displayname_change"


async def test_direct_messages_have_only_a_header(world: World) -> None:
    ana, ben = await world.member(), await world.member()
    direct = await world.direct(ana, ben)
    assert await answer(ana, direct, "/header Ours") == ""
    assert (await ana.get(f"/channels/{direct.id}")).json()["header"] == "Ours"
    for line in ("/purpose x", "/rename x", f"/remove @{ben.username}", f"/invite @{ben.username}"):
        assert await answer(ana, direct, line)
    assert (await ana.get(f"/channels/{direct.id}")).json()["purpose"] == ""


@pytest.mark.parametrize("word", ["join", "open"])
async def test_public_channels_are_joined_by_name(world: World, word: str) -> None:
    ana, ben, guest = await world.member(), await world.member(), await world.guest()
    team, square = await world.team(), await world.town_square()
    channel, closed = await world.channel(by=ana), await world.channel(by=ana, type="P")
    page = f"{world.base_url}/{team.name}/channels/"
    assert (await ran(ben, square, f"/{word} ~{channel.name.upper()}"))["goto_location"] == page + channel.name
    assert (await ben.get(f"/channels/{channel.id}/members/{ben.id}")).status_code == 200
    assert (await ran(ana, square, f"/{word} {closed.name}"))["goto_location"] == page + closed.name
    for who, name in ((ben, closed.name), (ben, unique("nowhere")), (ben, "")):
        reply = await ran(who, square, f"/{word} {name}")
        assert (bool(reply["text"]), reply["goto_location"]) == (True, "")
    own = await world.channel(by=ana)
    await world.join(guest, own)
    assert (await ran(guest, own, f"/{word} {channel.name}"))["goto_location"] == ""
    assert (await ana.get(f"/channels/{channel.id}/members/{guest.id}")).status_code == 404


async def test_channels_are_left(world: World) -> None:
    ana, ben = await world.member(), await world.member()
    team, square = await world.team(), await world.town_square()
    channel, direct = await world.channel(by=ana), await world.direct(ana, ben)
    page = f"{world.base_url}/{team.name}/channels/town-square"
    assert (await ran(ana, channel, "/leave"))["goto_location"] == page
    assert (await ben.get(f"/channels/{channel.id}/members/{ana.id}")).status_code in (403, 404)
    reply = await ran(ana, square, "/leave")
    assert (bool(reply["text"]), reply["goto_location"]) == (True, "")
    assert (await ran(ana, direct, "/leave", team_id=team.id))["goto_location"] == page
    shown = await ana.get(f"/users/me/preferences/direct_channel_show/name/{ben.id}")
    assert shown.json()["value"] == "false"


async def test_a_guest_leaves_for_another_channel_and_last_the_team(world: World) -> None:
    ana = await world.member()
    team = await world.team()
    one, two = await world.channel(by=ana), await world.channel(by=ana)
    guest = await world.guest(team, one, two)
    rest = (await guest.get(f"/users/me/teams/{team.id}/channels")).json()
    for other in rest:
        if other["id"] not in (one.id, two.id):
            await guest.delete(f"/channels/{other['id']}/members/{guest.id}")
    assert (await ran(guest, one, "/leave"))["goto_location"] == f"{world.base_url}/{team.name}/channels/{two.name}"
    assert (await ran(guest, two, "/leave"))["goto_location"] == f"{world.base_url}/"


async def test_channels_are_muted_and_heard_again(world: World) -> None:
    ana, square = await world.member(), await world.town_square()
    channel = await world.channel(by=ana)

    async def level() -> str:
        return (await ana.get(f"/channels/{channel.id}/members/me")).json()["notify_props"]["mark_unread"]

    for place, line, expected in (
        (channel, "/mute", "mention"),
        (channel, "/mute", "all"),
        (square, f"/mute ~{channel.name}", "mention"),
        (square, f"/mute ~{unique('nowhere')}", "mention"),
    ):
        assert await answer(ana, place, line)
        assert await level() == expected


@pytest.mark.parametrize("word", ["kick", "remove"])
async def test_people_are_removed_by_those_who_may(world: World, word: str) -> None:
    ana, ben, guest = await world.member(), await world.member(), await world.guest()
    channel, square = await world.channel(by=ana), await world.town_square()
    for who in (ben, guest):
        await world.join(who, channel)
    assert await answer(guest, channel, f"/{word} @{ben.username}")
    assert await answer(ana, square, f"/{word} @{ben.username}")
    assert await answer(ana, channel, f"/{word} @{unique('nobody')}")
    assert await answer(ana, channel, f"/{word}")
    assert (await ana.get(f"/channels/{channel.id}/members/{ben.id}")).status_code == 200
    assert await answer(ana, channel, f"/{word} @{ben.username}") == ""
    assert (await ana.get(f"/channels/{channel.id}/members/{ben.id}")).status_code == 404
    assert (await newest(ana, channel))["type"] == "system_remove_from_channel"


# --- people -----------------------------------------------------------------------------------------------------------


async def test_several_people_are_invited_to_several_channels(world: World) -> None:
    ana, ben, cid = await world.member(), await world.member(), await world.member()
    outside, guest = await world.stranger(), await world.guest()
    one, two = await world.channel(by=ana), await world.channel(by=ana, type="P")
    secret = await world.channel(by=ben, type="P")
    line = (
        f"/invite @{ben.username}, {cid.username} @{outside.username} @nobody-x ~{one.name} ~{two.name} ~{secret.name}"
    )
    lines = (await answer(ana, one, line)).split("\n")
    assert f"@{ben.username} was added to ~{one.name}." in lines
    assert f"@{cid.username} was added to ~{two.name}." in lines
    assert f"@{outside.username} is not in this team." in lines
    assert "There is nobody called nobody-x." in lines
    assert f"There is no channel {secret.name} that you can add people to." in lines
    for channel in (one, two):
        for who in (ben, cid):
            assert (await ana.get(f"/channels/{channel.id}/members/{who.id}")).status_code == 200
    assert await answer(ana, one, f"/invite @{ben.username}") == f"@{ben.username} is in ~{one.name} already."
    await world.join(guest, one)
    assert "not allowed" in await answer(guest, one, f"/invite {(await world.member()).username}")
    assert await answer(ana, one, "/invite")


async def test_people_are_written_to(world: World) -> None:
    ana, ben = await world.member(), await world.member()
    team, square = await world.team(), await world.town_square()
    for line, message in ((f"/msg @{ben.username} hello there", "hello there"), (f"/msg {ben.username}", None)):
        reply = await ran(ana, square, line)
        assert reply["goto_location"] == f"{world.base_url}/{team.name}/messages/@{ben.username}"
        direct = await world.direct(ana, ben)
        assert message is None or (await newest(ben, direct))["message"] == message
    for line in ("/msg", f"/msg @{unique('nobody')} x"):
        reply = await ran(ana, square, line)
        assert (bool(reply["text"]), reply["goto_location"]) == (True, "")
    guest = await world.guest()
    own = await world.channel(by=await world.member())
    await world.join(guest, own)
    reply = await ran(guest, own, f"/msg @{ben.username} hi")
    assert (bool(reply["text"]), reply["goto_location"]) == (True, "")


@pytest.mark.parametrize("names", ["@{0}, @{1} {2}", "@{0},@{1} {2}", "@{0} , {1} {2}", "@{0} @{1} {2}"])
async def test_groups_are_written_to(world: World, names: str) -> None:
    ana, ben, cid = await world.member(), await world.member(), await world.member()
    team, square = await world.team(), await world.town_square()
    reply = await ran(ana, square, f"/groupmsg {names.format(ben.username, cid.username, 'hi all')}")
    group = (await ana.post("/channels/group", [ana.id, ben.id, cid.id])).json()
    assert reply["goto_location"] == f"{world.base_url}/{team.name}/messages/{group['name']}"
    assert (await newest(cid, Thing(group)))["message"] == "hi all"


async def test_group_messages_have_bounds(world: World) -> None:
    ana, ben = await world.member(), await world.member()
    team, square = await world.team(), await world.town_square()
    alone = await ran(ana, square, f"/groupmsg @{ben.username} hi")
    assert alone["goto_location"] == f"{world.base_url}/{team.name}/messages/@{ben.username}"
    many = ",".join([f"@{(await world.stranger()).username}" for _ in range(20)])
    for line in ("/groupmsg", f"/groupmsg @{ben.username},@{unique('nobody')} x", f"/groupmsg {many} x"):
        reply = await ran(ana, square, line)
        assert (bool(reply["text"]), reply["goto_location"]) == (True, "")


async def test_people_are_invited_by_mail(world: World) -> None:
    ana, guest = await world.member(), await world.guest()
    channel = await world.channel(by=ana)
    await world.join(guest, channel)
    one, two = (f"{unique('new')}@example.org" for _ in range(2))
    line = f"/invite_people {one} {two.upper()}"
    assert await answer(ana, channel, line) == "This site does not invite people by mail."
    team = await world.team()
    offered = (await ana.get(f"/teams/{team.id}/commands/autocomplete")).json()
    assert "invite_people" not in [each["trigger"] for each in offered]
    on: dict[str, Any] = {
        "ServiceSettings": {"EnableEmailInvitations": True},
        "EmailSettings": {"SendEmailNotifications": True},
    }
    invited = "SELECT count(*) FROM tokens WHERE extra::jsonb->>'email' = ANY(%(to)s)"
    db = world.application.runtime.db()
    async with switched(world, **on):
        assert await answer(guest, channel, line)
        assert await answer(ana, channel, "/invite_people nobody")
        assert await db.value(int, invited, to=[one, two]) == 0
        said = await answer(ana, channel, line)
        assert await db.value(int, invited, to=[one, two]) == 2
    assert said == f"Invited: {one}, {two}."


# --- reminders --------------------------------------------------------------------------------------------------------


async def test_threads_are_reminded_of(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    root = await world.post(by=ana, channel=channel)
    db = world.application.runtime.db()
    for line, place in (("/remind in 20 minutes", ""), ("/remind someday", root.id), ("/remind", root.id)):
        assert await answer(ana, channel, line, root_id=place)
    count = "SELECT count(*) FROM postreminders WHERE userid = %(user_id)s"
    assert await db.value(int, count, user_id=ana.id) == 0
    for line in ("/remind in 20 minutes", "/remind 2 hours", "/remind tomorrow"):
        assert await answer(ana, channel, line, root_id=root.id) == ""
        assert await db.value(int, count, user_id=ana.id) == 1
