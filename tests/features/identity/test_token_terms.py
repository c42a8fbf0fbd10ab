"""Personal access tokens that end."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import time_machine

from mattermost_py.features.identity.tokens import jobs
from tests.conftest import NewWorld
from tests.fixtures.server import running_world
from tests.fixtures.world import Person, Thing, World

DAY_MS = 86_400_000
ON = {"EnableUserAccessTokens": True, "EnableBotAccountCreation": True}


def _in(**parts: float) -> int:
    return int(time.time() * 1000 + timedelta(**parts).total_seconds() * 1000)


async def _entitled(world: World) -> Person:
    """Somebody who may have tokens."""
    ana, admin = await world.stranger(), await world.admin()
    await admin.put(f"/users/{ana.id}/roles", roles="system_user system_user_access_token")
    return ana


async def _token(who: Person, *, of: str = "me", **fields: Any) -> dict[str, Any]:
    reply = await who.post(f"/users/{of}/tokens", description="a script", **fields)
    assert reply.status_code == 200, reply.text
    return reply.json()


async def letters(who: Person) -> list[str]:
    """What the server's bot wrote to somebody, oldest first."""
    bot = (await who.post("/users/usernames", ["system-bot"])).json()
    if not bot:
        return []
    channel = Thing((await who.post("/channels/direct", [who.id, bot[0]["id"]])).json())
    page = (await who.get(f"/channels/{channel.id}/posts")).json()
    return [page["posts"][each]["message"] for each in reversed(page["order"])]


async def test_a_token_ends_at_its_minute(world: World) -> None:
    ana = await _entitled(world)
    ends_at = _in(hours=2)
    made, endless = await _token(ana, expires_at=ends_at), await _token(ana)
    assert (made["expires_at"], "expires_at" in endless) == (ends_at, False)
    used, unused = Person(world, ana.user, made["token"]), await _token(ana, expires_at=ends_at)
    assert (await used.get("/users/me")).status_code == 200
    for minutes, status in ((119, 200), (121, 401)):
        with time_machine.travel(datetime.now(UTC) + timedelta(minutes=minutes), tick=True):
            assert (await used.get("/users/me")).status_code == status
            if status == 401:
                late = Person(world, ana.user, unused["token"])
                assert (await late.get("/users/me")).status_code == 401
    for past in (_in(minutes=-1), -1):
        wrong = await ana.post("/users/me/tokens", description="late", expires_at=past)
        assert (wrong.status_code, wrong.json()["id"]) == (
            400,
            "model.user_access_token.is_valid.expires_at.app_error",
        )


async def test_a_rotated_token_has_another_secret_and_lasts_as_long_again(world: World) -> None:
    ana, bob = await _entitled(world), await _entitled(world)
    made = await _token(ana, expires_at=_in(days=2))
    old = Person(world, ana.user, made["token"])
    assert (await old.get("/users/me")).status_code == 200
    assert (await bob.post("/users/tokens/rotate", token_id=made["id"])).status_code == 403
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1), tick=True):
        changed = (await ana.post("/users/tokens/rotate", token_id=made["id"])).json()
    assert changed["token"] != made["token"]
    assert (changed["id"], changed["description"]) == (made["id"], "a script")
    assert abs(changed["expires_at"] - made["expires_at"] - DAY_MS) < 60_000
    assert (await old.get("/users/me")).status_code == 401
    assert (await Person(world, ana.user, changed["token"]).get("/users/me")).status_code == 200
    missing = await ana.post("/users/tokens/rotate", token_id=ana.id)
    assert missing.status_code == 404


async def test_the_owner_is_warned_a_week_three_days_and_a_day_before_once_each(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings=ON) as world:
        runtime, ana, bob = world.application.runtime, await _entitled(world), await _entitled(world)
        await _token(ana, expires_at=_in(days=30))
        await _token(bob, expires_at=_in(days=2))  # never had three days
        told: list[tuple[int, int]] = []
        for days in (22, 23.5, 24, 27.5, 29.5, 31):
            with time_machine.travel(datetime.now(UTC) + timedelta(days=days), tick=True):
                told.append((await jobs.warn(runtime), await jobs.warn(runtime)))
        assert told == [(0, 0), (1, 0), (0, 0), (1, 0), (1, 0), (0, 0)]
        assert ["a script" in each for each in await letters(ana)] == [True] * 3
        with time_machine.travel(datetime.now(UTC) + timedelta(days=1.5), tick=True):
            assert await jobs.warn(runtime) == 1
        assert len(await letters(bob)) == 1


async def test_the_owner_of_a_bot_is_warned_of_its_token(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings=ON) as world:
        admin = await world.admin()
        bot = (await admin.post("/bots", username="helper")).json()
        await _token(admin, of=bot["user_id"], expires_at=_in(days=10))
        with time_machine.travel(datetime.now(UTC) + timedelta(days=9.5), tick=True):
            assert await jobs.warn(world.application.runtime) == 1
        assert "a script" in (await letters(admin))[-1]


async def test_the_site_limits_how_long_tokens_last_and_ends_those_that_last_longer(
    new_database: Callable[[], str], tmp_path: Path
) -> None:
    conninfo = new_database()
    async with running_world(conninfo, tmp_path, {"ServiceSettings": ON}) as world:
        admin, ana = await world.admin(), await _entitled(world)
        bot = Thing((await admin.post("/bots", username="helper")).json())
        endless = await _token(ana)
        long, short = [await _token(ana, expires_at=_in(days=days)) for days in (90, 5)]
        of_bot = await _token(admin, of=bot.user_id)
        assert (await admin.post("/users/tokens/revoke_overlong")).json() == {"revoked": 0}
    limited = {"ServiceSettings": ON, "AccessTokens": {"MaxLifetimeDays": 30}}
    async with running_world(conninfo, tmp_path, limited) as world:
        admin, ana = Person(world, admin.user, admin.token), Person(world, ana.user, ana.token)
        assert (await ana.post("/users/tokens/revoke_overlong")).status_code == 403
        assert (await Person(world, ana.user, endless["token"]).get("/users/me")).status_code == 200
        assert (await admin.post("/users/tokens/revoke_overlong")).json() == {"revoked": 2}
        for token, status in ((endless, 401), (long, 401), (short, 200), (of_bot, 200)):
            assert (await Person(world, ana.user, token["token"]).get("/users/me")).status_code == status
        late = await ana.post("/users/me/tokens", description="long", expires_at=_in(days=31))
        assert (late.status_code, late.json()["id"]) == (400, "model.user_access_token.is_valid.lifetime.app_error")
        assert "30" in late.json()["message"]
        assert abs((await _token(ana))["expires_at"] - _in(days=30)) < 60_000
