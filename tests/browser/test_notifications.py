"""What calls people: notes on the desktop, badges, presence and words about oneself."""

import json
import re
from datetime import UTC, datetime, timedelta

import time_machine
from playwright.async_api import expect

from mattermost_py.features.messaging.persistence.jobs import chores
from tests.browser.conftest import NewSite
from tests.fixtures.browser import Window, Windows
from tests.fixtures.world import Person, Thing, World

# Notes of the desktop are kept in a list instead of being shown.
KEEP_NOTES = """
window.notes = [];
window.gone = [];
window.Notification = class {
  static permission = "granted";
  static requestPermission = async () => "granted";
  constructor(title, options) {
    this.words = `${title}: ${options.body}`;
    window.notes.push(this.words);
  }
  close() {
    window.gone.push(this.words);
    this.onclose?.();
  }
};
"""


async def notes(window: Window, *expected: str) -> None:
    """Exactly these notes were shown, in this order."""
    await window.page.wait_for_function("count => window.notes.length >= count", arg=len(expected))
    assert await window.page.evaluate("window.notes") == list(expected)


async def closed(window: Window, *expected: str) -> None:
    """Exactly these notes are gone, within five seconds."""
    await window.page.wait_for_function("count => window.gone.length >= count", arg=len(expected), timeout=5000)
    assert await window.page.evaluate("window.gone") == list(expected)


async def set_up(site: World, windows: Windows) -> tuple[Window, Person, Person, Thing]:
    """Ana looks at Off-Topic; Ben may write in Town Square, where she does not look."""
    team, people, (ana,) = await windows.team(site, "ana")
    ben = await windows.member(site, team, "ben")
    await ana.page.add_init_script(KEEP_NOTES)
    await ana.open("off-topic")
    return ana, people[0], ben, await site.town_square(team)


async def speak(site: World, ben: Person, square: Thing, *texts: str) -> None:
    for text in texts:
        await site.post(by=ben, channel=square, message=text)


async def choose_level(window: Window, level: str) -> None:
    await window.button("Settings").click()
    await window.dialog.get_by_role("tab", name="Notifications").click()
    group = window.dialog.get_by_role("radiogroup", name="Desktop notifications").or_(
        window.dialog.get_by_role("group", name="Desktop notifications")
    )
    async with window.page.expect_response(re.compile("/users/me/patch")):
        await group.get_by_role("radio", name=level).check()
    await window.page.keyboard.press("Escape")


async def test_notes_come_for_all_for_mentions_or_never(site: World, windows: Windows) -> None:
    """NOTE-01: each level with three posts; the last one, a direct message, shows that the others had their time."""
    ana, me, ben, square = await set_up(site, windows)
    direct = await site.direct(ben, me)
    place, person = f"@{ben.username} in Town Square", f"@{ben.username}"
    await speak(site, ben, square, "plain", f"hi @{me.username}")
    await site.post(by=ben, channel=direct, message="psst")
    await notes(ana, f"{place}: hi @{me.username}", f"{person}: psst")

    await choose_level(ana, "For every new message")
    await ana.page.evaluate("window.notes = []")
    await speak(site, ben, square, "plain", f"hi @{me.username}")
    await site.post(by=ben, channel=direct, message="psst")
    await notes(ana, f"{place}: plain", f"{place}: hi @{me.username}", f"{person}: psst")

    await choose_level(ana, "Never")
    await ana.page.evaluate("window.notes = []")
    await speak(site, ben, square, "plain", f"hi again @{me.username}")
    row = ana.in_sidebar("Town Square")
    await expect(row).to_have_accessible_name(re.compile("3 mentions"))
    await notes(ana)


async def test_everything_that_mentions_is_counted(site: World, windows: Windows) -> None:
    """NOTE-03."""
    ana, me, ben, square = await set_up(site, windows)
    await speak(site, ben, square, "nobody", f"@{me.username}", "@channel", "@all", "@here", f"＠{me.username}")
    await expect(ana.in_sidebar("Town Square")).to_have_accessible_name(re.compile("5 mentions"))
    await ana.enter("Town Square")
    own = ana.post(f"@{me.username}").first.get_by_role("button", name=f"@{me.username}")
    await expect(own).to_have_class(re.compile("[oO]wn|mine|me"))


async def test_a_muted_channel_has_no_badge_but_for_direct_mentions(site: World, windows: Windows) -> None:
    """NOTE-06."""
    ana, me, ben, square = await set_up(site, windows)
    await ana.in_sidebar("Town Square").click(button="right")
    await ana.entry("Mute channel").click()
    row = ana.in_sidebar("Town Square")
    await expect(row).to_have_class(re.compile("muted"))
    await speak(site, ben, square, "noise", f"@{me.username} but this")
    await expect(row).to_have_accessible_name(re.compile("1 mention"))
    await notes(ana)

    await ana.enter("Town Square")
    await ana.open_menu("Town Square", "Notifications")
    await ana.dialog.get_by_role("checkbox", name=re.compile("^Mute channel")).uncheck()
    async with ana.page.expect_response(re.compile("notify_props")):
        await ana.dialog.get_by_role("checkbox", name=re.compile("^Ignore @channel")).check()
    await ana.page.keyboard.press("Escape")
    await ana.enter("Off-Topic")
    await speak(site, ben, square, "@channel lunch", f"@{me.username} lunch")
    await expect(row).to_have_accessible_name(re.compile("1 mention"))


