"""The official apps as far as the server decides: rows CLNT."""

from typing import Any

import pytest

from tests.fixtures.world import PASSWORD, Person, World

pytestmark = pytest.mark.anyio

MOBILE_NEEDS = (10, 11)  # the oldest server that phones talk to


async def test_a_phone_meets_a_server_it_can_talk_to(world: World) -> None:
    """CLNT-03: what the app asks from its first screen to its first channel."""
    ana, team = await world.member(), await world.team()
    ping = await world.anonymous().get("/system/ping", get_server_status=True, device_id="apple_rn-v2:abc")
    assert (ping.status_code, ping.json()["status"]) == (200, "OK")
    config = (await world.anonymous().get("/config/client", format="old")).json()
    assert tuple(int(part) for part in config["Version"].split(".")[:2]) >= MOBILE_NEEDS
    assert (config["EnableSignInWithUsername"], config["EnableSignInWithEmail"]) == ("true", "true")
    assert (await world.anonymous().get("/license/client", format="old")).json()["IsLicensed"] == "true"

    login = {"login_id": ana.username, "password": PASSWORD, "token": "", "device_id": "apple_rn-v2:abc"}
    reply = await world.anonymous().post("/users/login", login)
    phone = Person(world, reply.json(), reply.headers["token"])
    assert reply.headers["x-version-id"].startswith("11.6.")
    for path, query in (
        ("/config/client", {"format": "old"}),
        ("/users/me/preferences", {}),
        ("/users/me/teams", {}),
        ("/users/me/teams/members", {}),
        (f"/users/me/teams/{team.id}/channels", {"include_deleted": True, "last_delete_at": 0}),
        (f"/users/me/teams/{team.id}/channels/members", {}),
        (f"/users/me/teams/{team.id}/channels/categories", {}),
        (f"/users/me/teams/{team.id}/threads", {"extended": True, "per_page": 10}),
        ("/users/me/channels", {}),
        ("/users/me/channel_members", {"page": -1}),
        ("/custom_profile_attributes/fields", {}),
        ("/plugins/webapp", {}),
    ):
        assert (await phone.get(path, **query)).status_code == 200, path
    named: dict[str, Any] = {"device_id": "apple_rn-v2:abc", "device_notification_disabled": "false"}
    assert (await phone.put("/users/sessions/device", {**named, "mobile_version": "2.30.0"})).status_code == 200
    async with phone.listening() as heard:
        hello = heard.of("hello")[0]
    assert hello["data"]["server_version"].startswith("11.6.")
    assert (await phone.post("/users/logout")).status_code == 200
    assert (await phone.get("/users/me")).status_code == 401


async def test_the_desktop_app_knows_its_server_and_its_badge(world: World) -> None:
    """CLNT-09: the app looks at the server's answers and counts what its page hears."""
    team = await world.new_team()
    ana, bob = await world.member(team), await world.member(team)
    ping = (await world.anonymous().get("/system/ping")).json()
    assert {"status", "ActiveSearchBackend", "AndroidLatestVersion", "IosLatestVersion"} <= ping.keys()
    square = await world.town_square(team)
    everything = [each["id"] for each in (await ana.get(f"/users/me/teams/{team.id}/channels")).json()]
    await ana.post("/channels/members/me/mark_read", everything)
    await world.post(by=bob, channel=square, message="unread")
    await world.post(by=bob, channel=square, message=f"@{ana.username} a mention")
    (badge,) = (await ana.get("/users/me/teams/unread", include_collapsed_threads=True)).json()
    assert (badge["mention_count"], badge["msg_count"]) == (1, 2)
