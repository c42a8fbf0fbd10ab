"""The first run: the first account is led until somebody it invited is there."""

import re
import time

from playwright.async_api import expect

from tests.browser.conftest import NewSite
from tests.browser.test_accessibility import is_clean
from tests.browser.test_console_site import to_page
from tests.browser.test_first_day import sign_up
from tests.fixtures.browser import Window, Windows
from tests.fixtures.smtp import MailServer, mail_server

SET_UP_WITHIN_S = 300  # from start to the first invited person


async def test_a_fresh_server_is_set_up_step_by_step_until_somebody_came(new_site: NewSite, windows: Windows) -> None:
    """ADM-10, ADM-18: from the first account six questions lead to the first person invited; a wrong address is red."""
    started = time.monotonic()
    mailing = {"SMTPServer": None, "FeedbackEmail": "site@example.org"}
    async with mail_server() as mail, new_site(ServiceSettings={"SiteURL": None}, EmailSettings=mailing) as site:
        admin = await windows.blank(site.base_url)
        page = admin.page
        await admin.goto("/")
        await sign_up(admin, "anna")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Set up")
        await is_clean(admin, "set-up")
        link = await six_questions_are_answered(admin, mail)
        assert link.startswith(site.base_url)
        await expect(admin.composer).to_be_visible()

        ben = await windows.blank(site.base_url)
        await ben.page.goto(link)
        await sign_up(ben, "ben")
        await expect(ben.composer).to_be_visible()
        assert time.monotonic() - started < SET_UP_WITHIN_S
        saved = (await page.context.request.get("/api/v4/config")).json
        tree = await saved()
        assert tree["ServiceSettings"]["SiteURL"] == site.base_url
        assert tree["SupportSettings"]["SupportEmail"] == "anna@example.org"
        assert tree["ServiceSettings"]["ConnectionSecurity"] == ""

        await admin.goto("/admin_console/reporting/health")
        advice = page.get_by_role("region", name="Advice").get_by_role("listitem")
        await expect(advice.filter(has_text="No log file").or_(advice.first)).to_be_visible()
        await expect(advice.filter(has_text="The address in the settings")).to_have_count(0)
        await to_page(admin, "Set up")
        await page.get_by_role("textbox", name="Site URL").fill("http://elsewhere.example.org")
        await admin.button("Save and continue").click()
        await expect(page.get_by_role("heading", name="Administration")).to_be_visible()
        await to_page(admin, "Health")
        flagged = advice.filter(has_text="The address in the settings, http://elsewhere.example.org")
        sign = flagged.get_by_role("img", name="Problem")
        red, green, blue = (int(part) for part in re.findall(r"\d+", await sign.evaluate(COLOUR))[:3])
        assert red > 2 * max(green, blue)
        await is_clean(admin, "advice")
        await flagged.get_by_role("link", name="Site URL").click()
        await expect(page.get_by_role("textbox", name="Site URL")).to_be_focused()


COLOUR = "(sign) => getComputedStyle(sign).color"


async def six_questions_are_answered(admin: Window, mail: MailServer) -> str:
    """Address, administrator, mail with a test, encryption, team, people. Returns the link that invites."""
    page = admin.page
    await expect(page.get_by_role("textbox", name="Site URL")).to_have_value(admin.base_url)
    await admin.button("Save and continue").click()
    await expect(page.get_by_role("textbox", name="Support email")).to_have_value("anna@example.org")
    await admin.button("Save and continue").click()
    await page.get_by_role("textbox", name="SMTP server", exact=True).fill("127.0.0.1")
    await page.get_by_role("textbox", name="SMTP port", exact=True).fill(str(mail.port))
    await admin.button("Send a test mail").click()
    await mail.wait_for("anna@example.org")
    await expect(admin.dialog).to_contain_text("A mail is on its way")
    await page.keyboard.press("Escape")
    await expect(admin.dialog).to_have_count(0)
    await admin.button("Save and continue").click()
    await expect(page.get_by_text("This connection is not encrypted.")).to_be_visible()
    await page.get_by_role("radio", name=re.compile("^This server, with a certificate")).check()
    await expect(page.get_by_role("textbox", name="TLS cert file")).to_be_visible()
    await is_clean(admin, "encryption")
    await admin.button("Leave as it was").click()
    await page.get_by_label("Team name").fill("Orchard")
    await admin.button("Create team").click()
    await admin.button("Invite to Orchard").click()
    link = await admin.dialog.get_by_role("textbox", name="Invite link").input_value()
    await admin.button("Close", admin.dialog).click()
    await admin.button("Done", page.get_by_role("main")).click()
    return link
