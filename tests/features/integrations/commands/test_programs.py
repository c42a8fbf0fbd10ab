"""Commands that programs outside do: what they are told, and what becomes of their answers."""

import json
from base64 import b64decode, b64encode
from typing import Any

import pytest

from mattermost_py.features.integrations.triggers import service as triggers
from mattermost_py.kernel.errors import Invalid
from tests.features.integrations.commands.doing import command, newest, ran, run
from tests.features.messaging.previews.doing import switched
from tests.fixtures.website import Asked, Page, Website
from tests.fixtures.world import World, unique

JSON = "application/json"


def says(**answer: Any) -> dict[str, Any]:
    return {"body": json.dumps(answer), "content_type": f"{JSON}; charset=utf-8"}


async def test_a_program_is_told_who_asks_and_where(world: World, site: Website) -> None:
    team = await world.team()
    ana, ben = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    root = await world.post(by=ana, channel=channel)
    made = await command(world, trigger=unique("told"), url=site.has("/ordered", **says(text="ok")))
    text = f"to @{ben.username}, @nobody in ~{channel.name}."
    answer = await ran(ana, channel, f"/{made.trigger.upper()}   {text}", root_id=root.id)

    (asked,) = site.requests("/ordered")
    form = asked.form
    hook = form.pop("response_url").removeprefix(f"{world.base_url}/hooks/commands/")
    client_id, user_id, _, _ = b64decode(form.pop("trigger_id")).decode().split(":")
    assert len(hook) == 26
    assert (client_id, user_id) == (answer["trigger_id"], ana.id)
    assert form == {
        "token": made.token,
        "team_id": team.id,
        "team_domain": team.name,
        "channel_id": channel.id,
        "channel_name": channel.name,
        "root_id": root.id,
        "user_id": ana.id,
        "user_name": ana.username,
        "command": f"/{made.trigger}",
        "text": text,
        "user_mentions": ben.username,
        "user_mentions_ids": ben.id,
        "channel_mentions": channel.name,
        "channel_mentions_ids": channel.id,
    }
    assert (asked.method, asked.headers["authorization"]) == ("POST", f"Token {made.token}")
    assert asked.headers["accept"] == JSON


async def test_a_program_can_be_asked_by_get(world: World, site: Website) -> None:
    ana = await world.member()
    square = await world.town_square()
    made = await command(world, trigger=unique("get"), method="G", url=f"{site.has('/get', **says(text='x'))}?own=1")
    await ran(ana, square, f"/{made.trigger} a & b")
    (asked,) = site.requests("/get")
    assert (asked.method, asked.body) == ("GET", b"")
    assert (asked.query["own"], asked.query["text"], asked.query["token"]) == ("1", "a & b", made.token)


async def test_only_the_asker_sees_an_answer_unless_it_says_otherwise(world: World, site: Website) -> None:
    ana, ben = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(ben, channel)
    root = await world.post(by=ana, channel=channel)
    quiet = await command(
        world, trigger=unique("quiet"), url=site.has("/quiet", "plain <text>", content_type="text/plain")
    )
    loud = await command(
        world, trigger=unique("loud"), url=site.has("/loud", **says(response_type="in_channel", text="hi"))
    )
    async with ana.listening() as mine, ben.listening() as theirs:
        await ran(ana, channel, f"/{quiet.trigger}", root_id=root.id)
        event = await mine.wait_for("ephemeral_message")
        answer = await ran(ana, channel, f"/{loud.trigger}", root_id=root.id)
    shown = json.loads(event["data"]["post"])
    assert (shown["message"], shown["type"], shown["root_id"]) == ("plain <text>", "system_ephemeral", root.id)
    assert shown["props"]["from_webhook"] == "true"
    assert (answer["response_type"], answer["text"]) == ("in_channel", "hi")
    assert not theirs.of("ephemeral_message")
    (posted,) = theirs.of("posted")
    said = json.loads(posted["data"]["post"])
    assert (said["message"], said["user_id"], said["root_id"]) == ("hi", ana.id, root.id)
    assert said["props"]["from_webhook"] == "true"


async def test_answers_hold_attachments_and_the_language_of_slack(world: World, site: Website) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    attachment = {"text": "<http://a.example|A>", "fields": [{"value": f"<@{ana.id}>"}, {"value": 3}], "actions": []}
    answer = {
        "response_type": "in_channel",
        "text": f"<!channel> <@{ana.id}> <http://b.example|B> <x>",
        "attachments": [attachment],
        "props": {"own": 1},
        "type": "custom_mine",
    }
    made = await command(world, trigger=unique("slack"), url=site.has("/slack", **says(**answer)))
    await ran(ana, channel, f"/{made.trigger}")
    said = await newest(ana, channel)
    assert said["message"] == f"@channel @{ana.username} [B](http://b.example) <x>"
    assert said["type"] == "custom_mine"
    assert said["props"]["own"] == 1
    (held,) = said["props"]["attachments"]
    assert held["text"] == "[A](http://a.example)"
    assert [field["value"] for field in held["fields"]] == [f"@{ana.username}", "3"]
    assert said["metadata"]["embeds"] == [{"type": "message_attachment"}]

    site.has("/slack", **says(response_type="in_channel", text="<http://b.example|B>", skip_slack_parsing=True))
    await ran(ana, channel, f"/{made.trigger}")
    assert (await newest(ana, channel))["message"] == "<http://b.example|B>"


