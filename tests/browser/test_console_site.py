"""The console's pages about the site as a whole: history, looks, advice, set-up, figures, jobs, attributes, bots."""

import json
import re
from typing import LiteralString

from playwright.async_api import expect

from mattermost_py.infra import logfile
from tests.browser.conftest import NewSite
from tests.browser.test_accessibility import is_clean
from tests.browser.test_console import admin_window, save
from tests.browser.test_first_day import sign_up
from tests.fixtures.browser import Window, Windows, picture
from tests.fixtures.world import World

BANNER_MS = 5_000  # the promise
ACTIVE: LiteralString = "SELECT count(*) FROM users WHERE deleteat = 0 AND id NOT IN (SELECT userid FROM bots)"


async def counted(site: World, sql: LiteralString) -> int:
    return await site.application.runtime.db().value(int, sql) or 0


async def to_page(admin: Window, name: str) -> None:
    """By the list at the left, where pages stand before settings of the same name."""
    nav = admin.page.get_by_role("navigation", name="Pages of the console")
    await nav.get_by_role("link", name=name, exact=True).first.click()
    await expect(admin.page.get_by_role("heading", level=1)).to_have_text(name)


async def test_the_looks_of_the_site_reach_everybody_and_history_takes_them_back(
    new_site: NewSite, windows: Windows
) -> None:
    """ADM-03, ADM-11, ADM-12: banner within seconds, dismissed for good; brand at the door; versions come back."""
    async with new_site() as site:
        admin = await admin_window(site, windows)
        page, team = admin.page, await site.new_team()
        mira = await windows.of(site, await windows.member(site, team, "mira"), team)
        await admin.goto("/admin_console/site/branding")
        admin.allow("404")  # no picture yet
        await expect(page.get_by_text("There is no picture.")).to_be_visible()
        chosen = {"name": "orchard.png", "mimeType": "image/png", "buffer": picture()}
        await page.locator("input[type=file]").set_input_files(chosen)  # pyright: ignore[reportArgumentType]
        await expect(page.get_by_role("img", name="Picture on the sign-in page")).to_be_visible()
        await page.get_by_role("textbox", name="Site name").fill("Orchard")
        await page.get_by_role("switch", name="Enable custom brand").check()
        await page.get_by_role("textbox", name="Custom brand text").fill("For **growers** only")
        await page.get_by_role("textbox", name="Privacy policy link").fill("https://orchard.example.org/privacy")
        await page.get_by_role("switch", name="Enable banner").check()
        await page.get_by_role("textbox", name="Banner text", exact=True).fill("Harvest *tonight*")
        await is_clean(admin, "looks")
        await save(admin)
        banner = mira.page.get_by_role("region", name="Announcement")
        await expect(banner).to_contain_text("Harvest tonight", timeout=BANNER_MS)
        await is_clean(mira, "banner")
        await mira.button("Do not show this again", banner).click()
        await expect(banner).to_be_hidden()
        await mira.open()
        await expect(banner).to_be_hidden()

        door = await windows.blank(site.base_url)
        await door.goto("/login")
        await expect(door.page.get_by_role("img", name="Orchard")).to_be_visible()
        await expect(door.page.locator("strong", has_text="growers")).to_be_visible()
        privacy = door.page.get_by_role("link", name="Privacy")
        await expect(privacy).to_have_attribute("href", "https://orchard.example.org/privacy")
        await is_clean(door, "branded door")

        await page.get_by_role("textbox", name="Banner text", exact=True).fill("Harvest is over")
        await save(admin)
        await expect(banner).to_contain_text("Harvest is over", timeout=BANNER_MS)
        await go_back_in_history(admin)
        await expect(banner).to_be_hidden()
        tree = (await (await site.admin()).get("/config")).json()
        assert tree["TeamSettings"]["SiteName"] == "Mattermost"
        assert tree["AnnouncementSettings"]["EnableBanner"] is False


async def go_back_in_history(admin: Window) -> None:
    """To the oldest version, the server's own; what would change is told before."""
    page = admin.page
    await to_page(admin, "History")
    versions = page.get_by_role("list", name="History").get_by_role("listitem").filter(has=page.locator("strong"))
    await expect(versions).to_have_count(3)
    await expect(versions.first).to_contain_text("Harvest *tonight*")
    await expect(versions.first).to_contain_text("Harvest is over")
    await is_clean(admin, "history")
    await admin.button(re.compile("^Restore the state of"), versions.last).click()
    await expect(admin.dialog.get_by_text("Harvest is over")).to_be_visible()
    await admin.button("Restore", admin.dialog).click()
    await expect(page.get_by_text("The earlier settings are in use again.")).to_be_visible()
    await expect(versions.first).to_contain_text("back to the state of")


