"""Mail about one's account: welcome, proof of an address, a new password, and news of every change."""

import pytest

from tests.conftest import NewWorld
from tests.fixtures.smtp import mail_server
from tests.fixtures.world import PASSWORD, Person, World, unique

NEW_PASSWORD = "Another-horse-7"


async def _sign_up(world: World, **fields: object) -> Person:
    await world.admin()
    return await world.sign_up("ana", **fields)


async def test_a_new_account_is_welcomed_in_its_language_unless_nobody_wants_that(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings) as world:
        ana = await _sign_up(world, locale="de")
        welcome = await mail.wait_for(ana.user["email"])
        assert welcome.subject == "Willkommen bei mmpy"
        assert ana.username in welcome.plain
        assert welcome.link == world.base_url
        quiet = await _sign_up(world, disable_welcome_email=True)
        await world.drained()
        assert mail.to(quiet.user["email"]) == []
    async with mail_server() as mail:
        async with new_world(EmailSettings={**mail.settings, "SendEmailNotifications": False}) as world:
            await _sign_up(world)
            await world.drained()
            assert mail.mails == []


async def test_an_address_is_proved_by_the_link_of_the_welcome_or_of_a_later_mail(new_world: NewWorld) -> None:
    async with mail_server() as mail:
        async with new_world(EmailSettings={**mail.settings, "RequireEmailVerification": True}) as world:
            name, nobody = unique("ana"), world.anonymous()
            email = f"{name}@example.org"
            await nobody.post("/users", username=name, email=email, password=PASSWORD)
            first = await mail.wait_for(email, subject="Welcome")
            assert (first.query("email"), len(first.query("token"))) == (email, 64)
            assert first.link.startswith(f"{world.base_url}/do_verify_email?")
            refused = await nobody.post("/users/login", login_id=name, password=PASSWORD)
            assert refused.json()["id"] == "api.user.login.not_verified.app_error"

            assert (await nobody.post("/users/email/verify/send", email=email.upper())).status_code == 200
            second = await mail.wait_for(email, subject="Confirm")
            outdated = await nobody.post("/users/email/verify", token=first.query("token"))
            assert outdated.json()["id"] == "api.user.verify_email.bad_link.app_error"
            assert (await nobody.post("/users/email/verify", token=second.query("token"))).status_code == 200
            assert (await world.sign_in(name)).user["email_verified"] is True

            for asked in (email, "nobody@example.org"):  # proved already; unknown
                assert (await nobody.post("/users/email/verify/send", email=asked)).json() == {"status": "OK"}
            empty = await nobody.post("/users/email/verify/send", email="")
            assert (empty.status_code, empty.json()["id"]) == (400, "api.context.invalid_body_param.app_error")
            await world.drained()
            assert len(mail.mails) == 2


async def test_a_new_address_counts_once_it_is_proved_and_the_old_one_hears_of_it(new_world: NewWorld) -> None:
    async with mail_server() as mail:
        async with new_world(EmailSettings={**mail.settings, "RequireEmailVerification": True}) as world:
            root = unique("root")
            await world.anonymous().post("/users", username=root, email=f"{root}@example.org", password=PASSWORD)
            name = unique("ana")
            old, new = f"{name}@example.org", f"{name}@new.example.org"
            await world.anonymous().post("/users", username=name, email=old, password=PASSWORD)
            token = (await mail.wait_for(old)).query("token")
            await world.anonymous().post("/users/email/verify", token=token)
            ana = await world.sign_in(name)

            unproved = await ana.put("/users/me/patch", email=new, password=PASSWORD)
            assert unproved.json()["email"] == old
            proof = await mail.wait_for(new)
            assert name in proof.plain
            assert (await world.anonymous().post("/users/email/verify", token=proof.query("token"))).status_code == 200
            assert new in (await mail.wait_for(old, subject="has changed")).plain
            assert (await ana.get("/users/me")).json()["email"] == new


