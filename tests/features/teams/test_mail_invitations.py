"""Inviting people and guests to a team by mail."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine

from tests.conftest import NewWorld
from tests.fixtures.smtp import MailServer, mail_server
from tests.fixtures.world import PASSWORD, Person, Thing, World, unique

ON: dict[str, Any] = {
    "ServiceSettings": {"EnableEmailInvitations": True},
    "GuestAccountsSettings": {"Enable": True, "RestrictCreationToDomains": "example.org, guests.example"},
}


def _address() -> str:
    return f"{unique('invited')}@example.org"


async def _sign_up(world: World, mail: MailServer, email: str) -> Person:
    """Somebody follows the link of their invitation and makes an account."""
    token = (await mail.wait_for(email, subject="invites you")).query("t")
    body = {"username": unique("new"), "email": email, "password": PASSWORD}
    reply = await world.anonymous().post(f"/users?t={token}", body)
    assert reply.status_code == 201, reply.text
    return await world.sign_in(reply.json()["username"])


async def test_an_invited_person_signs_up_into_team_and_channels_once(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings, **ON) as world:
        team, email = await world.new_team(), _address()
        ana = await world.team_admin(team)
        room = await world.channel(by=ana, team=team, type="P")
        body = {"emails": [email.upper()], "channelIds": [room.id], "message": "Come <soon>!"}
        assert (await ana.post(f"/teams/{team.id}/invite/email", body)).json() == {"status": "OK"}
        letter = await mail.wait_for(email)
        assert letter.subject == f"{ana.username} invites you to {team.display_name} at mmpy"
        assert "> Come <soon>!" in letter.plain
        assert letter.link.startswith(f"{world.base_url}/signup_user_complete/?d=")
        shown = {"display_name": team.display_name, "email": email, "name": team.name}
        assert json.loads(letter.query("d")) == shown
        new = await _sign_up(world, mail, email)
        names = {each["name"] for each in (await new.get(f"/users/me/teams/{team.id}/channels")).json()}
        assert names == {"town-square", "off-topic", room.name}
        assert new.user["email_verified"] is True
        again = {"username": unique("new"), "email": email, "password": PASSWORD}
        used = await world.anonymous().post(f"/users?t={letter.query('t')}", again)
        assert used.json()["id"] == "api.user.create_user.signup_link_invalid.app_error"


async def test_an_invitation_is_good_for_its_address_only(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings, **ON) as world:
        team, admin, email = await world.new_team(), await world.admin(), _address()
        await admin.post(f"/teams/{team.id}/invite/email", [email])
        token = (await mail.wait_for(email)).query("t")
        body = {"username": unique("new"), "email": _address(), "password": PASSWORD}
        other = await world.anonymous().post(f"/users?t={token}", body)
        assert (other.status_code, other.json()["id"]) == (400, "api.user.create_user.bad_token_email_data.app_error")


async def test_an_account_that_exists_joins_by_the_link(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings, **ON) as world:
        team, admin, ana = await world.new_team(), await world.admin(), await world.stranger()
        room = await world.channel(by=admin, team=team)
        guest = await world.guest()
        body = {"emails": [ana.user["email"]], "channelIds": [room.id]}
        await admin.post(f"/teams/{team.id}/invite/email", body)
        body = {"emails": [guest.user["email"]], "channels": [room.id]}
        await admin.post(f"/teams/{team.id}/invite-guests/email", body)
        for_member = (await mail.wait_for(ana.user["email"], subject="invites")).query("t")
        for_guest = (await mail.wait_for(guest.user["email"], subject="invites")).query("t")
        for who, token in ((guest, for_member), (ana, for_guest)):
            reply = await who.post(f"/teams/members/invite?token={token}")
            error = "api.user.create_user.invalid_invitation_type.app_error"
            assert (reply.status_code, reply.json()["id"]) == (400, error)
        for who, token, names in (
            (ana, for_member, {"town-square", "off-topic", room.name}),
            (guest, for_guest, {room.name}),
        ):
            assert (await who.post(f"/teams/members/invite?token={token}")).status_code == 201
            found = (await who.get(f"/users/me/teams/{team.id}/channels")).json()
            assert {each["name"] for each in found} == names


async def test_an_invited_guest_sees_only_the_channels_named(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings, **ON) as world:
        team, admin, email = await world.new_team(), await world.admin(), _address()
        room = await world.channel(by=admin, team=team, type="P")
        body = {"emails": [email], "channels": [room.id], "message": ""}
        assert (await admin.post(f"/teams/{team.id}/invite-guests/email", body)).json() == {"status": "OK"}
        guest = await _sign_up(world, mail, email)
        assert guest.user["roles"] == "system_guest"
        found = (await guest.get(f"/users/me/teams/{team.id}/channels")).json()
        assert [each["name"] for each in found] == [room.name]
        member = (await guest.get(f"/teams/{team.id}/members/{guest.id}")).json()
        assert (member["scheme_guest"], member["scheme_user"]) == (True, False)


async def test_who_may_invite_whom_where(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings, **ON) as world:
        team, other, admin = await world.new_team(), await world.new_team(), await world.admin()
        ana, eve = await world.member(team), await world.stranger()
        elsewhere = await world.channel(by=admin, team=other)
        secret = await world.channel(by=admin, team=team, type="P")
        square = await world.town_square(team)
        people, guests = f"/teams/{team.id}/invite/email", f"/teams/{team.id}/invite-guests/email"

        def guest(**more: Any) -> dict[str, Any]:
            return {"emails": [_address()], "channels": [square.id], **more}

        denied, invalid = "api.context.permissions.app_error", "api.context.invalid_body_param.app_error"
        for who, path, body, status, error in (
            (eve, people, [_address()], 403, denied),
            (eve, guests, guest(), 403, denied),
            (ana, guests, guest(channels=[secret.id]), 403, denied),
            (admin, people, [], 400, invalid),
            (admin, people, "nonsense", 400, "api.team.invite_members_to_team_and_channels.invalid_body.app_error"),
            (
                admin,
                people,
                {"emails": [_address()], "channelIds": ["x"]},
                400,
                "model.member.is_valid.channel.app_error",
            ),
            (admin, people, ["no address"], 400, "api.team.invite_members.invalid_email.app_error"),
            (admin, guests, guest(emails=[]), 400, "model.guest.is_valid.emails.app_error"),
            (admin, guests, guest(emails=["nonsense"]), 400, "model.guest.is_valid.email.app_error"),
            (admin, guests, guest(channels=[]), 400, "model.guest.is_valid.channels.app_error"),
            (admin, guests, guest(channels=["x"]), 400, "model.guest.is_valid.channel.app_error"),
            (admin, guests, guest(emails=["a@b.example"]), 400, "api.team.invite_members.invalid_email.app_error"),
            (admin, guests, guest(emails=3), 400, "api.team.invite_guests_to_channels.invalid_body.app_error"),
            (
                admin,
                guests,
                guest(channels=[elsewhere.id]),
                400,
                "api.team.invite_guests.channel_in_invalid_team.app_error",
            ),
            (admin, "/teams/nonsense/invite/email", [_address()], 400, "api.context.invalid_url_param.app_error"),
        ):
            reply = await who.post(path, body)
            assert (reply.status_code, reply.json()["id"]) == (status, error), body
        await world.drained()
        assert all("invites" not in each.subject for each in mail.mails)
        # Members may invite members; a channel they may not fill is left out.
        body = {"emails": [email := _address()], "channelIds": [secret.id]}
        assert (await ana.post(people, body)).status_code == 200
        assert secret.id not in await _extra(world, (await mail.wait_for(email)).query("t"))


async def _extra(world: World, token: str) -> str:
    db = world.application.runtime.db()
    return await db.value(str, "SELECT extra FROM tokens WHERE token = %(token)s", token=token) or ""


async def test_graceful_invitations_say_for_each_address_how_it_went(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings, **ON) as world:
        admin, team = await world.admin(), await world.new_team()
        await admin.put(f"/teams/{team.id}/patch", allowed_domains="example.org")
        good, bad = _address(), "somebody@elsewhere.example"
        square: Thing = await world.town_square(team)
        for path, body in (
            ("invite/email", [good, bad]),
            ("invite-guests/email", {"emails": [good, bad], "channels": [square.id]}),
        ):
            whole = await admin.post(f"/teams/{team.id}/{path}", body)
            assert whole.json()["id"] == "api.team.invite_members.invalid_email.app_error"
            reply = await admin.post(f"/teams/{team.id}/{path}?graceful=false", body)
            first, second = reply.json()
            assert (reply.status_code, first) == (200, {"email": good, "error": None})
            assert (second["email"], second["error"]["status_code"]) == (bad, 400)
            assert second["error"]["id"] == "api.team.invite_members.invalid_email.app_error"
        await mail.wait_for(good, count=2)
        assert mail.to(bad) == []


async def test_somebody_can_invite_twenty_people_an_hour(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings, **ON) as world:
        team, ana = await world.new_team(), await world.stranger()
        await world.join_team(ana, team)
        path = f"/teams/{team.id}/invite/email"
        async with world.queries(at_most=25):
            assert (await ana.post(path, [_address() for _ in range(19)])).status_code == 200
        for count, status in ((2, 413), (1, 200), (1, 413)):
            reply = await ana.post(path, [_address() for _ in range(count)])
            assert reply.status_code == status, count
            assert status == 200 or reply.json()["id"] == "app.email.rate_limit_exceeded.app_error"
        await world.drained()
        assert len([each for each in mail.mails if "invites you" in each.subject]) == 20


async def test_invitations_that_nobody_used_are_called_back(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings, **ON) as world:
        team, admin, ana, email = await world.new_team(), await world.admin(), await world.member(), _address()
        await admin.post(f"/teams/{team.id}/invite/email", [email])
        token = (await mail.wait_for(email)).query("t")
        refused = await ana.delete("/teams/invites/email")
        assert (refused.status_code, refused.json()["id"]) == (403, "api.context.permissions.app_error")
        assert (await admin.delete("/teams/invites/email")).json() == {"status": "OK"}
        body = {"username": unique("new"), "email": email, "password": PASSWORD}
        late = await world.anonymous().post(f"/users?t={token}", body)
        assert late.json()["id"] == "api.user.create_user.signup_link_invalid.app_error"


async def test_invitations_and_guests_can_be_switched_off(new_world: NewWorld) -> None:
    async with new_world(GuestAccountsSettings={"Enable": True}) as world:
        team, admin = await world.new_team(), await world.admin()
        square = await world.town_square(team)
        for path, body in (
            ("invite/email", [_address()]),
            ("invite-guests/email", {"emails": [_address()], "channels": [square.id]}),
        ):
            reply = await admin.post(f"/teams/{team.id}/{path}", body)
            assert (reply.status_code, reply.json()["id"]) == (501, "api.team.invite_members.disabled.app_error")
    async with new_world(ServiceSettings={"EnableEmailInvitations": True}) as world:
        team, admin = await world.new_team(), await world.admin()
        reply = await admin.post(f"/teams/{team.id}/invite-guests/email", emails=[_address()], channels=["x" * 26])
        assert (reply.status_code, reply.json()["id"]) == (501, "api.team.invite_guests_to_channels.disabled.error")


async def test_guests_may_be_kept_from_having_a_password_here(new_world: NewWorld) -> None:
    settings = {**ON, "GuestAccountsSettings": {"Enable": True, "AllowEmailAccounts": False}}
    async with mail_server() as mail, new_world(EmailSettings=mail.settings, **settings) as world:
        team, admin, email = await world.new_team(), await world.admin(), _address()
        square = await world.town_square(team)
        await admin.post(f"/teams/{team.id}/invite-guests/email", emails=[email], channels=[square.id])
        token = (await mail.wait_for(email)).query("t")
        body = {"username": unique("new"), "email": email, "password": PASSWORD}
        reply = await world.anonymous().post(f"/users?t={token}", body)
        assert (reply.status_code, reply.json()["id"]) == (
            400,
            "api.user.create_user.guest_accounts.disabled.app_error",
        )


async def test_whoever_invites_sees_what_became_of_it(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings, **ON) as world:
        team, admin = await world.new_team(), await world.admin()
        boss, ana, bob = await world.team_admin(team), await world.member(team), await world.member(team)
        coming, waiting, other = _address(), _address(), _address()
        assert (await ana.post(f"/teams/{team.id}/invite/email", [coming, waiting])).status_code == 200
        assert (await bob.post(f"/teams/{team.id}/invite/email", [other])).status_code == 200
        await _sign_up(world, mail, coming)

        async def seen(who: Person) -> dict[str, str]:
            reply = await who.get(f"/teams/{team.id}/invitations")
            assert all("token" not in each for each in reply.json())
            return {each["email"]: each["outcome"] for each in reply.json()}

        assert await seen(ana) == {coming: "accepted", waiting: "open"}
        assert await seen(bob) == {other: "open"}
        assert await seen(boss) == {coming: "accepted", waiting: "open", other: "open"}
        guest = await world.guest(team)
        assert (await guest.get(f"/teams/{team.id}/invitations")).status_code == 403
        with time_machine.travel(datetime.now(UTC) + timedelta(hours=49), tick=True):
            assert await seen(ana) == {coming: "accepted", waiting: "expired"}
        assert (await admin.delete("/teams/invites/email")).status_code == 200
        assert await seen(boss) == {coming: "accepted", waiting: "revoked", other: "revoked"}


async def test_the_link_of_a_revoked_invitation_has_expired(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings, **ON) as world:
        team, email, kept = await world.new_team(), _address(), _address()
        ana, bob = await world.member(team), await world.member(team)
        assert (await ana.post(f"/teams/{team.id}/invite/email", [email, kept])).status_code == 200
        token = (await mail.wait_for(email)).query("t")
        path = f"/teams/{team.id}/invitations"
        ids = {each["email"]: each["id"] for each in (await ana.get(path)).json()}
        missing = await bob.delete(f"{path}/{ids[email]}")
        assert (missing.status_code, missing.json()["id"]) == (404, "api.team.invitations.missing.app_error")
        assert (await ana.delete(f"{path}/{ids[email]}")).json() == {"status": "OK"}
        body = {"username": unique("new"), "email": email, "password": PASSWORD}
        late = await world.anonymous().post(f"/users?t={token}", body)
        assert (late.status_code, late.json()["id"]) == (400, "api.user.create_user.signup_link_expired.app_error")
        again = await ana.delete(f"{path}/{ids[email]}")
        assert (again.status_code, again.json()["id"]) == (400, "api.team.invitations.settled.app_error")
        await _sign_up(world, mail, kept)