async def test_a_fresh_server_is_set_up_step_by_step_until_somebody_came(new_site: NewSite, windows: Windows) -> None:
    """ADM-10, ADM-18: a wrong address is flagged; four steps lead to the first person who was invited."""
    async with new_site(ServiceSettings={"SiteURL": None}) as site:
        admin = await admin_window(site, windows)
        page = admin.page
        bar = page.get_by_role("region", name="Set up the server")
        await expect(bar).to_contain_text("does not know its own address yet")
        await bar.get_by_role("link", name="Set up the server").click()
        address = page.get_by_role("textbox", name="Site URL")
        await expect(address).to_have_value(site.base_url)
        await is_clean(admin, "set-up")
        await admin.button("Save and continue").click()
        await expect(page.get_by_role("textbox", name="SMTP server", exact=True)).to_be_visible()
        await admin.button("Next").click()
        await expect(page.get_by_text("This connection is not encrypted.")).to_be_visible()
        await admin.button("Next").click()
        await admin.button(re.compile("^Invite to")).first.click()
        link = await admin.dialog.get_by_role("textbox", name="Invite link").input_value()
        assert link.startswith(site.base_url)
        await admin.button("Close", admin.dialog).click()
        await admin.button("Done", page.get_by_role("main")).click()
        await expect(admin.composer).to_be_visible()

        ben = await windows.blank(site.base_url)
        await ben.page.goto(link)
        await sign_up(ben, "ben")
        await expect(ben.composer).to_be_visible()

        await admin.goto("/admin_console/reporting/health")
        advice = page.get_by_role("region", name="Advice").get_by_role("listitem")
        await expect(advice.filter(has_text="No mail is sent")).to_be_visible()
        await expect(advice.filter(has_text="The address in the settings")).to_have_count(0)
        wrong = {"ServiceSettings": {"SiteURL": "http://elsewhere.example.org"}}
        assert (await (await site.admin()).put("/config/patch", wrong)).status_code == 200
        await page.reload()
        flagged = advice.filter(has_text="The address in the settings, http://elsewhere.example.org")
        await expect(flagged.get_by_role("img", name="Problem")).to_be_visible()
        await is_clean(admin, "advice")
        await flagged.get_by_role("link", name="Site URL").click()
        await expect(page.get_by_role("textbox", name="Site URL")).to_be_focused()


async def test_lists_figures_logs_and_jobs_tell_what_is_stored(new_site: NewSite, windows: Windows) -> None:
    """ADM-06, ADM-07, ADM-09, ADM-15: counts equal SQL, lists become files, errors alone, a cancelled job."""
    async with new_site(LogSettings={"EnableFile": True}) as site:
        admin = await admin_window(site, windows)
        page, team = admin.page, await site.new_team()
        mira, noah = [await windows.member(site, team, name) for name in ("mira", "noah")]
        square = await site.town_square(team)
        for message in ("one", "two", "three"):
            await site.post(by=mira, channel=square, message=message)
        gone = await (await site.admin()).put(f"/users/{noah.id}/active", active=False)
        assert gone.status_code == 200
        people = await counted(site, ACTIVE)

        await admin.goto("/admin_console/user_management/users")
        await page.get_by_role("combobox", name="State").select_option("active")
        await expect(page.get_by_text(f"{people} in total")).to_be_visible()
        await page.get_by_role("combobox", name="Team").select_option(label=team.display_name)
        await expect(page.get_by_text("2 in total")).to_be_visible()
        await page.get_by_role("combobox", name="State").select_option("inactive")
        await expect(page.get_by_text("1 in total")).to_be_visible()

        await lists_become_files(admin, site, team.display_name)
        await figures_equal_sql(admin, site)
        await errors_stand_alone(admin, site)

        await to_page(admin, "Jobs")
        await admin.open_menu("Run a job", "Count active users")
        row = page.get_by_role("row").filter(has_text="Count active users")
        await admin.button("Cancel", row).click()
        await expect(row.get_by_text("cancelled")).to_be_visible()
        stored = await counted(site, "SELECT count(*) FROM jobs WHERE type = 'active_users' AND status = 'canceled'")
        assert stored == 1
        room = page.get_by_role("table", name="Room")
        await expect(room.get_by_role("row").filter(has_text="Database")).to_contain_text(re.compile(r"\d MB"))
        await is_clean(admin, "jobs")


async def lists_become_files(admin: Window, site: World, team: str) -> None:
    page = admin.page
    await to_page(admin, "Channels")
    await page.get_by_role("combobox", name="Kind").select_option("public")
    public = await counted(site, "SELECT count(*) FROM channels WHERE type = 'O' AND deleteat = 0")
    await expect(page.get_by_text(f"{public} in total")).to_be_visible()
    async with page.expect_download() as started:
        await admin.button("Export").click()
    lines = (await (await started.value).path()).read_text().splitlines()
    assert len(lines) == 1 + public
    assert lines[0].startswith("Id,Name,DisplayName")
    await to_page(admin, "Teams")
    await page.get_by_role("combobox", name="Entrance").select_option("invited")
    closed = await counted(site, "SELECT count(*) FROM teams WHERE NOT allowopeninvite")
    await expect(page.get_by_text(f"{closed} in total")).to_be_visible()
    await expect(page.get_by_role("table", name="Teams").get_by_role("link").filter(has_text=team)).to_be_visible()


