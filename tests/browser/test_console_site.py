"""The console's pages about the site as a whole: history, looks, advice, set-up, figures, jobs, attributes, bots."""

import json
import re
from datetime import UTC, datetime
from typing import LiteralString

from playwright.async_api import expect

from mattermost_py.app import JOBS
from mattermost_py.infra import logfile
from mattermost_py.infra.jobs.working import working
from mattermost_py.kernel.clock import now_ms
from tests.browser.conftest import NewSite
from tests.browser.test_accessibility import is_clean
from tests.browser.test_console import admin_window, save
from tests.features.governance.test_bulk_import import packed
from tests.fixtures.browser import Window, Windows, picture
from tests.fixtures.smtp import mail_server
from tests.fixtures.world import Person, Thing, World

BANNER_MS = 5_000  # the promise
ZONE = "new Date().getTimezoneOffset() * 60000"
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
    """ADM-03, ADM-11, ADM-12: banner, maintenance and news; brand at the door, in mails, on icons; rollback."""
    async with mail_server() as mail, new_site(EmailSettings=mail.settings) as site:
        admin = await admin_window(site, windows)
        page, team, person = admin.page, await site.new_team(), await site.admin()
        mira = await windows.of(site, await windows.member(site, team, "mira"), team)
        before = (await person.get("/config")).json()
        await admin.goto("/admin_console/site/branding")
        admin.allow("404")  # no picture yet
        await expect(page.get_by_text("There is no picture.")).to_be_visible()
        chosen = {"name": "orchard.png", "mimeType": "image/png", "buffer": picture()}
        for place, name in enumerate(("Icon", "Picture on the sign-in page")):
            field = page.locator("input[type=file]").nth(place)
            await field.set_input_files(chosen)  # pyright: ignore[reportArgumentType]
            await expect(page.get_by_role("img", name=name)).to_be_visible()
        for name, text in LOOKS.items():
            await page.get_by_role("textbox", name=name, exact=True).fill(text)
        for name in ("Enable custom brand", "Enable banner"):
            await page.get_by_role("switch", name=name).check()
        await page.get_by_role("switch", name="Enable theme selection").uncheck()
        await is_clean(admin, "looks")
        await save(admin)
        banner = mira.page.get_by_role("region", name="Announcement")
        await expect(banner).to_contain_text("Harvest tonight", timeout=BANNER_MS)
        await expect(mira.page.locator("html")).to_have_attribute("data-theme", "dark")
        await mira.button("Do not show this again", banner).click()
        await expect(banner).to_be_hidden()
        await mira.button("Settings").click()
        await mira.dialog.get_by_role("tab", name="Display").click()
        await expect(mira.dialog.get_by_text("This site has one theme for everybody.")).to_be_visible()
        await mira.open()
        await expect(banner).to_be_hidden()

        await the_door_wears_the_brand_and_names_nobody(await windows.blank(site.base_url), mira.name)
        address = person.user["email"]
        assert (await site.anonymous().post("/users/password/reset/send", email=address)).status_code == 200
        letter = (await mail.wait_for(address, subject="password")).html
        icon_id = (await person.get("/config/client")).json()["BrandIcon"]
        for mark in (f"{site.base_url}/api/v4/brand/icon/96?v={icon_id}", "<strong>Orchard</strong>", "#8a1538"):
            assert mark in letter

        await page.get_by_role("textbox", name="Banner text", exact=True).fill("Harvest is over")
        await save(admin)
        await expect(banner).to_contain_text("Harvest is over", timeout=BANNER_MS)
        await a_break_is_told_of_in_time_and_while_it_lasts(site, admin, mira)
        await news_is_read_once(admin, mira)
        await go_back_in_history(admin)
        await expect(banner).to_be_hidden()
        await expect(mira.page.get_by_role("region", name="Maintenance")).to_be_hidden()
        assert (await person.get("/config")).json() == before
        assert "BrandIcon" not in (await person.get("/config/client")).json()


LOOKS = {
    "Color": "#8a1538",
    "Site name": "Orchard",
    "Custom brand text": "For **growers** only",
    "Privacy policy link": "https://orchard.example.org/privacy",
    "Default theme": "onyx",
    "Banner text": "Harvest *tonight*",
}


