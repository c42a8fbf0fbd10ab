"""Buttons and menus in messages: who may use them, what programs are told, and what becomes of their answers."""

import json
from base64 import b64decode
from typing import Any

import httpx2
import pytest

from tests.features.messaging.previews.doing import switched
from tests.fixtures.website import Website
from tests.fixtures.world import Person, Thing, World

JSON = "application/json"
FAILED = (400, "api.post.do_action.action_integration.app_error")
FORBIDDEN = (403, "api.context.permissions.app_error")


def says(**answer: Any) -> dict[str, Any]:
    return {"body": json.dumps(answer), "content_type": JSON}


def button(url: str, **fields: Any) -> dict[str, Any]:
    return {"id": "go", "type": "button", "name": "Go", "integration": {"url": url}, **fields}


async def offered(world: World, by: Person, action: dict[str, Any], **fields: Any) -> Thing:
    """A post with a button or menu, in a channel of its own unless said otherwise."""
    channel = fields.pop("channel", None) or await world.channel(by=by)
    props = {"attachments": [{"text": "other"}, {"text": "mine", "actions": [action]}], **fields.pop("props", {})}
    return await world.post(by=by, channel=channel, props=props, **fields)


async def press(who: Person, post: Thing, action_id: str = "go", **body: Any) -> httpx2.Response:
    return await who.post(f"/posts/{post.id}/actions/{action_id}", body)


def refusal(reply: httpx2.Response) -> tuple[int, str]:
    return reply.status_code, reply.json()["id"]


async def test_a_program_is_told_who_pressed_what_and_where(world: World, site: Website) -> None:
    team, ana, ben = await world.team(), await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(ben, channel)
    action = button("")
    action["integration"] = {"url": site.has("/told", **says()), "context": {"ticket": 7, "deep": {"x": [1]}}}
    post = await offered(world, ana, action, channel=channel)
    assert "integration" not in post.props["attachments"][1]["actions"][0]

    reply = await press(ben, post, selected_option="ignored by buttons")
    (asked,) = site.requests("/told")
    told = json.loads(asked.body)
    client_id, user_id, _, _ = b64decode(told.pop("trigger_id")).decode().split(":")
    assert (reply.status_code, reply.json()) == (200, {"status": "OK", "trigger_id": client_id})
    assert user_id == ben.id
    assert told == {
        "user_id": ben.id,
        "user_name": ben.username,
        "channel_id": channel.id,
        "channel_name": channel.name,
        "team_id": team.id,
        "team_domain": team.name,
        "post_id": post.id,
        "type": "button",
        "data_source": "",
        "context": {"ticket": 7, "deep": {"x": [1]}},
    }
    assert (asked.method, asked.headers["content-type"], asked.headers["accept"]) == ("POST", JSON, JSON)


@pytest.mark.parametrize("data_source", ["", "users", "channels"])
async def test_a_menu_tells_what_was_chosen(world: World, site: Website, data_source: str) -> None:
    ana, ben = await world.member(), await world.member()
    path = f"/chosen{data_source}"
    menu = button(site.has(path, **says()), type="select", data_source=data_source)
    post = await offered(world, ana, menu, channel=await world.direct(ana, ben))
    assert (await press(ben, post, selected_option="one")).status_code == 200
    assert (await press(ben, post)).status_code == 200
    chosen, nothing = [json.loads(each.body) for each in site.requests(path)]
    assert (chosen["type"], chosen["data_source"]) == ("select", data_source)
    assert chosen["context"] == {"selected_option": "one"}
    assert (chosen["team_id"], chosen["team_domain"]) == ("", "")  # direct messages belong to no team
    assert "context" not in nothing


async def test_whoever_reads_the_channel_may_press(world: World, site: Website) -> None:
    ana, ben, guest = await world.member(), await world.member(), await world.guest()
    channel = await world.channel(by=ana, type="P")
    action = button(site.has("/may", **says()))
    post = await offered(world, ana, action, channel=channel)
    insider = await world.guest(await world.team(), channel)
    for who in (ana, insider, await world.admin()):
        assert (await press(who, post)).status_code == 200
    pressed = len(site.requests("/may"))
    for who in (ben, guest):
        assert refusal(await press(who, post)) == FORBIDDEN
    assert refusal(await press(ben, Thing({"id": "a" * 26}))) == FORBIDDEN
    assert refusal(await press(world.anonymous(), post)) == (401, "api.context.session_expired.app_error")
    assert refusal(await press(ana, Thing({"id": "short"}))) == (400, "api.context.invalid_url_param.app_error")
    assert len(site.requests("/may")) == pressed == 3


async def test_only_buttons_of_the_post_with_a_program_can_be_pressed(world: World) -> None:
    ana = await world.member()
    post = await offered(world, ana, {"id": "go", "type": "button", "name": "Nobody behind it"})
    plain = await world.post(by=ana)
    missing = (404, "api.post.do_action.action_id.app_error")
    assert refusal(await press(ana, post)) == missing
    assert refusal(await press(ana, post, "other")) == missing
    assert refusal(await press(ana, plain)) == missing
    assert refusal(await press(ana, post, cookie="made up")) == FAILED


