"""Who is there."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from mattermost_py.features.identity.statuses.presence import Presence
from mattermost_py.kernel.ids import new_id
from tests.conftest import NewWorld
from tests.fixtures.world import Person, World, unique


async def _status(asker: Person, of: Person) -> str:
    return (await asker.get(f"/users/{of.id}/status")).json()["status"]


async def _until(found: Callable[[], Awaitable[str]], wanted: str) -> None:
    """Waits for a status that comes by itself."""
    async with asyncio.timeout(30):
        while await found() != wanted:
            await asyncio.sleep(0.05)


async def test_a_socket_makes_online_and_its_end_offline(world: World) -> None:
    ana, bob = await world.stranger(), await world.stranger()
    assert await _status(bob, ana) == "offline"

    async with ana.listening() as first, bob.listening() as others:
        await first.wait_for("status_change")
        assert await _status(bob, ana) == "online"
        async with ana.listening():
            pass
        assert await _status(bob, ana) == "online"

    assert [each["data"] for each in first.of("status_change")] == [{"status": "online", "user_id": ana.id}]
    assert all(each["data"]["user_id"] == bob.id for each in others.of("status_change"))
    await _until(lambda: _status(bob, ana), "offline")


async def test_logging_out_makes_offline(world: World) -> None:
    ana, bob = await world.stranger(), await world.stranger()
    second = await world.sign_in(ana.username)

    async with bob.listening():
        async with second.listening() as heard:
            await heard.wait_for("status_change")
            await second.post("/users/logout")
            second.token = ""
            await _until(lambda: _status(bob, ana), "offline")


async def test_a_chosen_status_outlives_sockets(world: World) -> None:
    ana = await world.stranger()

    async with ana.listening() as heard:
        await heard.wait_for("status_change")
        chosen = await ana.put(f"/users/{ana.id}/status", user_id=ana.id, status="dnd")
        await heard.wait_for("status_change", where=lambda event: event["data"]["status"] == "dnd")
    async with ana.listening() as again:
        await again.ask("user_update_active_status", user_is_active=True)
        await again.ask("user_update_active_status", user_is_active=False)

    assert chosen.json()["manual"] is True
    assert await _status(ana, ana) == "dnd"


async def test_online_by_hand_ends_the_choice(world: World) -> None:
    ana = await world.stranger()
    await ana.put(f"/users/{ana.id}/status", user_id=ana.id, status="away")

    online = (await ana.put(f"/users/{ana.id}/status", user_id=ana.id, status="online")).json()

    assert (online["status"], online["manual"]) == ("online", False)
    assert online["last_activity_at"] > 0


async def test_do_not_disturb_ends_by_itself(new_world: NewWorld) -> None:
    async with new_world(TeamSettings={"UserStatusAwayTimeout": 3}) as world:
        ana = await world.stranger()
        await ana.put(f"/users/{ana.id}/status", user_id=ana.id, status="away")
        past = int(time.time()) - 61

        async with ana.listening() as heard:
            dnd = await ana.put(f"/users/{ana.id}/status", user_id=ana.id, status="dnd", dnd_end_time=past)
            await heard.wait_for("status_change", where=lambda event: event["data"]["status"] == "away")

        assert dnd.json()["dnd_end_time"] == past // 60 * 60
        ended = (await ana.get(f"/users/{ana.id}/status")).json()
        assert (ended["status"], ended["manual"], ended["dnd_end_time"]) == ("away", False, 0)


async def test_the_idle_become_away_and_come_back(new_world: NewWorld) -> None:
    async with new_world(TeamSettings={"UserStatusAwayTimeout": 1}) as world:
        ana = await world.stranger()

        async with ana.listening() as heard:
            await heard.wait_for("status_change", where=lambda event: event["data"]["status"] == "away")
            reply = await heard.ask("user_update_active_status", user_is_active=True, manual=True)
            await heard.wait_for("status_change", count=3)

        assert reply["status"] == "OK"
        assert [each["data"]["status"] for each in heard.of("status_change")][:3] == ["online", "away", "online"]


async def test_statuses_of_many_at_once(world: World) -> None:
    ana, bob = await world.stranger(), await world.stranger()
    await ana.put(f"/users/{ana.id}/status", user_id=ana.id, status="away")

    many = (await bob.post("/users/status/ids", [ana.id, bob.id])).json()
    async with bob.listening() as heard:
        by_ids = await heard.ask("get_statuses_by_ids", user_ids=[ana.id])
        every = await heard.ask("get_statuses")
        wrong = await heard.ask("get_statuses_by_ids", user_ids=[])

    assert {each["user_id"]: each["status"] for each in many} == {ana.id: "away", bob.id: "offline"}
    assert by_ids["data"] == {ana.id: "away"}
    assert every["data"][ana.id] == "away"
    assert wrong["error"]["id"] == "api.websocket_handler.invalid_param.app_error"


async def test_statuses_of_many_follow_what_changes_and_hide_what_is_hidden(new_world: NewWorld) -> None:
    async with new_world() as world:
        ana, bob = await world.stranger(), await world.stranger()
        ids = sorted((ana.id, bob.id))

        async def seen(by: Person) -> list[tuple[str, bool]]:
            """Who is how, and whether it is told when they were active."""
            shown = (await by.post("/users/status/ids", [*ids, bob.id])).json()
            assert [each["user_id"] for each in shown] == ids
            ana_first = sorted(shown, key=lambda each: each["user_id"] != ana.id)
            return [(each["status"], each["last_activity_at"] > 0) for each in ana_first]

        assert await seen(bob) == [("offline", False), ("offline", False)]
        for status in ("online", "away"):
            await ana.put(f"/users/{ana.id}/status", user_id=ana.id, status=status)
            assert await seen(bob) == await seen(ana) == [(status, True), ("offline", False)]
        for shows in ("false", "true", "false"):
            await ana.put("/users/me/patch", props={"show_last_active": shows})
            assert await seen(bob) == [("away", shows == "true"), ("offline", False)]
            assert await seen(ana) == [("away", True), ("offline", False)]
            assert await seen(bob) == [("away", shows == "true"), ("offline", False)]
        admin = await world.admin()
        for is_told in (False, True):
            await ana.put("/users/me/patch", props={"show_last_active": "true"})
            await admin.put("/config/patch", TeamSettings={"EnableLastActiveTime": is_told})
            assert (await seen(bob))[0] == ("away", is_told)
            assert (await seen(ana))[0] == ("away", True)
        later = int(time.time()) + 3600
        await ana.put(f"/users/{ana.id}/status", user_id=ana.id, status="dnd", dnd_end_time=later)
        assert (await seen(bob))[0] == (await seen(bob))[0] == ("dnd", True)
        for wrong in (["x" * 25 + "-", ana.id], ["x" * 25, "x" * 27], ["é" * 26], [""], []):
            assert (await bob.post("/users/status/ids", wrong)).status_code == 400


async def test_only_oneself_and_admins_set_a_status(world: World) -> None:
    ana, bob, admin = await world.stranger(), await world.stranger(), await world.admin()

    for who, status in ((bob, 403), (admin, 200), (ana, 200)):
        reply = await who.put(f"/users/{ana.id}/status", user_id=ana.id, status="away")
        assert reply.status_code == status
    for body in ({"user_id": bob.id, "status": "away"}, {"user_id": ana.id, "status": "asleep"}):
        assert (await ana.put(f"/users/{ana.id}/status", body)).status_code == 400


async def test_statuses_can_be_switched_off(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"EnableUserStatuses": False}) as world:
        ana = await world.stranger()

        assert (await ana.post("/users/status/ids", [ana.id])).json() == []


async def test_the_automatic_reply_means_out_of_office(world: World) -> None:
    ana = await world.stranger()
    props = (await ana.get("/users/me")).json()["notify_props"]

    await ana.put("/users/me/patch", notify_props={**props, "auto_responder_active": "true"})
    away = await _status(ana, ana)
    await ana.put(f"/users/{ana.id}/status", user_id=ana.id, status="online")

    assert away == "ooo"
    assert (await ana.get("/users/me")).json()["notify_props"]["auto_responder_active"] == "false"
    assert await _status(ana, ana) == "online"


async def test_custom_statuses_are_shown_kept_and_cleared(world: World) -> None:
    ana, bob = await world.stranger(), await world.stranger()

    async with bob.listening() as heard:
        for word in ("one", "two", "one"):
            reply = await ana.put("/users/me/status/custom", emoji="calendar", text=word)
            assert reply.status_code == 200
        await heard.wait_for("user_updated", count=3, where=lambda e: e["data"]["user"]["id"] == ana.id)
    shown = (await bob.get(f"/users/{ana.id}")).json()["props"]["customStatus"]
    recent = (await ana.get("/users/me/preferences/custom_status/name/recent_custom_statuses")).json()["value"]
    await ana.delete("/users/me/status/custom")
    removed = await ana.post("/users/me/status/custom/recent/delete", emoji="calendar", text="two")
    missing = await ana.post("/users/me/status/custom/recent/delete", emoji="calendar", text="two")

    assert '"text":"one"' in shown
    assert recent.index('"one"') < recent.index('"two"')
    assert recent.count('"one"') == 1
    assert "customStatus" not in (await bob.get(f"/users/{ana.id}")).json().get("props", {})
    assert removed.status_code == 200
    assert missing.json()["id"] == "api.custom_status.recent_custom_statuses.delete.app_error"
    for body in ({}, {"emoji": "x", "text": "y" * 101}, {"emoji": "x", "duration": "an_age"}):
        assert (await ana.put("/users/me/status/custom", body)).status_code == 400
    unknown = await ana.put("/users/me/status/custom", emoji="no_such_emoji", text="busy")
    assert (unknown.status_code, unknown.json()["id"]) == (400, "api.custom_status.set_custom_statuses.emoji_not_found")
    async with world.application.runtime.db().transaction() as tx:
        name, columns = unique("own"), "id, name, creatorid, createat, updateat, deleteat"
        sql = f"INSERT INTO emoji ({columns}) VALUES (%(id)s, %(name)s, '', 1, 1, 0)"
        await tx.run(sql, id=new_id(), name=name)
    assert (await ana.put("/users/me/status/custom", emoji=name, text="busy")).status_code == 200


async def test_who_was_lost_in_a_crash_is_offline_once_clients_had_time_to_return(world: World) -> None:
    ana, bob = await world.stranger(), await world.stranger()
    await ana.put(f"/users/{ana.id}/status", user_id=ana.id, status="online")  # no socket, no choice
    presence = world.application.runtime.part(Presence)

    async with bob.listening() as heard:
        await heard.wait_for("status_change")
        presence.next_check_ms = 1
        await presence.look_around()
        await _until(lambda: _status(bob, ana), "offline")
        assert await _status(bob, bob) == "online"