async def the_door_wears_the_brand_and_names_nobody(door: Window, username: str) -> None:
    """Name, picture, colour and icon; whatever a stranger asks for or tries, no account is given away."""
    page = door.page
    door.allow("401")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await door.goto("/login")
    await expect(page.get_by_role("img", name="Orchard")).to_be_visible()
    await expect(page.locator("strong", has_text="growers")).to_be_visible()
    privacy = page.get_by_role("link", name="Privacy")
    await expect(privacy).to_have_attribute("href", LOOKS["Privacy policy link"])
    await expect(door.button("Sign in")).to_have_css("background-color", "rgb(138, 21, 56)")
    await is_clean(door, "branded door")
    await expect(page.locator("#favicon")).to_have_attribute("href", re.compile("^api/v4/brand/icon/64"))
    manifest = await (await page.context.request.get("/manifest.webmanifest")).json()
    assert (manifest["name"], manifest["theme_color"]) == ("Orchard", "#8a1538")
    for icon in manifest["icons"]:
        shown = await page.context.request.get(f"/{icon['src']}")
        assert shown.headers["content-type"] == "image/png"

    answers: set[str] = set()
    for name in (username, "nobody-of-this-name"):
        await page.get_by_label("Email or username").fill(name)
        await page.get_by_label("Password", exact=True).fill("Wrong-password-1")
        async with page.expect_response(re.compile("users/login$")) as answered:
            await door.button("Sign in").click()
        answer = await (await answered.value).json()
        answers.add(f"{answer['id']} {answer['message']}")
        await expect(page.get_by_role("alert")).to_be_visible()
    assert len(answers) == 1
    for url in {url for url in asked if "/api/" in url and "login" not in url}:
        assert username not in await (await page.context.request.get(url)).text(), url
    for path in (f"users/username/{username}", "users?per_page=10", f"users/autocomplete?name={username}"):
        assert (await page.context.request.get(f"/api/v4/{path}")).status == 401


async def a_break_is_told_of_in_time_and_while_it_lasts(site: World, admin: Window, mira: Window) -> None:
    page = admin.page
    await to_page(admin, "Maintenance")
    for name, hours in (("From", 2), ("To", 3)):
        local = f"new Date(Date.now() + {hours} * 3600000 - {ZONE}).toISOString().slice(0, 16)"
        await page.get_by_label(name, exact=True).fill(await page.evaluate(local))
    await expect(page.get_by_text(re.compile("^Everybody is told from"))).to_be_visible()
    await page.get_by_role("textbox", name="Message").fill("New *disks* come in")
    await is_clean(admin, "maintenance")
    await save(admin)
    note = mira.page.get_by_role("region", name="Maintenance")
    await expect(note).to_contain_text("New disks come in", timeout=BANNER_MS)
    await expect(note.get_by_role("timer")).to_have_text(re.compile(r"^It begins in 1 hr 5\d min\.$"))
    await mira.button("Do not show this again", note).click()
    await expect(note).to_be_hidden()
    begins, ends = (
        datetime.fromtimestamp(now_ms() / 1000 + seconds, UTC).isoformat(timespec="seconds") for seconds in (4, 1800)
    )
    sooner = {"Maintenance": {"StartAt": begins, "EndAt": ends}}
    assert (await (await site.admin()).put("/config/patch", sooner)).status_code == 200
    await expect(note).to_contain_text("Maintenance until")
    await expect(note.get_by_role("timer")).to_have_text(re.compile(r"^2[5-9] min left\.$"))
    await expect(note.get_by_role("button")).to_have_count(0)


