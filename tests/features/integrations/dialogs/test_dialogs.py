"""Dialogs: who sees a program's form, what the program is told, and what becomes of its answers."""

import json
from base64 import b64decode, b64encode
from typing import Any

import httpx2
import pytest

from tests.features.integrations.actions.test_actions import FAILED, FORBIDDEN, button, offered, press, refusal, says
from tests.features.messaging.previews.doing import switched
from tests.fixtures.website import Website
from tests.fixtures.world import Person, Thing, World

WRONG_PARAM = (400, "api.context.invalid_body_param.app_error")
DIALOG: dict[str, Any] = {
    "callback_id": "order",
    "title": "Order",
    "elements": [
        {"display_name": "Size", "name": "size", "type": "select", "options": [{"text": "Large", "value": "l"}]},
        {"display_name": "When", "name": "when", "type": "datetime", "datetime_config": {}, "time_interval": 30},
    ],
    "state": "s1",
}


async def asked(world: World, site: Website, who: Person) -> tuple[str, str]:
    """The trigger a program has after somebody pressed its button, and the part of it that clients know."""
    post = await offered(world, who, button(site.has("/pressed", **says())))
    client_id = (await press(who, post)).json()["trigger_id"]
    return json.loads(site.requests("/pressed")[-1].body)["trigger_id"], client_id


async def opened(world: World, **body: Any) -> httpx2.Response:
    """As a program does it, which has no session."""
    return await world.anonymous().post("/actions/dialogs/open", body)


async def test_a_program_shows_a_form_to_whoever_asked_it(world: World, site: Website) -> None:
    ana, ben = await world.member(), await world.member()
    trigger, client_id = await asked(world, site, ana)
    async with ana.listening() as hers, ben.listening() as his:
        reply = await opened(world, trigger_id=trigger, url="http://there.example/", dialog=DIALOG)
        assert (reply.status_code, reply.json()) == (200, {"status": "OK"})
        event = await hers.wait_for("open_dialog")
        await his.settled()
    assert not his.of("open_dialog")
    shown = json.loads(event["data"]["dialog"])
    assert (shown["trigger_id"], shown["url"]) == (client_id, "http://there.example/")
    size, when = shown["dialog"].pop("elements")
    assert shown["dialog"] == {
        "callback_id": "order",
        "title": "Order",
        "introduction_text": "",
        "icon_url": "",
        "submit_label": "",
        "notify_on_cancel": False,
        "state": "s1",
    }
    assert size["options"] == [{"text": "Large", "value": "l"}]
    assert "datetime_config" not in size
    assert (when["options"], when["datetime_config"], when["time_interval"]) == (None, {}, 30)


async def test_only_a_trigger_that_holds_opens_a_form(world: World, site: Website) -> None:
    ana = await world.member()
    trigger, _ = await asked(world, site, ana)
    client_id, user_id, at, signature = b64decode(trigger).decode().split(":")

    def forged(*parts: str) -> str:
        return b64encode(":".join(parts).encode()).decode()

    broken = "interactive_message.decode_trigger_id."
    async with ana.listening() as heard:
        for body, error in (
            ({"trigger_id": "!!"}, f"{broken}base64_decode_failed"),
            ({"trigger_id": forged("one", "two")}, f"{broken}missing_data"),
            ({"trigger_id": forged(client_id, user_id, "1", signature)}, f"{broken}expired"),
            ({"trigger_id": forged(client_id, user_id, at, "?")}, f"{broken}base64_decode_failed_signature"),
            ({"trigger_id": forged("a" * 26, user_id, at, signature)}, f"{broken}verify_signature_failed"),
            ({"trigger_id": trigger, "url": ""}, WRONG_PARAM[1]),
            ({"trigger_id": trigger, "dialog": {"title": 5}}, WRONG_PARAM[1]),
        ):
            reply = await opened(world, **{"url": "http://there.example/", "dialog": DIALOG, **body})
            assert refusal(reply) == (400, error)
        await heard.settled()
    assert not heard.of("open_dialog")


def _filled(channel: Thing, url: str, **fields: Any) -> dict[str, Any]:
    place = {"channel_id": channel.id, "team_id": channel.team_id, "url": url}
    return {**place, "callback_id": "order", "state": "s1", "submission": {"size": "l"}, **fields}


@pytest.mark.parametrize("way", ["submit", "lookup"])
async def test_a_program_is_told_what_was_filled_in_and_by_whom(world: World, site: Website, way: str) -> None:
    ana, ben = await world.member(), await world.member()
    channel = await world.channel(by=ana, type="P")
    url = site.has(f"/{way}", **says())
    path = f"/actions/dialogs/{way}"
    assert (await ana.post(path, _filled(channel, url, user_id=ben.id))).status_code == 200
    (told,) = [json.loads(each.body) for each in site.requests(f"/{way}")]
    assert told == {
        "type": "dialog_submission" if way == "submit" else "dialog_lookup",
        "callback_id": "order",
        "state": "s1",
        "user_id": ana.id,
        "channel_id": channel.id,
        "team_id": channel.team_id,
        "submission": {"size": "l"},
        "cancelled": False,
    }
    for kind, expected in (("refresh", "refresh"), ("made_up", "dialog_submission")):
        assert (await ana.post(path, _filled(channel, url, type=kind))).status_code == 200
        told = json.loads(site.requests(f"/{way}")[-1].body)
        assert told["type"] == (expected if way == "submit" else "dialog_lookup")
    other_team = await world.new_team()
    assert refusal(await ben.post(path, _filled(channel, url))) == FORBIDDEN
    assert refusal(await ana.post(path, _filled(channel, url, team_id=other_team.id))) == FORBIDDEN
    assert refusal(await ana.post(path, _filled(channel, ""))) == WRONG_PARAM
    assert refusal(await world.anonymous().post(path, _filled(channel, url)))[0] == 401
    missing = (404, "app.channel.get.existing.app_error")
    assert refusal(await ana.post(path, _filled(channel, url, channel_id="a" * 26))) == missing
    assert refusal(await ana.post(path, _filled(channel, "http://127.0.0.1:1/"))) == FAILED
    assert len(site.requests(f"/{way}")) == 3