async def test_a_forgotten_password_is_replaced_by_the_link_of_a_mail_once(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings) as world:
        ana, nobody = await _sign_up(world), world.anonymous()
        email = ana.user["email"]
        for _ in range(2):
            assert (await nobody.post("/users/password/reset/send", email=email.upper())).json() == {"status": "OK"}
        first, second = [await mail.wait_for(email, subject="Reset", count=count) for count in (1, 2)]
        assert second.link.startswith(f"{world.base_url}/reset_password_complete?token=")
        for token, error in (
            (first.query("token"), "api.user.reset_password.invalid_link.app_error"),
            (second.query("token"), ""),
            (second.query("token"), "api.user.reset_password.invalid_link.app_error"),
        ):
            reply = await nobody.post("/users/password/reset", token=token, new_password=NEW_PASSWORD)
            assert reply.json().get("id", "") == error
        assert ana.username in (await mail.wait_for(email, subject="password at mmpy has changed")).plain
        assert (await world.sign_in(ana.username, NEW_PASSWORD)).id == ana.id


async def test_asking_for_a_new_password_tells_nothing_about_accounts(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings) as world:
        ana, gone, elsewhere = [await _sign_up(world, disable_welcome_email=True) for _ in range(3)]
        admin = await world.admin()
        await admin.put(f"/users/{gone.id}/active", active=False)
        await admin.put(f"/users/{elsewhere.id}/auth", auth_service="gitlab", auth_data=unique("data"))
        emails = [ana.user["email"], gone.user["email"], elsewhere.user["email"], "nobody@example.org", "nonsense"]
        replies = [await world.anonymous().post("/users/password/reset/send", email=each) for each in emails]
        assert [(each.status_code, each.json()) for each in replies] == [(200, {"status": "OK"})] * 5
        missing = await world.anonymous().post("/users/password/reset/send")
        assert (missing.status_code, missing.json()["id"]) == (400, "api.context.invalid_body_param.app_error")
        await world.drained()
        asked = [each for each in mail.mails if each.recipients != [admin.user["email"]]]
        assert {each.recipients[0]: each.subject for each in asked} == {
            ana.user["email"]: "Reset your password at mmpy",
            elsewhere.user["email"]: "About your password at mmpy",
        }
        assert "gitlab" in mail.to(elsewhere.user["email"])[0].plain


async def test_nobody_can_fill_a_mailbox_by_asking_again_and_again(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings) as world:
        ana = await _sign_up(world, disable_welcome_email=True)
        for _ in range(12):
            reply = await world.anonymous().post("/users/password/reset/send", email=ana.user["email"])
            assert reply.status_code == 200
        await world.drained()
        assert len(mail.to(ana.user["email"])) == 10


@pytest.mark.parametrize("locale", ["en", "de"])
async def test_every_change_that_matters_is_told_by_mail(new_world: NewWorld, locale: str) -> None:
    settings = {"TeamSettings": {"EnableUserDeactivation": True}}
    async with mail_server() as mail, new_world(EmailSettings=mail.settings, **settings) as world:
        ana, admin = await _sign_up(world, locale=locale, disable_welcome_email=True), await world.admin()
        email, renamed = ana.user["email"], unique("renamed")
        await admin.put(f"/users/{ana.id}/roles", roles="system_user system_user_access_token")
        await ana.put("/users/me/password", current_password=PASSWORD, new_password=NEW_PASSWORD)
        await ana.put("/users/me/patch", username=renamed)
        await ana.post("/users/me/tokens", description="a script")
        await ana.put("/users/me/patch", nickname="nothing to tell")
        await ana.put("/users/me/patch", email=f"{renamed}@example.org", password=NEW_PASSWORD)
        await world.drained()
        before = [each.subject for each in mail.to(email)]
        assert len(before) == len(set(before)) == 4
        assert f"{renamed}@example.org" in mail.to(email)[-1].plain
        await ana.put("/users/me/active", active=False)
        await world.drained()
        (last,) = mail.to(f"{renamed}@example.org")
        assert (
            last.subject
            == {
                "en": "Your account at mmpy is deactivated",
                "de": "Ihr Konto bei mmpy ist deaktiviert",
            }[locale]
        )


async def test_what_an_administrator_deactivates_writes_no_mail(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings) as world:
        ana, admin = await _sign_up(world, disable_welcome_email=True), await world.admin()
        await admin.put(f"/users/{ana.id}/active", active=False)
        await world.drained()
        assert mail.to(ana.user["email"]) == []