async def test_a_custom_status_shows_to_others_and_clears(site: World, windows: Windows) -> None:
    """NOTE-08."""
    _, _, (ana, ben) = await windows.team(site, "ana", "ben")
    await ana.write("here I am")
    await ana.button(re.compile("Open my menu")).click()
    await ana.entry("Set a status").click()
    await ana.button(re.compile("Out for lunch"), ana.dialog).click()
    await ana.button("Save", ana.dialog).click()
    emoji = ben.post("here I am").get_by_role("img", name=re.compile("hamburger"))
    await expect(emoji).to_be_visible()
    await ben.button(ana.name).first.click()
    await expect(ben.dialog.get_by_text("Out for lunch")).to_be_visible()
    await ben.page.keyboard.press("Escape")
    await ana.button(re.compile("Open my menu")).click()
    await ana.entry("Clear status").click()
    await expect(emoji).to_be_hidden()


async def test_presence_is_seen_by_others_when_they_turn_to_one(site: World, windows: Windows) -> None:
    """NOTE-09."""
    _, _, (ana, ben) = await windows.team(site, "ana", "ben")
    await ana.page.keyboard.press("Control+K")
    await ana.page.get_by_role("combobox", name="Go to a channel").fill(ben.name)
    await ana.page.get_by_role("option", name=re.compile(ben.name)).click()
    await ana.write("are you there?")
    picture = ana.in_sidebar(ben.name)
    await expect(picture).to_have_accessible_name(re.compile("Online"))
    for choice in ("Away", "Offline", "Online"):
        await ben.button(re.compile("Open my menu")).click()
        async with ben.page.expect_response(re.compile("/status$")):
            await ben.entry(choice).click()
        await ana.enter("Off-Topic")
        await picture.click()
        await expect(picture).to_have_accessible_name(re.compile(choice))
    await ben.button(re.compile("Open my menu")).click()
    await ben.entry("Do not disturb").click()
    async with ben.page.expect_response(re.compile("/status$")):
        await ben.entry("For 30 minutes").click()
    await ana.enter("Off-Topic")
    await picture.click()
    await expect(picture).to_have_accessible_name(re.compile("Do not disturb"))


async def test_the_title_counts_mentions_and_marks_what_is_unread(site: World, windows: Windows) -> None:
    """NOTE-11."""
    ana, me, ben, square = await set_up(site, windows)
    icon = ana.page.locator("#favicon")
    plain = await icon.get_attribute("href") or ""
    await speak(site, ben, square, "just words")
    await expect(ana.page).to_have_title(re.compile("^• Off-Topic"))
    await expect(icon).to_have_attribute("href", re.compile("^data:image/png"))
    await speak(site, ben, square, f"@{me.username}", f"@{me.username}!")
    await expect(ana.page).to_have_title(re.compile(r"^\(2\) Off-Topic"))
    await ana.enter("Town Square")
    await expect(ana.page).to_have_title(re.compile("^Town Square"))
    await expect(icon).to_have_attribute("href", re.compile(f"{re.escape(plain)}$"))


async def test_reading_on_one_device_clears_the_other(site: World, windows: Windows) -> None:
    """NOTE-11, NOTE-13: badges and notes go where they were read and, within five seconds, everywhere else."""
    team, (me,), (phone,) = await windows.team(site, "ana")
    ben, square = await windows.member(site, team, "ben"), await site.town_square(team)
    root = await site.post(by=me, channel=square, message="who comes?")
    desk = await windows.before(site, me, team)
    await desk.page.add_init_script(KEEP_NOTES)
    await desk.open("off-topic")
    async with phone.page.expect_response(re.compile("/members/me/view$")):  # or Town Square is left too late
        await phone.enter("Off-Topic")

    await speak(site, ben, square, f"@{me.username}")
    place = f"@{ben.username} in Town Square"
    await notes(desk, f"{place}: @{me.username}")
    for window in (desk, phone):
        await expect(window.in_sidebar("Town Square")).to_have_accessible_name(re.compile("1 mention"))
    async with phone.page.expect_response(re.compile("/members/me/view$")):
        await phone.enter("Town Square")
    await closed(desk, f"{place}: @{me.username}")
    await expect(desk.in_sidebar("Town Square")).not_to_have_accessible_name(re.compile("mention"))
    await expect(desk.page).not_to_have_title(re.compile(r"^\("))

    await site.reply(by=ben, to=root, message="I do")
    await notes(desk, f"{place}: @{me.username}", f"{place}: I do")
    async with phone.page.expect_response(re.compile("/members/me/view$")):
        await phone.enter("Off-Topic")
    await site.post(by=ben, channel=square, message="what is read here is no matter of the thread")
    row = desk.in_sidebar("Town Square")
    await expect(row).to_have_accessible_name(re.compile("unread"))
    async with phone.page.expect_response(re.compile("/members/me/view$")):
        await phone.enter("Town Square")
    await expect(row).not_to_have_accessible_name(re.compile("unread"))
    await closed(desk, f"{place}: @{me.username}")
    async with phone.page.expect_response(re.compile(f"/threads/{root.id}/read")):
        await phone.reply_to("who comes?")
    await closed(desk, f"{place}: @{me.username}", f"{place}: I do")


