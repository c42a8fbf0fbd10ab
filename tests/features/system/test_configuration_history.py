"""The history of the configuration: who saved what, how versions differ, and the way back."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from mattermost_py.features.system.configuration.jobs import chores
from tests.conftest import NewWorld
from tests.fixtures.world import Person, World

pytestmark = pytest.mark.anyio

MASK = "*" * 32
SECRET = "correct-horse-battery"


async def versions(admin: Person) -> list[dict[str, Any]]:
    return (await admin.get("/config/history")).json()["versions"]


async def save(admin: Person, section: str, **keys: Any) -> None:
    reply = await admin.put("/config/patch", {section: keys})
    assert reply.status_code == 200, reply.text


async def saved_text(world: World) -> str:
    text = await world.application.runtime.db().value(str, "SELECT value FROM configurations WHERE active")
    return text or ""


async def test_each_version_tells_who_changed_what_and_shows_no_secret(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, ana = await world.admin(), await world.stranger()
        await save(admin, "TeamSettings", SiteName="Orchard")
        await save(admin, "EmailSettings", SMTPPassword=SECRET, FeedbackName="Orchard")
        await save(admin, "TeamSettings", SiteName="Orchard")  # nothing new, so no version
        assert (await ana.get("/config/history")).status_code == 403
        reply = await admin.get("/config/history")
        mail, name, first = reply.json()["versions"]

    assert SECRET not in reply.text
    assert reply.json()["total_count"] == 3
    assert [(each["username"], each["is_active"]) for each in (mail, name, first)] == [
        (admin.username, True),
        (admin.username, False),
        ("", False),  # the server's own, at its first start
    ]
    changed = {"section": "TeamSettings", "key": "SiteName", "before": "Mattermost", "after": "Orchard"}
    assert name["changes"] == [{**changed, "is_secret": False}]
    shown = {each["key"]: (each["before"], each["after"], each["is_secret"]) for each in mail["changes"]}
    assert shown == {"SMTPPassword": ("", MASK, True), "FeedbackName": ("", "Orchard", False)}
    made = {(each["key"], each["before"], each["after"]) for each in first["changes"]}
    assert ("PublicLinkSalt", "", MASK) in made


async def test_a_version_comes_back_with_its_exact_values_and_acts_at_once(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, ana = await world.admin(), await world.stranger()
        await save(admin, "TeamSettings", SiteName="Orchard")
        await save(admin, "EmailSettings", SMTPPassword=SECRET, FeedbackName="Orchard")
        wanted, wanted_text = (await versions(admin))[0], await saved_text(world)
        await save(admin, "TeamSettings", SiteName="Meadow", MaxChannelsPerTeam=7)
        await save(admin, "EmailSettings", SMTPPassword="other", FeedbackName="")

        compared = (await admin.get(f"/config/history/{wanted['id']}")).json()["changes"]
        assert {(each["key"], each["after"]) for each in compared} == {
            ("SiteName", "Orchard"),
            ("MaxChannelsPerTeam", 2000),
            ("SMTPPassword", MASK),
            ("FeedbackName", "Orchard"),
        }
        path = f"/config/history/{wanted['id']}/restore"
        async with ana.listening() as heard:
            assert (await ana.post(path)).status_code == 403
            assert (await admin.post(path)).status_code == 200
        assert [each["data"]["config"]["SiteName"] for each in heard.of("config_changed")] == ["Orchard"]
        assert await saved_text(world) == wanted_text
        assert world.application.runtime.config.current.EmailSettings.SMTPPassword == SECRET
        newest = (await versions(admin))[0]
        assert (newest["restored_id"], newest["restored_at"]) == (wanted["id"], wanted["create_at"])
        assert newest["is_active"]
        assert (await admin.post(f"/config/history/{'a' * 26}/restore")).status_code == 404


async def test_what_administrators_must_not_change_survives_a_way_back(new_world: NewWorld) -> None:
    """A version of another server: full, with dangerous and unusable values."""
    async with new_world() as world:
        admin = await world.admin()
        salt = world.application.runtime.config.current.FileSettings.PublicLinkSalt
        for version_id, value in (
            ("b" * 26, '{"PluginSettings": {"EnableUploads": true}, "TeamSettings": {"SiteName": "Old"}}'),
            ("c" * 26, '{"PasswordSettings": {"MinimumLength": 1}}'),
        ):
            async with world.application.runtime.db().transaction() as tx:
                sql = "INSERT INTO configurations (id, value, createat) VALUES (%(id)s, %(value)s, 5)"
                await tx.run(sql, id=version_id, value=value)
        assert (await admin.post(f"/config/history/{'c' * 26}/restore")).status_code == 400
        assert (await admin.post(f"/config/history/{'b' * 26}/restore")).status_code == 200
        current = world.application.runtime.config.current
        assert (current.TeamSettings.SiteName, current.PluginSettings.EnableUploads) == ("Old", False)
        assert current.FileSettings.PublicLinkSalt == salt


async def test_old_versions_are_forgotten_when_the_site_wants_it(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, runtime = await world.admin(), world.application.runtime
        await save(admin, "TeamSettings", SiteName="Orchard")
        with time_machine.travel(datetime.now(UTC) + timedelta(days=40), tick=True):
            await chores[0].act(runtime)
            assert len(await versions(await world.sign_in(admin.username))) == 2
            await save(await world.sign_in(admin.username), "JobSettings", CleanupConfigThresholdDays=30)
            await chores[0].act(runtime)
            left = await versions(await world.sign_in(admin.username))
        assert [each["is_active"] for each in left] == [True]