async def figures_equal_sql(admin: Window, site: World) -> None:
    page = admin.page
    await to_page(admin, "Statistics")
    busiest = page.get_by_role("table", name="Busiest channels").get_by_role("row").nth(1)
    await expect(busiest).to_contain_text("Town Square")
    await expect(busiest.get_by_role("cell").last).to_have_text("3")
    posts = await counted(site, "SELECT count(*) FROM posts")
    writers = await counted(site, "SELECT count(DISTINCT userid) FROM posts")
    for name, expected in (("Messages per day", posts), ("People who wrote, per day", writers)):
        table = page.get_by_role("table", name=name)
        today = table.get_by_role("row").last.get_by_role("cell")
        await expect(today).to_have_text(str(expected))


async def errors_stand_alone(admin: Window, site: World) -> None:
    page = admin.page
    path = logfile.path_of(site.application.runtime.config.current)
    assert path is not None
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:  # as the processes of a server write it
        for level, text in (("error", "the disk is full"), ("debug", "a request was answered")):
            entry = {"timestamp": "2026-11-22 10:00:00.000 Z", "level": level, "msg": text}
            file.write(json.dumps(entry) + "\n")
    await to_page(admin, "Logs")
    await page.get_by_role("combobox", name="Level").select_option("error")
    log = page.get_by_role("log", name="Logs")
    await expect(log.get_by_text("the disk is full")).to_be_visible()
    await expect(log.get_by_text("a request was answered")).to_have_count(0)
    async with page.expect_download() as started:
        await admin.open_menu("Download", "These lines as JSON")
    text = (await (await started.value).path()).read_text()
    assert "the disk is full" in text
    assert "a request was answered" not in text


async def test_attributes_are_asked_and_bots_speak_until_they_are_disabled(new_site: NewSite, windows: Windows) -> None:
    """ID-16 and INT-09 as administrators see them."""
    settings = {"EnableBotAccountCreation": True}
    flags = {"CustomProfileAttributes": True}
    async with new_site(ServiceSettings=settings, FeatureFlags=flags) as site:
        admin = await admin_window(site, windows)
        page = admin.page
        await admin.goto("/admin_console/user_management/attributes")
        for name, kind in (("Office", "One of several"), ("Room", "Text")):
            await admin.button("New attribute").click()
            await admin.dialog.get_by_role("textbox", name="Name").fill(name)
            await admin.dialog.get_by_role("combobox", name="Kind").select_option(label=kind)
            if kind == "One of several":
                await admin.dialog.get_by_role("textbox", name="Choice 1").fill("Berlin")
                await admin.button("Add a choice", admin.dialog).click()
                await admin.dialog.get_by_role("textbox", name="Choice 2").fill("Vienna")
            await is_clean(admin, "attribute")
            await admin.button("Create", admin.dialog).click()
            await expect(page.get_by_role("cell", name=name, exact=True)).to_be_visible()
        await admin.button("Move Room up").click()
        await expect(page.get_by_role("row").nth(1)).to_contain_text("Room")
        team = await site.new_team()
        mira = await windows.of(site, await windows.member(site, team, "mira"), team)
        await mira.button("Settings").click()
        await mira.dialog.get_by_role("tab", name="Profile").click()
        await mira.dialog.get_by_role("combobox", name="Office").select_option(label="Vienna")

        await to_page(admin, "Bots")
        await admin.button("New bot").click()
        await admin.dialog.get_by_role("textbox", name="Username").fill("gardener")
        await admin.dialog.get_by_role("textbox", name="Display name").fill("The gardener")
        await admin.button("Create", admin.dialog).click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("The gardener")
        await page.get_by_label("New token for").fill("watering")
        await admin.button("Create token").click()
        made = page.get_by_role("group", name="Your new token")
        bearer = {"Authorization": f"Bearer {await made.locator('code').inner_text()}"}
        await admin.button("Done", made).click()
        await is_clean(admin, "bot")
        assert (await site.anonymous().call("GET", "/users/me", headers=bearer)).json()["username"] == "gardener"
        await page.get_by_role("textbox", name="Description").fill("Waters the trees")
        await admin.button("Save").click()
        await expect(page.get_by_text("Saved")).to_be_visible()
        await admin.button("Disable", page.locator("header")).click()
        await admin.button("Disable", admin.dialog).click()
        await expect(admin.button("Enable")).to_be_visible()
        assert (await site.anonymous().call("GET", "/users/me", headers=bearer)).status_code == 401
