"""Without a line, on a poor one, and called while no window is open."""

import asyncio
import os
import re
import shutil
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import CDPSession, Worker, expect

from mattermost_py.infra.http.pages import built_in_client
from mattermost_py.kernel.json import dumps_text
from tests.browser.conftest import NewSite
from tests.fixtures.browser import PATIENCE_MS, Window, Windows, becomes, client_folder, sign_in
from tests.fixtures.line import Line, line_to
from tests.fixtures.push import PushBrowser
from tests.fixtures.website import soon, website
from tests.fixtures.world import Person, Thing, World

NO_LINE = r"ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_|ERR_EMPTY_RESPONSE|WebSocket connection|to fetch|fetching the"
WORKS = "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"
# Whether the account's database holds posts with all of these words.
KEEPS = """
async ([userId, words]) => {
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === `mmpy.${userId}`)) return false;
  const open = indexedDB.open(`mmpy.${userId}`);
  await new Promise((resolve) => { open.onsuccess = resolve; });
  const all = open.result.transaction("posts").objectStore("posts").getAll();
  await new Promise((resolve) => { all.onsuccess = resolve; });
  open.result.close();
  return words.every((word) => JSON.stringify(all.result).includes(word));
}
"""
# The browser's push service is elsewhere; this one subscribes at the tests' own.
SUBSCRIBES = """
(description) => {
  let current = null;
  PushManager.prototype.getSubscription = async () => current;
  PushManager.prototype.subscribe = async ({ applicationServerKey: key }) => {
    window.serverKey = btoa(String.fromCharCode(...key)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    current = {
      ...description,
      options: { applicationServerKey: key.buffer },
      toJSON: () => description,
      unsubscribe: async () => { current = null; return true; },
    };
    return current;
  };
}
"""
TRIED = ["mmpy", "Notifications reach this browser."]
CLOSE = "registration.getNotifications().then((all) => all.forEach((each) => each.close()))"
NOTES = "registration.getNotifications().then((all) => all.map((each) => [each.title, each.body]))"
CLICK = """
async (tag) => {
  const [notification] = await registration.getNotifications({ tag });
  dispatchEvent(new NotificationEvent("notificationclick", { notification }));
}
"""

# What the browser does when its push service gives it another address.
MOVE = """
([oldSubscription, newSubscription]) => {
  dispatchEvent(Object.assign(new ExtendableEvent("pushsubscriptionchange"), { oldSubscription, newSubscription }));
}
"""
# Somebody who is asked whether the site may show notifications, and says no.
FORBIDS = """
let said = "default";
Object.defineProperty(Notification, "permission", { get: () => said });
Notification.requestPermission = async () => (said = "denied");
"""
# Looks for a newer worker, and waits until it answers for this page.
UPDATE = """
async () => {
  const { serviceWorker: workers } = navigator;
  const taken = new Promise((done) => workers.addEventListener("controllerchange", done, { once: true }));
  await (await workers.ready).update();
  await taken;
}
"""


@pytest.fixture
async def line(site: World) -> AsyncIterator[Line]:
    async with line_to(site.base_url) as running:
        yield running


async def behind(line: Line, site: World, windows: Windows, person: Person, team: Thing) -> Window:
    """A browser of this person that reaches the server by this line."""
    window = (await windows.blank(line.url)).allow(NO_LINE)
    window.team, window.name = team.name, person.username
    await sign_in(window.page.context, site, person)
    return await window.open()


async def holds(window: Window, promise: str, given: Any = None) -> None:
    """What the page promises comes true; its own waiting takes a promise for the truth."""
    await becomes(lambda: window.page.evaluate(promise, given), True, patience_ms=2 * PATIENCE_MS)


async def messages(person: Person, channel: Thing) -> list[str]:
    """What people wrote there, oldest first."""
    page = (await person.get(f"/channels/{channel.id}/posts")).json()
    found = [page["posts"][each] for each in reversed(page["order"])]
    return [each["message"] for each in found if not each["type"]]