async def news_is_read_once(admin: Window, mira: Window) -> None:
    page = admin.page
    await to_page(admin, "Notices")
    await admin.button("New notice").click()
    await admin.dialog.get_by_role("textbox", name="Title").fill("New orchard rules")
    await admin.dialog.get_by_role("textbox", name="Text", exact=True).fill("No ladders in the **rain**")
    await is_clean(admin, "notice")
    await admin.button("Publish", admin.dialog).click()
    row = page.get_by_role("table", name="Notices").get_by_role("row").filter(has_text="New orchard rules")
    await expect(row.get_by_role("cell", name="0", exact=True)).to_be_visible()
    await mira.open()
    card = mira.page.get_by_role("region", name="New orchard rules")
    await expect(card.locator("strong", has_text="rain")).to_be_visible()
    await is_clean(mira, "news below an announcement and a break")
    async with mira.page.expect_response(re.compile("notices/view$")):
        await mira.button("Got it", card).click()
    await expect(card).to_be_hidden()
    async with mira.page.expect_response(re.compile("system/notices/")) as asked:
        await mira.open()
    assert await (await asked.value).json() == []
    await page.reload()
    await expect(row.get_by_role("cell", name="1", exact=True)).to_be_visible()


async def go_back_in_history(admin: Window) -> None:
    """To the oldest version, the server's own; what would change is told before."""
    page = admin.page
    await to_page(admin, "History")
    versions = page.get_by_role("list", name="History").get_by_role("listitem").filter(has=page.locator("strong"))
    await expect(versions).to_have_count(6)
    await expect(versions.nth(3)).to_contain_text(LOOKS["Custom brand text"])
    await expect(versions.nth(2)).to_contain_text("Harvest is over")
    await is_clean(admin, "history")
    await admin.button(re.compile("^Restore the state of"), versions.last).click()
    await expect(admin.dialog.get_by_text("Harvest is over")).to_be_visible()
    await admin.button("Restore", admin.dialog).click()
    await expect(page.get_by_text("The earlier settings are in use again.")).to_be_visible()
    await expect(versions.first).to_contain_text("back to the state of")


async def test_lists_figures_logs_and_jobs_tell_what_is_stored(new_site: NewSite, windows: Windows) -> None:
    """ADM-06, ADM-07, ADM-09, ADM-15: counts equal SQL, edits are seen live, lists become files, errors alone, jobs."""
    async with new_site(LogSettings={"EnableFile": True}) as site:
        admin = await admin_window(site, windows)
        page, team = admin.page, await site.new_team()
        people = [await windows.member(site, team, name) for name in ("mira", "noah")]
        mira = await windows.of(site, people[0], team)
        square = await site.town_square(team)
        for message in ("one", "two", "three"):
            await site.post(by=people[0], channel=square, message=message)
        gone = await (await site.admin()).put(f"/users/{people[1].id}/active", active=False)
        assert gone.status_code == 200
        active = await counted(site, ACTIVE)

        await admin.goto("/admin_console/user_management/users")
        await page.get_by_role("combobox", name="State").select_option("active")
        await expect(page.get_by_text(f"{active} in total")).to_be_visible()
        await page.get_by_role("combobox", name="Team").select_option(label=team.display_name)
        await expect(page.get_by_text("2 in total")).to_be_visible()
        await page.get_by_role("combobox", name="State").select_option("inactive")
        await expect(page.get_by_text("1 in total")).to_be_visible()

        await lists_become_files(admin, site, team.display_name)
        await what_is_edited_is_seen_at_once(admin, mira, team.display_name)
        await figures_equal_sql(admin, site)
        await errors_stand_alone(admin, site)
        await jobs_run_and_stop(admin, site, people[0], square)


async def what_is_edited_is_seen_at_once(admin: Window, mira: Window, team: str) -> None:
    """From the list of teams to one of them, and from the list of channels to one of them."""
    page = admin.page
    await page.get_by_role("table", name="Teams").get_by_role("link").filter(has_text=team).click()
    await page.get_by_role("textbox", name="Name", exact=True).fill("Renamed in the console")
    await admin.button("Save").click()
    await expect(mira.page.get_by_text("Renamed in the console").first).to_be_visible()
    await to_page(admin, "Channels")
    await page.get_by_role("combobox", name="Team").select_option(label="Renamed in the console")
    await page.get_by_role("table", name="Channels").get_by_role("link", name=re.compile("Off-Topic")).click()
    await page.get_by_role("textbox", name="Name", exact=True).fill("Off the record")
    await admin.button("Save").first.click()
    await expect(mira.in_sidebar("Off the record")).to_be_visible()


