"""Mail settings are tried before they are saved, notifications whenever somebody doubts them."""

import json
from typing import Any

from tests.conftest import NewWorld
from tests.fixtures import smtp
from tests.fixtures.smtp import MailServer, mail_server
from tests.fixtures.world import Person, World

PATH, MASK = "/email/test", "*" * 32


async def _settings(who: Person, mail: MailServer, **more: Any) -> dict[str, Any]:
    """The whole section as the console sends it."""
    section = (await who.get("/config")).json()["EmailSettings"]
    return {"EmailSettings": {**section, **mail.settings, **more}}


async def test_the_settings_that_are_sent_are_tried_and_not_kept(world: World) -> None:
    admin, ana = await world.admin(), await world.member()
    async with mail_server() as mail:
        settings = await _settings(admin, mail, FeedbackName="Try-out")
        assert (await ana.post(PATH, settings)).status_code == 403
        assert (await admin.post(PATH, settings)).json() == {"status": "OK"}
        received = await mail.wait_for(admin.user["email"])
        assert "Try-out" in str(received.message["from"])
        assert world.application.runtime.config.current.EmailSettings.SMTPServer == ""

        mail.refuse = lambda _: "550 nobody here"
        failed = await admin.post(PATH, settings)
        assert (failed.status_code, failed.json()["id"]) == (500, "app.admin.test_email.failure")
        assert "550" in failed.json()["message"]
        nowhere = await admin.post(PATH, await _settings(admin, mail, SMTPPort="1"))
        assert nowhere.json()["id"] == "app.admin.test_email.failure"


async def test_incomplete_settings_are_refused(world: World) -> None:
    admin = await world.admin()
    async with mail_server() as mail:
        whole = await _settings(admin, mail)
        partial = {"EmailSettings": {**whole["EmailSettings"], "SMTPPort": None}}
        for body, error in (
            ({}, "api.file.test_connection_email_settings_nil.app_error"),
            ({"EmailSettings": {"SMTPServer": "x"}}, "api.file.test_connection_email_settings_nil.app_error"),
            (partial, "api.file.test_connection_email_settings_nil.app_error"),
            (await _settings(admin, mail, SMTPServer=""), "api.admin.test_email.missing_server"),
            (await _settings(admin, mail, SMTPServerTimeout="x"), "api.context.invalid_body_param.app_error"),
        ):
            reply = await admin.call("POST", PATH, json=body)
            assert (reply.status_code, reply.json()["id"]) == (400, error), body
        current = await admin.call("POST", PATH, content=b"")
        assert current.json()["id"] == "api.admin.test_email.missing_server"  # the present settings name none


async def test_a_masked_password_is_for_the_server_it_was_given_for(new_world: NewWorld) -> None:
    account = {"EnableSMTPAuth": True, "SMTPUsername": smtp.USER, "SMTPPassword": smtp.PASSWORD}
    async with mail_server(auth=True) as mail, mail_server() as thief:
        async with new_world(EmailSettings={**mail.settings, **account}) as world:
            admin = await world.admin()
            assert (await admin.post(PATH, await _settings(admin, mail, SMTPPassword=MASK))).status_code == 200
            reply = await admin.post(PATH, await _settings(admin, thief, SMTPPassword=MASK))
            assert (reply.status_code, reply.json()["id"]) == (400, "api.admin.test_email.reenter_password")


async def test_a_restricted_admin_tries_nothing_out(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(ExperimentalSettings={"RestrictSystemAdmin": True}) as world:
        admin = await world.admin()
        reply = await admin.post(PATH, await _settings(admin, mail))
        assert (reply.status_code, reply.json()["id"]) == (403, "api.context.permissions.app_error")


async def test_a_message_of_the_server_shows_whether_notifications_work(world: World) -> None:
    await world.admin()
    ana = await world.member()
    async with ana.listening() as heard:
        assert (await ana.post("/notifications/test")).json() == {"status": "OK"}
        told = await heard.wait_for("posted")
    assert (told["data"]["channel_type"], told["data"]["sender_name"]) == ("D", "@system-bot")
    assert json.loads(told["data"]["mentions"]) == [ana.id]
    assert json.loads(told["data"]["post"])["props"]["from_bot"] == "true"
    assert (await world.anonymous().post("/notifications/test")).status_code == 401