async def test_nobody_is_called_outside_of_their_hours(site: World, windows: Windows) -> None:
    """NOTE-07: quiet from 18:00 to 09:00, and while one must not be disturbed; mentions are counted all the same."""
    team = await site.new_team()
    me, ben = [await windows.member(site, team, name) for name in ("ana", "ben")]
    square, mention = await site.town_square(team), f"hi @{me.username}"
    ana = await windows.before(site, me, team, timezone_id="Asia/Tokyo")
    await ana.page.add_init_script(KEEP_NOTES)
    await ana.open("off-topic")
    row, note = ana.in_sidebar("Town Square"), f"@{ben.username} in Town Square: {mention}"

    async def mentioned_at(moment: str, so_many: int) -> None:
        await ana.page.clock.set_fixed_time(moment)
        await speak(site, ben, square, mention)
        await expect(row).to_have_accessible_name(re.compile(f"{so_many} mention"))

    await ana.button("Settings").click()
    await ana.dialog.get_by_role("tab", name="Notifications").click()
    async with ana.page.expect_response(re.compile("/users/me/patch")):  # the server learns on which clock she lives
        await ana.dialog.get_by_role("checkbox", name=re.compile("^Only notify me at certain times")).check()
    async with ana.page.expect_response(re.compile("/preferences$")):
        await ana.dialog.get_by_role("checkbox", name="Tuesday").uncheck()
    await expect(ana.dialog.get_by_label("From")).to_have_value("09:00")
    async with ana.page.expect_response(re.compile("/preferences$")):
        await ana.dialog.get_by_label("To", exact=True).fill("18:30")
    await expect(ana.dialog.get_by_text("On the clock of Asia/Tokyo.")).to_be_visible()
    await ana.page.keyboard.press("Escape")
    kept = (await me.get("/users/me/preferences/mmpy_notification_hours/name/schedule")).json()
    assert json.loads(kept["value"]) == {"enabled": True, "days": [1, 3, 4, 5], "start": "09:00", "end": "18:30"}
    assert (await me.get("/users/me")).json()["timezone"]["automaticTimezone"] == "Asia/Tokyo"

    await mentioned_at("2030-01-07T18:29:00+09:00", 1)  # a Monday
    await notes(ana, note)  # the rules have come with the first message: from here each is judged when it arrives
    await mentioned_at("2030-01-07T18:30:00+09:00", 2)
    await mentioned_at("2030-01-08T12:00:00+09:00", 3)
    await mentioned_at("2030-01-09T08:59:00+09:00", 4)
    await mentioned_at("2030-01-09T09:00:00+09:00", 5)
    await notes(ana, note, note)

    await ana.button(re.compile("Open my menu")).click()
    await ana.entry("Do not disturb").click()
    async with ana.page.expect_response(re.compile("/status$")):
        await ana.entry("For 30 minutes").click()
    await mentioned_at("2030-01-09T09:01:00+09:00", 6)
    await ana.button(re.compile("Open my menu")).click()
    async with ana.page.expect_response(re.compile("/status$")):
        await ana.entry("Online").click()
    await mentioned_at("2030-01-09T09:02:00+09:00", 7)
    await notes(ana, note, note, note)


async def test_an_urgent_message_calls_again_until_it_is_answered(new_site: NewSite, windows: Windows) -> None:
    """MSG-20 on the desktop: the note comes again at the interval, and no more after a reply."""
    async with new_site() as site:
        ana, me, ben, square = await set_up(site, windows)
        urgent = {"priority": {"priority": "urgent", "requested_ack": False, "persistent_notifications": True}}
        post = await site.post(by=ben, channel=square, message=f"@{me.username} please", metadata=urgent)
        note = f"@{ben.username} in Town Square: @{me.username} please"
        await notes(ana, note)
        now = datetime.now(UTC)
        with time_machine.travel(now + timedelta(minutes=6), tick=True):
            await chores[0].act(site.application.runtime)
        await notes(ana, note, note)
        await site.reply(by=me, to=post)
        with time_machine.travel(now + timedelta(minutes=12), tick=True):
            await chores[0].act(site.application.runtime)
        await site.post(by=ben, channel=square, message=f"thanks @{me.username}")
        await notes(ana, note, note, f"@{ben.username} in Town Square: thanks @{me.username}")