async def jobs_run_and_stop(admin: Window, site: World, mira: Person, square: Thing) -> None:
    """Only what a worker does is offered; a job is stopped, one is done while one looks; room as `du` counts it."""
    page = admin.page
    sent = [("files", ("seeds.bin", b"x" * 250_000))]
    assert (await mira.call("POST", f"/files?channel_id={square.id}", files=sent)).status_code == 201
    await to_page(admin, "Jobs")
    await admin.button("Run a job").click()
    offered = page.get_by_role("menuitem")
    names = {
        "Count active users",
        "Export everything",
        "Read the text of files",
        "Remove old exports",
        "Remove old imports",
    }
    await expect(offered).to_have_count(len(names))
    assert set(await offered.all_inner_texts()) == names
    await admin.entry("Count active users").click()
    row = page.get_by_role("row").filter(has_text="Count active users")
    await expect(row.get_by_text("waiting")).to_be_visible()
    await admin.button("Cancel", row).click()
    await expect(row.get_by_text("canceled")).to_be_visible()
    stopped = await counted(site, "SELECT count(*) FROM jobs WHERE type = 'active_users' AND status = 'canceled'")
    assert stopped == 1
    async with working(site.application.runtime, JOBS):
        await admin.open_menu("Run a job", "Count active users")
        await expect(row.get_by_text("done")).to_be_visible()
    await page.get_by_role("combobox", name="State").select_option("success")
    await expect(row).to_have_count(1)
    room = page.get_by_role("table", name="Room")
    await expect(room.get_by_role("row").filter(has_text="Database")).to_contain_text(re.compile(r"\d MB"))
    await page.reload()
    files = site.application.runtime.config.current.files_directory
    taken = sum(file.stat().st_size for file in files.rglob("*") if file.is_file())
    assert 250_000 <= taken < 250_950
    await expect(room.get_by_role("row").filter(has_text="Attached files")).to_contain_text("250 kB")
    await expect(page.get_by_role("textbox", name="Cleanup jobs threshold days")).to_be_visible()
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


async def test_an_archive_is_uploaded_imported_and_deleted(new_site: NewSite, windows: Windows) -> None:
    """A bad line is named with its reason; a good archive brings its team; what was brought stays."""
    async with new_site() as site:
        admin = await admin_window(site, windows)
        page, person = admin.page, await site.admin()
        await admin.goto("/admin_console/environment/import")
        files, runs = (page.get_by_role("table", name=name) for name in ("Archives", "Imports"))
        await expect(page.get_by_text("No archive has been uploaded.")).to_be_visible()
        await expect(page.get_by_text("Nothing has been imported yet.")).to_be_visible()
        orchard = {"name": "orchard", "display_name": "Orchard", "type": "O"}
        async with working(site.application.runtime, JOBS):
            for name, fields, outcome in (
                ("bad.zip", orchard | {"type": "X"}, "Stopped at line 2: app.import.validate_team_import_data"),
                ("good.zip", orchard, "2 lines"),
            ):
                lines = [{"type": "version", "version": 1}, {"type": "team", "team": fields}]
                chosen = {"name": name, "mimeType": "application/zip", "buffer": packed(lines)}
                await page.locator("input[type=file]").set_input_files(chosen)  # pyright: ignore[reportArgumentType]
                await expect(files.get_by_role("row").filter(has_text=name)).to_be_visible()
                await admin.button(f"Import {name}", files).click()
                await expect(runs.get_by_role("row").filter(has_text=name)).to_contain_text(outcome)
        assert (await person.get("/teams/name/orchard")).json()["display_name"] == "Orchard"
        await is_clean(admin, "import")
        await admin.button("Delete good.zip", files).click()
        await admin.dialog.get_by_role("button", name="Delete", exact=True).click()
        await expect(files.get_by_role("row").filter(has_text="good.zip")).to_have_count(0)
        assert [each.endswith("bad.zip") for each in (await person.get("/imports")).json()] == [True]