async def test_the_post_becomes_what_the_program_answers(world: World, site: Website) -> None:
    ana, ben = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(ben, channel)
    answer = {
        "message": "done",
        "props": {"attachments": [{"text": "closed"}], "own": 1, "from_webhook": "", "override_username": "boss"},
        "user_id": ben.id,
        "channel_id": "a" * 26,
        "create_at": 5,
        "is_pinned": False,
    }
    marks = {"from_webhook": "true", "override_icon_url": "http://icon.example"}
    post = await offered(world, ana, button(site.has("/update", **says(update=answer))), channel=channel, props=marks)
    assert (await ana.post(f"/posts/{post.id}/pin")).status_code == 200
    async with ana.listening() as heard:
        assert (await press(ben, post)).status_code == 200
        event = await heard.wait_for("post_edited")
    told = json.loads(event["data"]["post"])
    now = (await ana.get(f"/posts/{post.id}")).json()
    assert told == now
    assert (now["message"], now["is_pinned"]) == ("done", True)
    assert now["props"] == {"attachments": [{"text": "closed"}], "own": 1, **marks}
    assert (now["user_id"], now["channel_id"], now["create_at"]) == (ana.id, channel.id, post.create_at)
    assert now["edit_at"] > 0
    assert refusal(await press(ben, post)) == (404, "api.post.do_action.action_id.app_error")


async def test_an_answer_without_props_keeps_them_and_the_button(world: World, site: Website) -> None:
    ana = await world.member()
    post = await offered(world, ana, button(site.has("/again", **says(update={"message": "pressed"}))))
    for _ in range(2):
        assert (await press(ana, post)).status_code == 200
    assert (await ana.get(f"/posts/{post.id}")).json()["props"] == post.props


async def test_an_archived_channel_keeps_its_posts_as_they_are(world: World, site: Website) -> None:
    ana, admin = await world.member(), await world.admin()
    channel = await world.channel(by=ana)
    post = await offered(world, ana, button(site.has("/late", **says(update={"message": "late"}))), channel=channel)
    assert (await admin.delete(f"/channels/{channel.id}")).status_code == 200
    closed = (400, "api.post.update_post.can_not_update_post_in_deleted.error")
    assert refusal(await press(admin, post)) == closed


async def test_a_program_tells_only_the_one_who_pressed(world: World, site: Website) -> None:
    ana, ben = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(ben, channel)
    text = "see <http://a.example|A>"
    post = await offered(world, ana, button(site.has("/hush", **says(ephemeral_text=text))), channel=channel)
    async with ana.listening() as hers, ben.listening() as his:
        assert (await press(ben, post)).status_code == 200
        site.has("/hush", **says(ephemeral_text=text, skip_slack_parsing=True))
        assert (await press(ben, post)).status_code == 200
        await his.wait_for("ephemeral_message", count=2)
        await hers.settled()
    first, second = [json.loads(each["data"]["post"]) for each in his.of("ephemeral_message")]
    assert (first["message"], second["message"]) == ("see [A](http://a.example)", text)
    assert (first["type"], first["root_id"], first["channel_id"]) == ("system_ephemeral", post.id, channel.id)
    assert not hers.of("ephemeral_message")
    assert not hers.of("post_edited")


async def test_a_program_that_fails_changes_nothing(world: World, site: Website) -> None:
    ana = await world.member()
    good = {"update": {"message": "changed"}}
    pages: list[tuple[str, dict[str, Any]]] = [
        ("/broken", {**says(**good), "status": 500}),
        ("/text", {"body": "ok"}),
        ("/shape", says(update="changed")),
        ("/long", {"body": json.dumps(good) + " " * 1024 * 1024}),
    ]
    for path, page in pages:
        post = await offered(world, ana, button(site.has(path, **page)))
        assert refusal(await press(ana, post)) == FAILED, path
        assert (await ana.get(f"/posts/{post.id}")).json()["message"] == "hello"
    for url in ("http://127.0.0.1:1/", "/plugins/none/here", ""):
        assert refusal(await press(ana, await offered(world, ana, button(url)))) == FAILED, url
    for body in ("", "null"):
        silent = await offered(world, ana, button(site.has("/silent", body)))
        assert (await press(ana, silent)).status_code == 200


async def test_a_program_has_limited_time(world: World, site: Website) -> None:
    ana = await world.member()
    site.holds("/slow", "{}")
    post = await offered(world, ana, button(site.url("/slow")))
    async with switched(world, ServiceSettings={"OutgoingIntegrationRequestsTimeout": 1}):
        assert refusal(await press(ana, post)) == FAILED


async def test_internal_programs_must_be_allowed(world: World, site: Website) -> None:
    ana = await world.member()
    allowed = site.has("/inside", **says())
    other = allowed.replace("127.0.0.1", "0.0.0.0")  # the same machine by an address that is not allowed
    assert refusal(await press(ana, await offered(world, ana, button(other)))) == FAILED
    assert not site.requests("/inside")
    assert (await press(ana, await offered(world, ana, button(allowed)))).status_code == 200


async def test_marks_stay_in_hardened_mode(world: World, site: Website) -> None:
    ana = await world.member()
    answer = {"message": "done", "props": {"webhook_display_name": "boss", "own": 1}}
    post = await offered(world, ana, button(site.has("/hard", **says(update=answer))))
    async with switched(world, ServiceSettings={"ExperimentalEnableHardenedMode": True}):
        assert (await press(ana, post)).status_code == 200
    assert (await ana.get(f"/posts/{post.id}")).json()["props"] == {"own": 1}