async def test_in_plane_mode_one_reads_on_and_what_one_writes_goes_out_once(
    site: World, windows: Windows, line: Line
) -> None:
    """CLNT-01."""
    team = await site.new_team()
    me, ben = [await windows.member(site, team, name) for name in ("ana", "ben")]
    square = await site.town_square(team)
    off_topic = Thing((await ben.get(f"/teams/{team.id}/channels/name/off-topic")).json())
    for number in range(60):
        await site.post(by=ben, channel=square, message=f"square {number}.")
    await site.post(by=ben, channel=off_topic, message="apples")
    ana = await behind(line, site, windows, me, team)
    await ana.enter("Off-Topic")
    await expect(ana.post("apples")).to_be_visible()
    await ana.enter("Town Square")
    await holds(ana, WORKS)
    await holds(ana, KEEPS, [me.id, ["apples", "square 10.", "square 59."]])

    await ana.page.context.set_offline(True)
    await ana.page.reload()
    await expect(ana.post("square 59.")).to_be_visible()
    await ana.enter("Off-Topic")
    await expect(ana.post("apples")).to_be_visible()
    await expect(ana.page.get_by_text("No connection.")).to_be_visible()
    await ana.write("from the plane")
    await ana.composer.fill("half a thought")
    await expect(ana.post("from the plane")).to_be_visible()
    await site.post(by=ben, channel=off_topic, message="pears")
    await ana.page.reload()
    await expect(ana.post("from the plane")).to_be_visible()
    await expect(ana.composer).to_have_value("half a thought")
    assert await messages(ben, off_topic) == ["apples", "pears"]

    await ana.page.context.set_offline(False)
    await expect(ana.post("pears")).to_be_visible()
    await expect(ana.page.get_by_text("No connection.")).to_be_hidden()
    await expect(ana.post("from the plane")).to_have_count(1)
    await site.post(by=ben, channel=off_topic, message="welcome back")
    await expect(ana.post("welcome back")).to_be_visible()
    assert await messages(ben, off_topic) == ["apples", "pears", "from the plane", "welcome back"]

    await line.cut()
    await ana.page.reload()
    await expect(ana.post("apples")).to_be_visible()
    await ana.write("the server is away")
    await line.mend()
    await ana.page.reload()
    await expect(ana.post("the server is away")).to_have_count(1)
    await expect(ana.post("welcome back")).to_be_visible()
    await ana.button(re.compile("Open my menu")).click()
    await ana.entry("Sign out").click()
    await expect(ana.page.get_by_role("button", name="Sign in")).to_be_visible()
    await holds(ana, "indexedDB.databases().then((all) => all.length === 0)")
    assert (await messages(ben, off_topic))[3:] == ["welcome back", "the server is away"]
    await ana.page.context.set_offline(True)
    await ana.page.reload()
    await expect(ana.page.get_by_role("button", name="Try again")).to_be_visible()


async def test_on_a_poor_line_a_message_is_there_soon_and_once(site: World, windows: Windows, line: Line) -> None:
    """CLNT-12: a second for each round trip, every hundredth packet lost, while the rest of the client still comes."""
    team = await site.new_team()
    me, ben = [await windows.member(site, team, name) for name in ("ana", "ben")]
    square = await site.town_square(team)
    ana = await behind(line, site, windows, me, team)
    line.round_trip_s, line.loss = 1.0, 0.01
    texts = [f"over the hills {number}" for number in range(4)]
    async with ben.listening() as heard:
        for count, text in enumerate(texts, 1):
            began = time.monotonic()
            await ana.write(text)
            await heard.wait_for("posted", count=count)
            assert time.monotonic() - began < 5
    await site.post(by=ben, channel=square, message="an answer")
    await expect(ana.post("an answer")).to_be_visible()
    await expect(ana.post(re.compile("over the hills"))).to_have_count(4)
    assert await messages(ben, square) == [*texts, "an answer"]