async def test_private_answers_hide_what_buttons_do(world: World, site: Website) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    action = {"name": "Go", "type": "button", "integration": {"url": "http://secret.example"}}
    made = await command(
        world, trigger=unique("button"), url=site.has("/button", **says(attachments=[{"actions": [action]}]))
    )
    async with ana.listening() as heard:
        await ran(ana, channel, f"/{made.trigger}")
        shown = json.loads((await heard.wait_for("ephemeral_message"))["data"]["post"])
    (button,) = shown["props"]["attachments"][0]["actions"]
    assert len(button.pop("id")) == 26
    assert b"secret.example" not in b64decode(button.pop("cookie"))
    assert button == {"name": "Go", "type": "button"}


async def test_several_answers_and_a_place_to_go_to(world: World, site: Website) -> None:
    ana = await world.member()
    channel, other = await world.channel(by=ana), await world.channel(by=ana)
    closed = await world.channel(by=await world.member(), type="P")
    more = [
        {"response_type": "in_channel", "text": "there", "channel_id": other.id},
        {"response_type": "in_channel", "text": "here"},
    ]
    url = site.has("/more", **says(text="first", goto_location="https://go.example", extra_responses=more))
    made = await command(world, trigger=unique("more"), url=url)
    answer = await ran(ana, channel, f"/{made.trigger}")
    assert answer["goto_location"] == "https://go.example"
    assert [each["text"] for each in answer["extra_responses"]] == ["there", "here"]
    assert (await newest(ana, other))["message"] == "there"
    assert (await newest(ana, channel))["message"] == "here"

    for wrong in ({"channel_id": closed.id}, {"type": "system_join_channel"}):
        site.has("/more", **says(response_type="in_channel", text="x", extra_responses=more[1:], **wrong))
        reply = await run(ana, channel, f"/{made.trigger}")
        failed = (500, "api.command.execute_command.create_post_failed.app_error")
        assert (reply.status_code, reply.json()["id"]) == failed


async def test_programs_have_names_and_pictures_as_the_server_allows(world: World, site: Website) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    url = site.has(
        "/named", **says(response_type="in_channel", text="x", username="theirs", icon_url="http://i.example")
    )
    plain = await command(world, trigger=unique("named"), url=url)
    named = await command(world, trigger=unique("named"), url=url, username="ours", icon_url="http://o.example")
    await ran(ana, channel, f"/{plain.trigger}")
    assert not {"override_username", "override_icon_url"} & (await newest(ana, channel))["props"].keys()
    allowed = {
        "EnablePostUsernameOverride": True,
        "EnablePostIconOverride": True,
        "ExperimentalEnableHardenedMode": True,
    }
    async with switched(world, ServiceSettings=allowed):
        for made, name, icon in ((plain, "theirs", "http://i.example"), (named, "ours", "http://o.example")):
            await ran(ana, channel, f"/{made.trigger}")
            props = (await newest(ana, channel))["props"]
            assert (props["override_username"], props["override_icon_url"]) == (name, icon)


async def test_what_programs_get_wrong_is_told(world: World, site: Website) -> None:
    ana = await world.member()
    square = await world.town_square()
    made = await command(world, trigger=unique("wrong"), url=site.url("/wrong"))
    away = {"Location": "http://169.254.169.254/"}
    for page, part in (
        (Page(status=500), "failed_resp"),
        (Page(b"{", JSON), "failed"),
        (Page(b'{"text": 3}', JSON), "failed"),
        (Page(b"null", JSON), "failed_empty"),
        (Page(status=302, headers=away), "failed"),
    ):
        site.pages["/wrong"] = page
        reply = await run(ana, square, f"/{made.trigger}")
        assert (reply.status_code, reply.json()["id"]) == (500, f"api.command.execute_command.{part}.app_error")
    private = await command(world, trigger=unique("private"), url="http://127.0.0.9:80/")
    assert (await run(ana, square, f"/{private.trigger}")).json()["id"].endswith("failed.app_error")


