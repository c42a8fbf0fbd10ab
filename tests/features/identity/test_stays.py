"""Guests who stay until a date."""

import time
from datetime import UTC, datetime, timedelta

import time_machine

from mattermost_py.features.identity.stays import jobs
from tests.conftest import NewWorld
from tests.features.identity.test_token_terms import letters
from tests.fixtures.smtp import mail_server
from tests.fixtures.world import PASSWORD, World, unique

DAY_MS = 86_400_000
ON = {"Enable": True}


def _tomorrow() -> int:
    return int(time.time() * 1000) + DAY_MS


async def test_at_the_date_sessions_end_and_the_sponsor_is_told(new_world: NewWorld) -> None:
    async with new_world(GuestAccountsSettings=ON) as world:
        runtime, admin, other = world.application.runtime, await world.admin(), await world.member()
        guest, lasting = await world.guest(), await world.guest()
        reply = await admin.put(f"/users/{guest.id}/stay", ends_at=_tomorrow())
        assert (reply.status_code, reply.json()["sponsor_id"]) == (200, admin.id)
        assert (await guest.get("/users/me/stay")).json() == reply.json()
        assert (await other.get(f"/users/{guest.id}/stay")).status_code == 403
        assert await jobs.end(runtime) == 0

        async with guest.listening() as heard:
            with time_machine.travel(datetime.now(UTC) + timedelta(hours=25), tick=True):
                assert (await jobs.end(runtime), await jobs.end(runtime)) == (1, 0)
            await heard.socket.wait_closed()
            guest.token = ""
        again = await world.anonymous().post("/users/login", login_id=guest.username, password=PASSWORD)
        assert (again.status_code, again.json()["id"]) == (401, "api.user.login.inactive.app_error")
        assert f"@{guest.username}" in (await letters(admin))[-1]
        assert (await lasting.get("/users/me")).status_code == 200
        # An administrator lets them in again, for good.
        assert (await admin.put(f"/users/{guest.id}/active", active=True)).status_code == 200
        assert await jobs.end(runtime) == 0
        assert (await world.sign_in(guest.username)).id == guest.id


async def test_only_guests_have_an_end_and_only_others_set_it(world: World) -> None:
    admin, ana, guest = await world.admin(), await world.member(), await world.guest()
    for who, user_id, ends_at, status, error in (
        (ana, guest.id, _tomorrow(), 403, "api.context.permissions.app_error"),
        (guest, guest.id, _tomorrow(), 403, "api.context.permissions.app_error"),
        (admin, ana.id, _tomorrow(), 400, "api.user.stay.no_guest.app_error"),
        (admin, guest.id, 1, 400, "api.user.stay.ends_at.app_error"),
        (admin, "x" * 26, _tomorrow(), 404, "app.user.missing_account.const"),
    ):
        refused = await who.put(f"/users/{user_id}/stay", ends_at=ends_at)
        assert (refused.status_code, refused.json()["id"]) == (status, error)
    assert (await admin.put(f"/users/{guest.id}/stay", ends_at=_tomorrow())).status_code == 200
    assert (await admin.put(f"/users/{guest.id}/stay", ends_at=0)).json()["ends_at"] == 0
    assert (await guest.get("/users/me/stay")).json()["ends_at"] == 0


async def test_a_promoted_guest_stays(new_world: NewWorld) -> None:
    async with new_world(GuestAccountsSettings=ON) as world:
        admin, guest = await world.admin(), await world.guest()
        assert (await admin.put(f"/users/{guest.id}/stay", ends_at=_tomorrow())).status_code == 200
        assert (await admin.post(f"/users/{guest.id}/promote")).status_code == 200
        with time_machine.travel(datetime.now(UTC) + timedelta(hours=25), tick=True):
            assert await jobs.end(world.application.runtime) == 0
        assert (await guest.get("/users/me")).status_code == 200


async def test_an_invitation_names_the_date_and_its_sender_is_the_sponsor(new_world: NewWorld) -> None:
    services = {"EnableEmailInvitations": True}
    async with (
        mail_server() as mail,
        new_world(EmailSettings=mail.settings, ServiceSettings=services, GuestAccountsSettings=ON) as world,
    ):
        team = await world.new_team()
        ana, email, ends_at = await world.team_admin(team), f"{unique('guest')}@example.org", _tomorrow()
        room = await world.channel(by=ana, team=team)
        admin = await world.admin()
        role = (await admin.get("/roles/name/team_admin")).json()
        granted = [*role["permissions"], "invite_guest"]
        assert (await admin.put(f"/roles/{role['id']}/patch", permissions=granted)).status_code == 200
        path, body = f"/teams/{team.id}/invite-guests/email", {"emails": [email], "channels": [room.id]}
        past = await ana.post(path, {**body, "ends_at": 1})
        assert (past.status_code, past.json()["id"]) == (400, "api.user.stay.ends_at.app_error")
        assert (await ana.post(path, {**body, "ends_at": ends_at})).status_code == 200
        token = (await mail.wait_for(email)).query("t")
        new = {"username": unique("guest"), "email": email, "password": PASSWORD}
        made = (await world.anonymous().post(f"/users?t={token}", new)).json()
        stay = (await ana.get(f"/users/{made['id']}/stay")).json()
        assert stay == {"user_id": made["id"], "sponsor_id": ana.id, "ends_at": ends_at}
        # The sponsor may lengthen it.
        longer = await ana.put(f"/users/{made['id']}/stay", ends_at=ends_at + DAY_MS)
        assert (longer.status_code, longer.json()["ends_at"]) == (200, ends_at + DAY_MS)