class Carrier:
    """Brings to the browser what the push service took, as that service would."""

    def __init__(self, devtools: CDPSession, browser: PushBrowser) -> None:
        self.devtools, self.browser = devtools, browser
        self._registrations: list[dict[str, Any]] = []
        devtools.on("ServiceWorker.workerRegistrationUpdated", self._updated)

    async def tell(self, command: str, **values: Any) -> None:
        await self.devtools.send(command, values)  # pyright: ignore[reportUnknownMemberType] - stub with bare dict

    def _updated(self, told: dict[str, Any]) -> None:
        self._registrations += told["registrations"]

    async def bring(self, world: World, *types: str) -> list[dict[str, Any]]:
        """Everything the service took by now: messages of these types."""
        await world.drained()
        sent = self.browser.received()
        assert [each["type"] for each in sent] == list(types)
        self.browser.forget()
        for each in sent:
            registration = self._registrations[-1]
            place = {"origin": registration["scopeURL"].rstrip("/"), "registrationId": registration["registrationId"]}
            await self.tell("ServiceWorker.deliverPushMessage", **place, data=dumps_text(each))
        return sent


async def shown(worker: Worker, *expected: list[str]) -> None:
    """Exactly these notes are shown, now or soon."""
    await becomes(lambda: worker.evaluate(NOTES), list(expected))


async def called(
    site: World, windows: Windows, person: Person, team: Thing, browser: PushBrowser
) -> tuple[Window, Carrier, Worker]:
    """A window in Off-Topic whose browser may be called there, with its worker."""
    window = await windows.before(site, person, team)
    await window.page.add_init_script(f"({SUBSCRIBES})({dumps_text(browser.description)})")
    await window.open("off-topic")
    await holds(window, WORKS)
    carrier = Carrier(await window.page.context.new_cdp_session(window.page), browser)
    await carrier.tell("ServiceWorker.enable")
    (worker,) = window.page.context.service_workers
    await shown(worker)  # when asked first, this browser forgets every note it has
    await window.button("Settings").click()
    await window.dialog.get_by_role("tab", name="Notifications").click()
    choice = window.dialog.get_by_role("checkbox", name=re.compile("even when no window is open"))
    await choice.click()
    await expect(choice).to_be_checked()
    await expect(window.button("Send a test notification")).to_be_visible()
    browser.server_key = await window.page.evaluate("window.serverKey")
    return window, carrier, worker


async def look_elsewhere(window: Window, carrier: Carrier) -> None:
    """Another page is in front."""
    await window.page.keyboard.press("Escape")
    await expect(window.dialog).to_have_count(0)
    front = await window.page.context.new_page()
    await carrier.tell("Emulation.setFocusEmulationEnabled", enabled=False)
    await front.bring_to_front()
    await window.page.wait_for_function("!document.hasFocus()")


async def test_a_browser_in_the_background_is_called_and_leads_to_the_message(
    new_site: NewSite, windows: Windows
) -> None:
    """CLNT-02, NOTE-13, NOTE-15: notes join by channel, open their post, and go when the channel is read elsewhere."""
    inside = {"AllowedUntrustedInternalConnections": "127.0.0.1"}
    with website() as service:
        async with new_site(ServiceSettings=inside) as site:
            team = await site.new_team()
            me, ben = [await windows.member(site, team, name) for name in ("ana", "ben")]
            square = await site.town_square(team)
            browser = PushBrowser(service)
            ana, carrier, worker = await called(site, windows, me, team, browser)
            await ana.button("Send a test notification").click()
            assert await asyncio.to_thread(soon, lambda: len(browser.requests) == 1)
            await carrier.bring(site, "test")
            await shown(worker, TRIED)
            await worker.evaluate(CLOSE)  # this browser forgets notes after ten seconds anyhow

            await look_elsewhere(ana, carrier)
            await site.post(by=ben, channel=square, message="nobody is called")
            lines = [f"{text} @{me.username}" for text in ("ripe", "sweet")]
            for text in lines:
                await site.post(by=ben, channel=square, message=text)
            await expect(ana.in_sidebar("Town Square")).to_have_accessible_name(re.compile("2 mentions"))
            await carrier.bring(site, "message", "message")
            place = f"@{ben.username} in Town Square"
            await shown(worker, [place, "\n".join(lines)])
            view = {"channel_id": square.id, "collapsed_threads_supported": True}
            assert (await me.post(f"/channels/members/{me.id}/view", view)).is_success
            await carrier.bring(site, "clear")
            await shown(worker)

            await site.post(by=ben, channel=square, message=lines[0])
            await carrier.bring(site, "message")
            await shown(worker, [place, lines[0]])
            await worker.evaluate(CLICK, square.id)
            await expect(ana.page.get_by_role("heading", level=1)).to_have_text("Town Square")
            await expect(ana.post(lines[1])).to_be_visible()
            await shown(worker)

            async with ana.page.expect_response(re.compile("/members/me/view$")):
                await ana.page.bring_to_front()
                await carrier.tell("Emulation.setFocusEmulationEnabled", enabled=True)
            await carrier.bring(site, "clear")
            await ana.button(re.compile("Open my menu")).click()
            await ana.entry("Sign out").click()
            await expect(ana.page.get_by_role("button", name="Sign in")).to_be_visible()
            await shown(worker)
            await site.post(by=ben, channel=square, message=lines[0])
            await carrier.bring(site)


