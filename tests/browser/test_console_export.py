"""The console's page of exports, as administrators use it."""

import io
import json
import zipfile

from playwright.async_api import expect

from mattermost_py.app import JOBS
from mattermost_py.infra.jobs.working import working
from tests.browser.conftest import NewSite
from tests.browser.test_accessibility import is_clean
from tests.browser.test_console import admin_window
from tests.browser.test_console_site import to_page
from tests.fixtures.browser import Windows


async def test_an_export_is_made_watched_fetched_and_removed(new_site: NewSite, windows: Windows) -> None:
    async with new_site() as site:
        admin = await admin_window(site, windows)
        page, team = admin.page, await site.new_team()
        mira = await site.member(team)
        await site.post(by=mira, channel=await site.town_square(team), message="to be kept")
        await admin.goto("/admin_console/environment/jobs")
        await to_page(admin, "Export")
        latest, files = (page.get_by_role("region", name=name) for name in ("Latest exports", "Finished files"))
        await expect(latest.get_by_text("Nothing was exported yet")).to_be_visible()
        await expect(files.get_by_text("There is no file")).to_be_visible()

        await page.get_by_role("checkbox", name="Roles and schemes").uncheck()
        await admin.button("Start export").click()
        await expect(admin.button("Start export")).to_be_disabled()
        await latest.get_by_role("button", name="Cancel").click()
        await expect(latest.get_by_text("canceled")).to_have_count(1)

        async with working(site.application.runtime, JOBS):
            await expect(admin.button("Start export")).to_be_enabled()
            await admin.button("Start export").focus()
            await page.keyboard.press("Enter")
            await expect(latest.get_by_text("done")).to_be_visible()
        row = files.get_by_role("row").filter(has_text="_export.zip")
        await expect(row).to_contain_text("kB")
        await is_clean(admin, "export")
        async with page.expect_download() as started:
            await row.get_by_role("button", name="Download").click()
        content = (await (await started.value).path()).read_bytes()
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            lines = [json.loads(each) for each in archive.read("import.jsonl").splitlines()]
        said = [each["post"] for each in lines if each["type"] == "post"]
        assert [each["user"] for each in said if each["message"] == "to be kept"] == [mira.username]
        assert "role" not in {each["type"] for each in lines}

        await row.get_by_role("button", name="Delete").click()
        await page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
        await expect(files.get_by_text("There is no file")).to_be_visible()
        assert (await (await site.admin()).get("/exports")).json() == []
