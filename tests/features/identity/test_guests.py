"""Guests: promoted and demoted everywhere at once, shut out together, and let in by links instead of passwords."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine

from tests.conftest import NewWorld
from tests.fixtures.smtp import MailServer, Received, mail_server
from tests.fixtures.world import Heard, Person, Thing, World, unique

GUESTS = {"GuestAccountsSettings": {"Enable": True}}
LINKS: dict[str, Any] = {
    "GuestAccountsSettings": {"Enable": True, "EnableGuestMagicLink": True},
    "ServiceSettings": {"EnableEmailInvitations": True},
}


def _flags(member: dict[str, Any]) -> tuple[bool, bool, bool]:
    return member["scheme_guest"], member["scheme_user"], member["scheme_admin"]


def _told(heard: Heard, event: str, key: str) -> list[tuple[bool, bool, bool]]:
    return [_flags(json.loads(each["data"][key])) for each in heard.of(event)]


async def test_a_demoted_user_is_a_guest_everywhere_and_a_promoted_one_a_member_again(new_world: NewWorld) -> None:
    async with new_world(**GUESTS) as world:
        admin, team = await world.admin(), await world.new_team()
        ana = await world.team_admin(team)
        room = await world.channel(by=ana, team=team, type="P")
        async with ana.listening() as heard, admin.listening() as others:
            assert (await admin.post(f"/users/{ana.id}/demote")).json() == {"status": "OK"}
        me = (await ana.get("/users/me")).json()
        in_team = (await ana.get(f"/teams/{team.id}/members/{ana.id}")).json()
        in_room = (await ana.get(f"/channels/{room.id}/members/{ana.id}")).json()
        assert me["roles"] == "system_guest"
        assert _flags(in_team) == _flags(in_room) == (True, False, False)
        assert (in_team["roles"], in_room["roles"]) == ("team_guest", "channel_guest")
        assert _told(heard, "memberrole_updated", "member") == [(True, False, False)]
        assert set(_told(heard, "channel_member_updated", "channelMember")) == {(True, False, False)}
        assert heard.of("user_updated")[0]["data"]["user"]["roles"] == "system_guest"
        assert others.of("user_updated")[0]["data"]["user"]["id"] == ana.id
        assert (await ana.get(f"/users/{ana.id}/sessions")).json()[0]["props"]["is_guest"] == "true"
        founded = {"team_id": team.id, "name": unique("c"), "display_name": "c", "type": "O"}
        assert (await ana.post("/channels", founded)).status_code == 403

        await admin.delete(f"/channels/{(await world.town_square(team)).id}/members/{ana.id}")
        async with ana.listening() as heard:
            assert (await admin.post(f"/users/{ana.id}/promote")).json() == {"status": "OK"}
        in_team = (await ana.get(f"/teams/{team.id}/members/{ana.id}")).json()
        in_room = (await ana.get(f"/channels/{room.id}/members/{ana.id}")).json()
        assert (_flags(in_team), _flags(in_room)) == ((False, True, False), (False, True, False))
        assert _told(heard, "memberrole_updated", "member") == [(False, True, False)]
        names = {each["name"] for each in (await ana.get(f"/users/me/teams/{team.id}/channels")).json()}
        assert names == {"town-square", "off-topic", room.name}
        assert "is_guest" not in (await ana.get(f"/users/{ana.id}/sessions")).json()[0]["props"]


async def test_who_may_promote_and_demote_whom(new_world: NewWorld) -> None:
    async with new_world(**GUESTS) as world:
        admin, ana, bob, guest = await world.admin(), await world.member(), await world.member(), await world.guest()
        await admin.put(f"/users/{bob.id}/roles", roles="system_user system_user_manager")
        for who, path, status, error in (
            (ana, f"/users/{guest.id}/promote", 403, "api.context.permissions.app_error"),
            (ana, f"/users/{bob.id}/demote", 403, "api.context.permissions.app_error"),
            (admin, f"/users/{ana.id}/promote", 501, "api.user.promote_guest_to_user.no_guest.app_error"),
            (admin, f"/users/{guest.id}/demote", 501, "api.user.demote_user_to_guest.already_guest.app_error"),
            (admin, f"/users/{admin.id}/demote", 400, "app.user.update.lastAdmin.app_error"),
            (admin, f"/users/{'x' * 26}/demote", 404, "app.user.missing_account.const"),
            (admin, "/users/nonsense/promote", 400, "api.context.invalid_url_param.app_error"),
        ):
            reply = await who.post(path)
            assert (reply.status_code, reply.json()["id"]) == (status, error), path
        second = await world.member()
        await admin.put(f"/users/{second.id}/roles", roles="system_user system_admin")
        assert (await admin.post(f"/users/{second.id}/demote")).status_code == 200
        assert (await second.get("/users/me")).json()["roles"] == "system_guest"
    async with new_world() as world:
        refused = await (await world.admin()).post(f"/users/{(await world.member()).id}/demote")
        assert (refused.status_code, refused.json()["id"]) == (501, "api.team.demote_user_to_guest.disabled.error")


async def test_a_promoted_guest_hears_of_everybody_at_once(new_world: NewWorld) -> None:
    async with new_world(**GUESTS) as world:
        admin, guest, stranger = await world.admin(), await world.guest(), await world.stranger()
        async with guest.listening() as heard:
            await stranger.put("/users/me/patch", nickname="one")
            await heard.settled()
            assert heard.of("user_updated") == []
            await admin.post(f"/users/{guest.id}/promote")
            await stranger.put("/users/me/patch", nickname="two")
            await heard.wait_for("user_updated", where=lambda each: each["data"]["user"]["id"] == stranger.id)


async def test_where_guests_are_switched_off_all_of_them_are_deactivated(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, ana = await world.admin(), await world.member()
        await admin.put("/config/patch", {"GuestAccountsSettings": {"Enable": True}})
        guest = await world.guest()
        async with ana.listening() as heard:
            await admin.put("/config/patch", {"GuestAccountsSettings": {"Enable": False}})
            await heard.wait_for("guests_deactivated")
        assert (await guest.get("/users/me")).status_code == 401
        assert (await ana.get("/users/me")).status_code == 200
        assert (await admin.get(f"/users/{guest.id}")).json()["delete_at"] > 0
        again = await admin.put(f"/users/{guest.id}/active", active=True)
        error = "api.user.update_active.cannot_enable_guest_when_guest_feature_is_disabled.app_error"
        assert (again.status_code, again.json()["id"]) == (401, error)


async def test_a_guest_sees_only_the_people_and_channels_of_their_own(new_world: NewWorld) -> None:
    async with new_world(**GUESTS) as world:
        team, ana, eve = await world.team(), await world.member(), await world.member()
        room = await world.channel(by=ana)
        guest = await world.guest(team, room)
        assert {each["id"] for each in (await guest.get("/users")).json()} == {guest.id, ana.id}
        assert (await guest.get(f"/users/{eve.id}")).status_code == 403
        assert (await guest.get(f"/users/{ana.id}")).status_code == 200
        assert [each["id"] for each in (await guest.get(f"/users/me/teams/{team.id}/channels")).json()] == [room.id]
        for method, path, body in (
            ("GET", f"/teams/{team.id}/channels", None),
            ("POST", f"/teams/{team.id}/invite/email", ["a@example.org"]),
            ("POST", f"/teams/{team.id}/invite-guests/email", {"emails": ["a@example.org"], "channels": [room.id]}),
            ("POST", f"/channels/{room.id}/members", {"user_id": eve.id}),
        ):
            reply = await guest.call(method, path, json=body)
            assert (reply.status_code, reply.json()["id"]) == (403, "api.context.permissions.app_error"), path


# --- links --------------------------------------------------------------------------------------------------------


async def _invite(world: World, mail: MailServer, email: str, team: Thing, *channels: Thing) -> Received:
    body = {"emails": [email], "channels": [each.id for each in channels]}
    path = f"/teams/{team.id}/invite-guests/email?guest_magic_link=true"
    reply = await (await world.admin()).post(path, body)
    assert reply.status_code == 200, reply.text
    return await mail.wait_for(email, subject="invites you")


async def _guest_by_link(world: World, mail: MailServer) -> tuple[Person, str]:
    """A guest who came in by a link, and their address."""
    team, email = await world.team(), f"{unique('guest')}@example.org"
    letter = await _invite(world, mail, email, team, await world.town_square(team))
    reply = await world.anonymous().post("/users/login", magic_link_token=letter.query("t"))
    return Person(world, reply.json(), reply.headers["token"]), email


async def _next_token(world: World, mail: MailServer, email: str) -> str:
    """The guest asks for a link and reads the mail."""
    count = len(mail.to(email)) + 1
    await world.anonymous().post("/users/login/type", login_id=email)
    return (await mail.wait_for(email, count=count)).query("t")


async def test_an_invitation_by_link_makes_a_guest_in_the_channels_it_names_once(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings, **LINKS) as world:
        team = await world.team()
        room = await world.channel(by=await world.admin(), team=team, type="P")
        email, nobody = f"Kim.O'{unique('x')}@example.org", world.anonymous()
        letter = await _invite(world, mail, email.lower(), team, room)
        assert letter.link.startswith(f"{world.base_url}/login/one_time_link?t=")
        reply = await nobody.post("/users/login", magic_link_token=letter.query("t"), device_id="")
        user = reply.json()
        assert (reply.status_code, user["roles"], user["auth_service"]) == (200, "system_guest", "magic_link")
        assert (user["email"], user["email_verified"]) == (email.lower(), True)
        assert user["username"] == email.lower().partition("@")[0].replace("'", "")
        guest = Person(world, user, reply.headers["token"])
        assert [each["id"] for each in (await guest.get(f"/users/me/teams/{team.id}/channels")).json()] == [room.id]
        again = await nobody.post("/users/login", magic_link_token=letter.query("t"))
        assert (again.status_code, again.json()["id"]) == (400, "api.user.guest_magic_link.invalid_token.app_error")


async def test_a_guest_without_password_asks_for_a_link_that_lasts_five_minutes(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings, **LINKS) as world:
        guest, email = await _guest_by_link(world, mail)
        nobody, admin = world.anonymous(), await world.admin()
        asked = await nobody.post("/users/login/type", login_id=email)
        assert asked.json() == {"auth_service": "magic_link"}
        letter = await mail.wait_for(email, subject="link to sign in")
        with time_machine.travel(datetime.now(UTC) + timedelta(minutes=6), tick=True):
            late = await nobody.post("/users/login", magic_link_token=letter.query("t"))
        assert (late.status_code, late.json()["id"]) == (400, "api.user.guest_magic_link.expired_token.app_error")
        assert (await nobody.post("/users/login", magic_link_token=letter.query("t"))).json()["id"] == guest.id

        new = {"new_password": "Another-horse-1"}
        for reply, status, error in (
            (await nobody.post("/users/login", login_id=email, password="x"), 401, "login.invalid_credentials_email"),
            (await admin.put(f"/users/{guest.id}/password", new), 400, "update_password.magic_link"),
            (await admin.post(f"/users/{guest.id}/promote"), 501, "promote_guest_to_user.magic_link_enabled"),
        ):
            assert reply.status_code == status
            assert error in reply.json()["id"]
        for _ in range(19):
            await nobody.post("/users/login/type", login_id=email)
        refused = await nobody.post("/users/login/type", login_id=email)
        assert (refused.status_code, refused.json()["id"]) == (413, "app.email.rate_limit_exceeded.app_error")


async def test_a_link_opens_no_account_but_that_of_its_guest(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings, **LINKS) as world:
        team, ana, admin = await world.team(), await world.member(), await world.admin()
        room, nobody = await world.town_square(team), world.anonymous()
        letter = await _invite(world, mail, ana.user["email"], team, room)
        reply = await nobody.post("/users/login", magic_link_token=letter.query("t"))
        assert (reply.status_code, reply.json()["id"]) == (400, "api.user.guest_magic_link.invalid_token.app_error")

        guest, email = await _guest_by_link(world, mail)
        other = await world.new_team()
        back = await _invite(world, mail, email, other, await world.town_square(other))
        again = await mail.wait_for(email, subject=other.display_name)
        assert (await nobody.post("/users/login", magic_link_token=again.query("t"))).json()["id"] == guest.id
        assert {each["id"] for each in (await guest.get("/users/me/teams")).json()} == {team.id, other.id}
        assert back.query("t") != again.query("t")

        await nobody.post("/users/login/type", login_id=email)
        token = (await mail.wait_for(email, subject="link to sign in")).query("t")
        await admin.put(f"/users/{guest.id}/active", active=False)
        shut = await nobody.post("/users/login", magic_link_token=token)
        assert (shut.status_code, shut.json()["id"]) == (401, "api.user.login.inactive.app_error")
        assert (await nobody.post("/users/login/type", login_id=email)).json() == {
            "auth_service": "magic_link",
            "is_deactivated": True,
        }


async def test_links_can_be_switched_off(new_world: NewWorld) -> None:
    async with new_world(**GUESTS, ServiceSettings={"EnableEmailInvitations": True}) as world:
        nobody, admin, team = world.anonymous(), await world.admin(), await world.team()
        reply = await nobody.post("/users/login", magic_link_token="x" * 64)
        assert (reply.status_code, reply.json()["id"]) == (401, "api.user.login.guest_magic_link.disabled.error")
        room = await world.town_square(team)
        body = {"emails": ["a@example.org"], "channels": [room.id]}
        refused = await admin.post(f"/teams/{team.id}/invite-guests/email?guest_magic_link=true", body)
        error = "api.team.invite_guests_to_channels.guest_magic_link_disabled.error"
        assert (refused.status_code, refused.json()["id"]) == (403, error)


async def test_a_browser_that_opens_the_link_is_signed_in_and_stays_on_the_site(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings, **LINKS) as world:
        _, email = await _guest_by_link(world, mail)
        page = "//login/one_time_link"  # the address as it is, not below the API
        for wanted, expected in (
            ("", "/"),
            ("/team/channels/town-square", "/team/channels/town-square"),
            ("https://evil.example", "/"),
            ("//evil.example", "/"),
            ("/\\evil.example", "/"),
        ):
            token = await _next_token(world, mail, email)
            look = await world.anonymous().call("HEAD", page, params={"t": token})
            assert look.status_code == 200
            reply = await world.anonymous().get(page, t=token, redirect_to=wanted)
            world.http.cookies.clear()
            assert (reply.status_code, reply.headers["location"]) == (302, expected)
            names = [each.partition("=")[0] for each in reply.headers.get_list("set-cookie")]
            assert names == ["MMAUTHTOKEN", "MMUSERID", "MMCSRF"]
        used = await world.anonymous().get(page, t=token)
        refused = "/login?extra=login_error&id=api.user.guest_magic_link.invalid_token.app_error&"
        assert used.headers["location"].startswith(refused)
        missing = await world.anonymous().get(page)
        assert missing.status_code == 400
        assert missing.json()["id"] == "api.user.guest_magic_link.missing_token.app_error"

        token = await _next_token(world, mail, email)
        app = await world.anonymous().get(page, t=token, redirect_to="mmauth://callback?a=1")
        assert app.headers["location"].startswith("mmauth://callback?a=1&MMAUTHTOKEN=")
        assert "set-cookie" not in app.headers