async def addresses(site: World, person: Person, *expected: str) -> None:
    """The server calls browsers of this person there, now or soon, and nowhere else."""
    db = site.application.runtime.db()
    wanted = "SELECT endpoint FROM mmpy.push_subscriptions WHERE user_id = %(user_id)s ORDER BY endpoint"
    await becomes(lambda: db.many(str, wanted, user_id=person.id), sorted(expected))


def build_anew(client: Path) -> None:
    """As a build does whose worker alone is another one."""
    worker = client / "sw.js"
    worker.write_text(f"{worker.read_text()}\n// newer\n")
    for packed in client.glob("sw.js.*"):
        packed.unlink()
    os.utime(client / "index.html")


async def test_a_browser_is_called_below_a_path_at_a_new_address_and_after_an_update(
    new_site: NewSite, windows: Windows, tmp_path: Path
) -> None:
    """CLNT-02: the push service moves the browser, the worker is replaced; who forbids it is told and not called."""
    built = shutil.copytree(client_folder() or built_in_client(), tmp_path / "client")
    settings = {"SiteURL": "http://localhost/our/chat", "AllowedUntrustedInternalConnections": "127.0.0.1"}
    with website() as service:
        async with new_site(ServiceSettings=settings, WebClient={"Directory": str(built)}) as site:
            site.lives_below("/our/chat")
            team = await site.new_team()
            me, ben = [await windows.member(site, team, name) for name in ("ana", "ben")]
            square, browser, moved = await site.town_square(team), PushBrowser(service), PushBrowser(service)
            ana, carrier, worker = await called(site, windows, me, team, browser)
            await look_elsewhere(ana, carrier)
            await addresses(site, me, browser.endpoint)
            await worker.evaluate(MOVE, [browser.description, moved.description])
            await addresses(site, me, moved.endpoint)
            carrier.browser, moved.server_key = moved, browser.server_key
            place, text = f"@{ben.username} in Town Square", f"hello @{me.username}"
            await site.post(by=ben, channel=square, message=text)
            await carrier.bring(site, "message")
            await shown(worker, [place, text])
            assert browser.requests == []

            build_anew(built)
            async with ana.page.context.expect_event("serviceworker") as started:
                await ana.page.evaluate(UPDATE)
            newer = await started.value
            await shown(newer)
            await site.post(by=ben, channel=square, message=text)
            await carrier.bring(site, "message")
            await shown(newer, [place, text])
            await newer.evaluate(CLICK, square.id)
            await expect(ana.page).to_have_url(f"{site.base_url}/{team.name}/channels/town-square")

            blocked = await windows.before(site, ben, team)
            await blocked.page.add_init_script(FORBIDS)
            await blocked.open()
            await blocked.button("Settings").click()
            await blocked.dialog.get_by_role("tab", name="Notifications").click()
            choice = blocked.dialog.get_by_role("checkbox", name=re.compile("even when no window is open"))
            await choice.click()
            await expect(blocked.dialog.get_by_text("This browser blocks notifications.")).to_be_visible()
            await expect(choice).to_have_count(0)
            await addresses(site, ben)

            await ana.page.bring_to_front()
            await ana.button(re.compile("Open my menu")).click()
            await ana.entry("Sign out").click()
            await expect(ana.page.get_by_role("button", name="Sign in")).to_be_visible()
            await addresses(site, me)