async def test_late_answers_come_a_few_times(world: World, site: Website) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    hooks = list[str]()

    def later(asked: Asked) -> Page:
        hooks.append(asked.form["response_url"].removeprefix(world.base_url))
        return Page(b'{"text":"wait"}', JSON)

    made = await command(world, trigger=unique("late"), url=site.answers("/late", later))
    await ran(ana, channel, f"/{made.trigger}")

    async def answer(hook: str, **sent: Any) -> tuple[int, str]:
        reply = await world.http.post(world.base_url + hook, **sent)
        return reply.status_code, reply.text if reply.status_code == 200 else reply.json()["id"]

    for wrong, error in (
        ("null", "app.command_webhook.handle_command_webhook.parse"),
        ("{", "web.command_webhook.parse.app_error"),
    ):
        assert await answer(hooks[0], content=wrong, headers={"content-type": JSON}) == (400, error)
    async with ana.listening() as heard:
        assert await answer(hooks[0], content="quiet", headers={"content-type": "text/plain"}) == (200, "ok")
        event = await heard.wait_for("ephemeral_message")
    assert json.loads(event["data"]["post"])["message"] == "quiet"
    for number in range(4):
        assert await answer(hooks[0], json={"response_type": "in_channel", "text": f"late {number}"}) == (200, "ok")
    assert (await newest(ana, channel))["message"] == "late 3"
    assert await answer(hooks[0], json={"text": "once more"}) == (400, "app.command_webhook.try_use.invalid")
    assert await answer("/hooks/commands/" + "x" * 26, json={"text": "x"}) == (404, "app.command_webhook.get.missing")

    await ran(ana, channel, f"/{made.trigger}")
    await (await world.admin()).delete(f"/commands/{made.id}")
    assert await answer(hooks[1], json={"text": "x"}) == (400, "web.command_webhook.command.app_error")


async def test_late_answers_end_after_half_an_hour(world: World, site: Website) -> None:
    ana = await world.member()
    square = await world.town_square()
    made = await command(world, trigger=unique("old"), url=site.has("/old", **says(text="x")))
    await ran(ana, square, f"/{made.trigger}")
    hook = site.requests("/old")[0].form["response_url"]
    db = world.application.runtime.db()
    await db.run("UPDATE commandwebhooks SET createat = createat - 1800001 WHERE id = %(id)s", id=hook[-26:])
    assert (await world.http.post(hook, json={"text": "x"})).status_code == 404


async def test_commands_are_used_where_one_may_write(world: World, site: Website) -> None:
    ana, eve = await world.member(), await world.member()
    closed, gone = await world.channel(by=ana, type="P"), await world.channel(by=ana)
    await ana.delete(f"/channels/{gone.id}")
    for who, place, line, status, error in (
        (eve, closed.id, "/me x", 403, "api.context.permissions.app_error"),
        (ana, "x" * 26, "/me x", 403, "api.context.permissions.app_error"),
        (ana, gone.id, "/me x", 400, "api.command.execute_command.deleted.error"),
        (ana, closed.id, "me x", 400, "api.command.execute_command.start.app_error"),
        (ana, closed.id, "/", 400, "api.command.execute_command.start.app_error"),
        (ana, "nonsense", "/me x", 400, "api.command.execute_command.start.app_error"),
        (ana, closed.id, "/ me x", 400, "api.command.execute_command.format.app_error"),
        (ana, closed.id, "/unknown-command x", 404, "api.command.execute_command.not_found.app_error"),
    ):
        reply = await who.post("/commands/execute", channel_id=place, command=line)
        assert (reply.status_code, reply.json()["id"]) == (status, error), line
    assert (await ana.post("/commands/execute", [])).json()["id"] == "api.context.invalid_body_param.app_error"


async def test_direct_messages_use_the_commands_of_the_teams_one_is_in(world: World, site: Website) -> None:
    ana, ben = await world.member(), await world.member()
    strange = await world.new_team()
    direct = await world.direct(ana, ben)
    ours = await command(world, trigger=unique("ours"), url=site.has("/ours", **says(text="x")))
    theirs = await command(world, team=strange, trigger=unique("theirs"), url=site.has("/theirs", **says(text="x")))
    team = await world.team()
    assert (await run(ana, direct, f"/{ours.trigger}", team_id=team.id)).status_code == 200
    assert (await run(ana, direct, f"/{ours.trigger}")).status_code == 404
    assert (await run(ana, direct, f"/{theirs.trigger}", team_id=strange.id)).status_code == 403
    assert not site.requests("/theirs")


async def test_trigger_ids_prove_who_asked_just_now(world: World) -> None:
    ana = await world.member()
    db = world.application.runtime.db()
    made = await triggers.make(db, ana.id)
    asked = await triggers.check(db, made.id)
    assert (asked.client_id, asked.user_id) == (made.client_id, ana.id)
    forged = b64decode(made.id).decode().replace(ana.id, made.client_id)
    for wrong, part in (
        ("%", "base64_decode_failed"),
        (b64encode(b"a:b:c").decode(), "missing_data"),
        (b64encode(forged.encode()).decode(), "verify_signature_failed"),
        (b64encode(b"a:b:1:c").decode(), "expired"),
    ):
        with pytest.raises(Invalid, match=f"decode_trigger_id.{part}"):
            await triggers.check(db, wrong)
