"""Notifications that reach browsers without an open window: whom, what they say, and what ends them."""

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from mattermost_py.features.messaging.webpush.jobs import chores
from mattermost_py.kernel.json import dumps_text
from tests.conftest import NewWorld
from tests.fixtures.postgres import Cluster
from tests.fixtures.push import PushBrowser, browser_of, unpadded
from tests.fixtures.server import running_world
from tests.fixtures.website import Website, website
from tests.fixtures.world import Person, Thing, World

pytestmark = pytest.mark.anyio

INSIDE = {"AllowedUntrustedInternalConnections": "127.0.0.1", "CollapsedThreads": "default_on"}
LONG = "a “quoted” \\ line\n" * 900


@pytest.fixture(scope="module")
def service() -> Iterator[Website]:
    with website() as running:
        yield running


@pytest.fixture(scope="module")
async def world(
    anyio_backend: object, postgres_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    """A server that may ask this machine."""
    conninfo = postgres_cluster.create_database()
    async with running_world(conninfo, tmp_path_factory.mktemp("push"), {"ServiceSettings": INSIDE}) as running:
        yield running


async def retried(world: World, *minutes: float) -> None:
    """What waits is tried again at these times from now."""
    now = datetime.now(UTC)
    for each in minutes:
        with time_machine.travel(now + timedelta(minutes=each), tick=True):
            await chores[0].act(world.application.runtime)
            await world.drained()


class Scene:
    """Ana has a browser that is called; Ben writes in a channel of hers, or to her."""

    def __init__(self, world: World, ana: Person, ben: Person, browser: PushBrowser) -> None:
        self.world, self.ana, self.ben, self.browser = world, ana, ben, browser
        self.channel: Thing
        self.direct: Thing

    async def told(self, *messages: str, channel: Thing | None = None, **fields: Any) -> list[str]:
        """What Ana's browser is shown of these posts of Ben."""
        await self.world.drained()
        self.browser.forget()
        for each in messages:
            await self.world.post(by=self.ben, channel=channel or self.channel, message=each, **fields)
            await self.world.drained()
        return self.browser.bodies()

    async def wishes(self, **props: str) -> None:
        me = (await self.ana.get("/users/me")).json()["notify_props"]
        assert (await self.ana.put("/users/me/patch", notify_props={**me, **props})).status_code == 200

    async def wishes_here(self, **props: str) -> None:
        path = f"/channels/{self.channel.id}/members/{self.ana.id}/notify_props"
        assert (await self.ana.put(path, user_id=self.ana.id, channel_id=self.channel.id, **props)).is_success

    async def is_(self, status: str) -> None:
        assert (await self.ana.put("/users/me/status", user_id=self.ana.id, status=status)).is_success

    async def looks(self, channel_id: str) -> None:
        path = f"/channels/members/{self.ana.id}/view"
        reply = await self.ana.post(path, channel_id=channel_id, collapsed_threads_supported=True)
        assert reply.is_success
        await self.world.drained()


@pytest.fixture
async def scene(world: World, service: Website) -> Scene:
    ana, ben = await world.member(), await world.member()
    made = Scene(world, ana, ben, await browser_of(ana, service))
    made.channel = await world.channel(by=ben, display_name="Fruit")
    await world.join(ana, made.channel)
    made.direct = await world.direct(ana, ben)
    return made


async def test_the_browser_is_told_who_wrote_what_and_where(scene: Scene) -> None:
    mention = f"ripe, @{scene.ana.username}?"
    assert await scene.told("green", mention) == [mention]
    note = scene.browser.received()[0]
    post_id, team_id, waiting = note.pop("post_id"), note.pop("team_id"), note.pop("badge")
    assert (await scene.ana.get(f"/posts/{post_id}")).json()["message"] == mention
    assert team_id == scene.channel.team_id
    assert note == {
        "type": "message",
        "place": scene.channel.id,
        "channel_id": scene.channel.id,
        "root_id": "",
        "title": f"@{scene.ben.username} in Fruit",
        "body": mention,
    }
    asked = scene.browser.requests[0].headers
    assert (asked["urgency"], int(asked["ttl"]) // 3600, "topic" in asked) == ("high", 23, False)

    assert await scene.told("psst", channel=scene.direct) == ["psst"]
    note = scene.browser.received()[0]
    assert (note["title"], note["team_id"], note["badge"]) == (f"@{scene.ben.username}", "", waiting + 1)
    assert (await scene.told(LONG, channel=scene.direct))[0].startswith("a “quoted” \\ line a “quoted”")


async def test_wishes_of_the_account_and_the_channel_decide(scene: Scene) -> None:
    mention = f"@{scene.ana.username}"
    for level, expected in (("all", ["plain", mention]), ("mention", [mention]), ("none", [])):
        await scene.wishes(push=level)
        assert await scene.told("plain", mention) == expected, level
    await scene.wishes_here(push="all")
    assert await scene.told("plain", mention) == ["plain", mention]
    await scene.wishes_here(push="none")
    assert await scene.told("plain", mention) == []
    await scene.wishes(push="all")
    await scene.wishes_here(push="mention")
    assert await scene.told("plain", mention) == [mention]
    await scene.wishes_here(push="default", mark_unread="mention")
    assert await scene.told("plain", mention) == []
    await scene.wishes_here(mark_unread="all")
    assert await scene.told("plain") == ["plain"]
    assert await scene.told("quiet", props={"force_silent": True}) == []


async def test_the_status_decides_when(scene: Scene) -> None:
    for wish, reached in (("online", "online away offline"), ("away", "away offline"), ("offline", "offline")):
        await scene.wishes(push_status=wish)
        for status in ("online", "away", "offline", "dnd"):
            await scene.is_(status)
            expected = [status] if status in reached.split() else []
            assert await scene.told(status, channel=scene.direct) == expected, (wish, status)


async def test_who_looks_at_the_channel_is_not_called(scene: Scene) -> None:
    async with scene.ana.listening() as heard:
        await heard.ask("presence", channel_id=scene.direct.id)
        assert await scene.told("seen", channel=scene.direct) == []
        assert await scene.told(f"@{scene.ana.username}") == [f"@{scene.ana.username}"]
        await heard.ask("presence", channel_id="")
        assert await scene.told("unseen", channel=scene.direct) == ["unseen"]


async def test_replies_call_those_who_follow_the_thread(scene: Scene) -> None:
    root = await scene.world.post(by=scene.ana, channel=scene.channel, message="root")
    other = await scene.world.post(by=scene.ben, channel=scene.channel, message="other")
    await scene.world.reply(by=scene.ben, to=root)
    assert await scene.told("to you", root_id=root.id) == ["to you"]
    note = scene.browser.received()[0]
    assert (note["place"], note["root_id"], note["channel_id"]) == (root.id, root.id, scene.channel.id)
    await scene.wishes(push="all")
    assert await scene.told("to nobody", root_id=other.id) == []
    await scene.wishes(push="mention", push_threads="mention")
    assert await scene.told("to you", root_id=root.id) == []

    await scene.ana.put("/users/me/preferences", [crt(scene.ana, "off")])
    await scene.wishes(push="all")
    assert await scene.told("in the channel", root_id=other.id) == ["in the channel"]
    assert scene.browser.received()[0]["place"] == scene.channel.id


def crt(person: Person, value: str) -> dict[str, str]:
    return {
        "user_id": person.id,
        "category": "display_settings",
        "name": "collapsed_reply_threads",
        "value": value,
    }


async def test_reading_elsewhere_takes_notes_away_once(scene: Scene) -> None:
    await scene.told("one", "two", channel=scene.direct)
    scene.browser.forget()
    await scene.looks(scene.channel.id)
    assert scene.browser.received() == []
    await scene.looks(scene.direct.id)
    assert scene.browser.received() == [{"type": "clear", "place": scene.direct.id}]
    assert scene.browser.requests[0].headers["topic"] == scene.direct.id
    await scene.looks(scene.direct.id)
    assert len(scene.browser.requests) == 1

    root = await scene.world.post(by=scene.ana, channel=scene.channel, message="root")
    await scene.told("reply", root_id=root.id)
    scene.browser.forget()
    path = f"/users/me/teams/{scene.channel.team_id}/threads/{root.id}/read/{2**41}"
    assert (await scene.ana.put(path)).is_success
    await scene.world.drained()
    assert scene.browser.received() == [{"type": "clear", "place": root.id}]


async def test_what_was_read_before_it_was_sent_is_not_sent(scene: Scene) -> None:
    scene.browser.status = 503
    await scene.told("soon read", channel=scene.direct)
    await scene.looks(scene.direct.id)
    scene.browser.status = 201
    scene.browser.forget()
    await retried(scene.world, 5)
    assert scene.browser.requests == []
    assert await scene.told("next", channel=scene.direct) == ["next"]


async def test_a_service_that_is_away_is_asked_again_until_it_is_too_late(scene: Scene) -> None:
    scene.browser.status = 503
    await scene.told("one", channel=scene.direct)
    await retried(scene.world, 0.1)
    assert len(scene.browser.requests) == 1
    await retried(scene.world, 0.3)
    assert len(scene.browser.requests) == 2
    scene.browser.status = 201
    await retried(scene.world, 2)
    await retried(scene.world, 10)
    assert len(scene.browser.requests) == 3

    scene.browser.status, scene.browser.headers = 429, {"Retry-After": "600"}
    await scene.told("two", channel=scene.direct)
    await retried(scene.world, 9)
    assert len(scene.browser.requests) == 1
    scene.browser.status = 201
    await retried(scene.world, 25 * 60)
    assert len(scene.browser.requests) == 1


@pytest.mark.parametrize(("status", "times"), [(404, 1), (410, 1), (400, 2)])
async def test_who_is_gone_is_not_called_again(scene: Scene, status: int, times: int) -> None:
    scene.browser.status = status
    await scene.told("one", channel=scene.direct)
    await scene.world.post(by=scene.ben, channel=scene.direct, message="two")
    await retried(scene.world, 5)
    assert len(scene.browser.requests) == times


async def sign_out(scene: Scene) -> None:
    await scene.ana.post("/users/logout")


async def revoke(scene: Scene) -> None:
    await scene.ana.post(f"/users/{scene.ana.id}/sessions/revoke/all")


async def deactivate(scene: Scene) -> None:
    admin = await scene.world.admin()
    await admin.put(f"/users/{scene.ana.id}/active", active=False)


async def unsubscribe(scene: Scene) -> None:
    await scene.ana.delete("/web_push/subscriptions", endpoint=scene.browser.endpoint)


@pytest.mark.parametrize("end", [sign_out, revoke, deactivate, unsubscribe])
async def test_a_browser_is_called_as_long_as_its_session_lasts(scene: Scene, end: Callable[[Scene], Any]) -> None:
    second = await scene.world.sign_in(scene.ana.username)
    other = await browser_of(second, scene.browser.site)
    await scene.told("before", channel=scene.direct)
    assert [scene.browser.bodies(), other.bodies()] == [["before"]] * 2
    other.forget()
    await end(scene)
    assert await scene.told("after", channel=scene.direct) == []
    stays = end in (sign_out, unsubscribe)
    assert other.bodies() == (["after"] if stays else [])


async def test_a_browser_belongs_to_who_signed_in_last(scene: Scene) -> None:
    cleo = await scene.world.member()
    assert (await cleo.post("/web_push/subscriptions", scene.browser.description)).status_code == 201
    assert await scene.told("for ana", channel=scene.direct) == []
    to_cleo = await scene.world.direct(scene.ben, cleo)
    assert await scene.told("for cleo", channel=to_cleo) == ["for cleo"]


async def test_what_is_no_browser_of_a_push_service_is_refused(scene: Scene) -> None:
    good = PushBrowser(scene.browser.site).description
    keys, wrong_point = good["keys"], unpadded(b"\x04" + b"\x01" * 64)
    for change in (
        {"endpoint": ""},
        {"endpoint": "ftp://127.0.0.1/x"},
        {"endpoint": "http://192.168.7.7/x"},
        {"endpoint": "https://u:p@push.test/x"},
        {"endpoint": "https://push.test/" + "x" * 2000},
        {"endpoint": "https://push.test:99999/"},
        {"keys": {**keys, "auth": "c2hvcnQ"}},
        {"keys": {**keys, "p256dh": wrong_point}},
        {"keys": {"p256dh": "ä", "auth": "ä"}},
    ):
        assert (await scene.ana.post("/web_push/subscriptions", {**good, **change})).status_code == 400, change
    anonymous = scene.world.anonymous()
    assert (await anonymous.post("/web_push/subscriptions", good)).status_code == 401
    assert (await anonymous.get("/web_push/key")).status_code == 401
    assert (await scene.ana.post("/web_push/subscriptions", good)).status_code == 201


async def test_somebody_can_try_it(scene: Scene) -> None:
    assert (await scene.ana.post("/web_push/test")).status_code == 200
    await scene.world.drained()
    assert [each["type"] for each in scene.browser.received()] == ["test"]
    assert (await scene.ben.post("/web_push/test")).status_code == 404


@pytest.mark.parametrize(
    ("contents", "in_channel", "direct"),
    [
        ("generic", "{ben} mentioned you in Fruit.", "{ben} sent you a message."),
        ("generic_no_channel", "{ben} mentioned you.", "{ben} sent you a message."),
        ("id_loaded", "", ""),
    ],
)
async def test_the_site_decides_how_much_is_told(
    tmp_path: Path, new_world: NewWorld, service: Website, contents: str, in_channel: str, direct: str
) -> None:
    settings = {"PushNotificationContents": contents}
    async with new_world(ServiceSettings=INSIDE, EmailSettings=settings) as world:
        ana, ben = await world.member(), await world.member()
        scene = Scene(world, ana, ben, await browser_of(ana, service))
        scene.channel, scene.direct = await world.channel(by=ben, display_name="Fruit"), await world.direct(ana, ben)
        await world.join(ana, scene.channel)
        name, secret = f"@{ben.username}", f"a secret for @{ana.username}"
        assert await scene.told(secret) == [in_channel.format(ben=name)]
        assert "secret" not in str(scene.browser.received())
        note = scene.browser.received()[0]
        path = f"/web_push/posts/{note['post_id']}"
        assert (await ana.get(path)).json()["body"] == secret
        assert (await (await world.sign_up()).get(path)).status_code in (403, 404)
        assert await scene.told("psst", channel=scene.direct) == [direct.format(ben=name)]


async def test_it_can_be_switched_off(new_world: NewWorld, service: Website) -> None:
    async with new_world(ServiceSettings=INSIDE, WebPush={"Enable": False}) as world:
        ana = await world.member()
        for reply in (
            await ana.get("/web_push/key"),
            await ana.post("/web_push/subscriptions", PushBrowser(service).description),
            await ana.post("/web_push/test"),
        ):
            assert (reply.status_code, reply.json()["id"]) == (501, "api.web_push.disabled.app_error")


# --- hours ----------------------------------------------------------------------------------------------------------

WEEK: dict[str, Any] = {"enabled": True, "days": [1, 2, 3, 4, 5], "start": "09:00", "end": "18:00"}


async def rests(scene: Scene, zone: str, value: str) -> None:
    """Ana lives there and wants to be called in these hours."""
    timezone = {"useAutomaticTimezone": "false", "automaticTimezone": "UTC", "manualTimezone": zone}
    assert (await scene.ana.put("/users/me/patch", timezone=timezone)).is_success
    wish = {"user_id": scene.ana.id, "category": "mmpy_notification_hours", "name": "schedule", "value": value}
    assert (await scene.ana.put("/users/me/preferences", [wish])).is_success


async def is_called(scene: Scene, local: datetime) -> bool:
    """Whether a direct message at that time of Ana's clock reaches her browser."""
    with time_machine.travel(local.astimezone(UTC), tick=True):
        return await scene.told(str(local), channel=scene.direct) != []


async def test_nobody_is_called_outside_of_their_hours(scene: Scene) -> None:
    """At 18:00 local calls stop, at 09:00 they go on; days off are quiet; mentions are counted all the same."""
    tokyo = ZoneInfo("Asia/Tokyo")
    monday = datetime.now(tokyo) + timedelta(days=8 - datetime.now(tokyo).isoweekday())

    def at(days: int, hour: int, minute: int) -> datetime:
        return (monday + timedelta(days=days)).replace(hour=hour, minute=minute, second=0, microsecond=0)

    await rests(scene, "Asia/Tokyo", dumps_text(WEEK))
    unread = f"/users/me/channels/{scene.direct.id}/unread"
    before = (await scene.ana.get(unread)).json()["mention_count"]
    for moment, expected in (
        (at(0, 8, 59), False),
        (at(0, 9, 0), True),
        (at(0, 17, 59), True),
        (at(0, 18, 0), False),
        (at(1, 8, 59), False),
        (at(1, 9, 0), True),
        (at(5, 12, 0), False),
    ):
        assert await is_called(scene, moment) == expected, moment
    assert (await scene.ana.get(unread)).json()["mention_count"] == before + 7

    await rests(scene, "Asia/Tokyo", dumps_text({**WEEK, "days": [1], "start": "22:00", "end": "06:00"}))
    for moment, expected in ((at(0, 21, 59), False), (at(0, 22, 0), True), (at(1, 5, 59), True), (at(1, 6, 0), False)):
        assert await is_called(scene, moment) == expected, moment


@pytest.mark.parametrize(
    "value",
    [
        "",
        "no JSON",
        '{"enabled": true, "days": "all"}',
        dumps_text({**WEEK, "enabled": False}),
        dumps_text({**WEEK, "days": [*range(1, 8)], "start": "00:00Z", "end": "00:00"}),
    ],
)
async def test_hours_that_are_off_or_make_no_sense_keep_nobody_from_being_called(scene: Scene, value: str) -> None:
    await rests(scene, "Nowhere/AtAll", value)
    assert await scene.told("hello", channel=scene.direct) == ["hello"]


async def test_several_workers_call_once_and_nobody_who_looks(
    new_database: Callable[[], str], tmp_path: Path, service: Website
) -> None:
    """Whoever looks at the channel is known to the worker of their window only; any worker takes the post."""
    async with running_world(new_database(), tmp_path, {"ServiceSettings": INSIDE}, workers=2) as world:
        ana, ben = await world.member(), await world.member()
        scene = Scene(world, ana, ben, await browser_of(ana, service))
        scene.direct = await world.direct(ana, ben)
        async with ana.listening() as heard:
            await heard.ask("presence", channel_id=scene.direct.id)
            for number in range(2):  # by each worker
                assert await told_by(scene, f"seen {number}", number) == []
            await heard.ask("presence", channel_id="")
        for number in range(2):
            assert await told_by(scene, f"unseen {number}", number) == [f"unseen {number}"]
        scene.browser.forget()
        await scene.looks(scene.direct.id)
        assert scene.browser.received() == [{"type": "clear", "place": scene.direct.id}]


async def told_by(scene: Scene, text: str, worker: int) -> list[str]:
    """What Ana's browser is shown of a post that this worker takes."""
    scene.browser.forget()
    posted = {"channel_id": scene.direct.id, "message": text}
    headers = {"Authorization": f"Bearer {scene.ben.token}"}
    reply = await scene.world.http.post(f"{scene.world.urls[worker]}/api/v4/posts", json=posted, headers=headers)
    assert reply.status_code == 201
    for _ in range(2):  # what one worker does may be answered by the other
        await scene.world.drained()
    return scene.browser.bodies()