async def test_what_a_program_says_to_a_form_reaches_the_one_who_filled_it_in(world: World, site: Website) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    invalid = "app.submit_interactive_dialog.invalid_response"
    for body, status, shown in (
        ("", 200, {}),
        ("null", 200, {}),
        (json.dumps({"errors": {"size": "too large"}, "error": ""}), 200, {"errors": {"size": "too large"}}),
        (json.dumps({"error": "closed"}), 200, {"error": "closed"}),
        (json.dumps({"type": "form"}), 400, invalid),
        (json.dumps({"type": "odd"}), 400, invalid),
        (json.dumps({"form": DIALOG}), 400, invalid),
        ("nothing", 500, "app.submit_interactive_dialog.decode_json_error"),
    ):
        url = site.has("/said", body, content_type="application/json")
        reply = await ana.post("/actions/dialogs/submit", _filled(channel, url))
        assert (reply.status_code, reply.json()["id"] if status != 200 else reply.json()) == (status, shown)
    url = site.has("/said", **says(type="form", form=DIALOG))
    following = (await ana.post("/actions/dialogs/submit", _filled(channel, url))).json()
    assert (following["type"], following["form"]["title"]) == ("form", "Order")


async def test_a_program_offers_choices_that_only_it_knows(world: World, site: Website) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    choices = [{"text": "Large", "value": "l"}]
    for body, status, shown in (
        ("", 200, {"items": None}),
        (json.dumps({"items": choices}), 200, {"items": choices}),
        ("nothing", 500, "app.lookup_interactive_dialog.decode_json_error"),
    ):
        url = site.has("/choices", body, content_type="application/json")
        reply = await ana.post("/actions/dialogs/lookup", _filled(channel, url))
        assert (reply.status_code, reply.json()["id"] if status != 200 else reply.json()) == (status, shown)
    for url in ("ftp://there.example/", "there.example", "/plugins/one/../two", "http://[", "javascript:alert(1)"):
        assert refusal(await ana.post("/actions/dialogs/lookup", _filled(channel, url))) == WRONG_PARAM, url


# --- buttons of messages that are stored nowhere --------------------------------------------------------------------


async def shown_once(world: World, to: Person, channel: Thing, url: str, **props: Any) -> dict[str, Any]:
    """A message of an admin that one person sees, as they have it."""
    context = {"integration": {"url": url, "context": {"n": 1}}}
    attached = {"attachments": [{"actions": [button(url, **context), {"id": "no", "type": "button", "name": "No"}]}]}
    post = {"channel_id": channel.id, "message": "press", "props": {**attached, **props}}
    async with to.listening() as heard:
        assert (await (await world.admin()).post("/posts/ephemeral", user_id=to.id, post=post)).status_code == 201
        return json.loads((await heard.wait_for("ephemeral_message"))["data"]["post"])


def cookie_of(post: dict[str, Any]) -> str:
    (carrying, other) = post["props"]["attachments"][0]["actions"]
    assert "integration" not in carrying
    assert "cookie" not in other
    return carrying["cookie"]


async def test_a_button_of_an_unstored_message_tells_its_program(world: World, site: Website) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    changed = {"update": {"message": "done", "props": {"override_username": "boss", "own": 1}}, "ephemeral_text": "hi"}
    post = await shown_once(world, ana, channel, site.has("/once", **says(**changed)), from_webhook="true")
    async with ana.listening() as heard:
        reply = await press(ana, Thing(post), cookie=cookie_of(post))
        assert reply.status_code == 200, reply.text
        edited = json.loads((await heard.wait_for("post_edited"))["data"]["post"])
        said = json.loads((await heard.wait_for("ephemeral_message"))["data"]["post"])
    (told,) = [json.loads(each.body) for each in site.requests("/once")]
    assert (told["post_id"], told["channel_id"], told["context"]) == (post["id"], channel.id, {"n": 1})
    assert (told["user_id"], told["type"]) == (ana.id, "button")
    assert (edited["id"], edited["message"], edited["type"]) == (post["id"], "done", "system_ephemeral")
    assert edited["props"] == {"own": 1, "from_webhook": "true"}
    assert (said["message"], said["root_id"], said["props"]) == ("hi", "", {"from_webhook": "true"})


async def test_a_cookie_holds_for_its_message_and_its_channel_only(world: World, site: Website) -> None:
    ana, ben = await world.member(), await world.member()
    channel = await world.channel(by=ana, type="P")
    post = await shown_once(world, ana, channel, site.has("/held", **says()))
    cookie = cookie_of(post)
    assert refusal(await press(ben, Thing(post), cookie=cookie)) == FORBIDDEN
    assert refusal(await press(ana, Thing({"id": "a" * 26}), cookie=cookie)) == FAILED
    damaged = b64decode(cookie)
    for wrong in ("short", b64encode(damaged[:-1] + bytes([damaged[-1] ^ 1])).decode(), b64encode(b"x").decode()):
        assert refusal(await press(ana, Thing(post), cookie=wrong)) == FAILED
    assert not site.requests("/held")
    async with switched(world, ServiceSettings={"OutgoingIntegrationRequestsTimeout": 5}):
        assert (await press(ana, Thing(post), cookie=cookie)).status_code == 200
