"""The system console and the pages of one's own security, as administrators and people use them."""

import re

from playwright.async_api import expect
from pyotp.totp import TOTP

from tests.browser.conftest import NewSite
from tests.browser.test_accessibility import is_clean
from tests.fixtures.browser import PHONE, Window, Windows
from tests.fixtures.world import World


async def admin_window(site: World, windows: Windows, *, phone: bool = False) -> Window:
    admin = await site.admin()
    team = await site.new_team(by=admin)
    return await windows.of(site, admin, team, **({"size": PHONE} if phone else {}))


# Opens every section of the settings and returns the keys that have neither a control nor a note.
WITHOUT_CONTROL = """async (sections) => {
  const found = [];
  const frame = () => new Promise((done) => setTimeout(done, 10));
  for (const { name, keys } of sections) {
    history.pushState(null, "", `/admin_console/settings/${name}`);
    const rows = () => keys.map(({ key }) => [key, document.getElementById(`setting-${name}.${key}`)]);
    for (let tries = 0; tries < 1500 && rows().some(([, row]) => row === null); tries += 1) await frame();
    for (const [key, row] of rows()) {
      if (!row?.querySelector("input, select, textarea, button, [role=group]")) found.push(`${name}.${key}`);
    }
  }
  return found;
}"""


async def test_settings_are_found_changed_checked_and_saved(new_site: NewSite, windows: Windows) -> None:
    """ADM-01, ADM-02: search, a control for each key, wrong values told in place; what the environment sets is locked.

    Others see a saved change at once; there is a way back to the default.
    """
    async with new_site({"MM_SUPPORTSETTINGS_HELPLINK": "https://help.example.org"}) as site:
        admin = await admin_window(site, windows)
        page = admin.page
        await admin.open_menu(re.compile("Open my menu$"), "System console")
        search = page.get_by_role("searchbox", name="Find a page or setting")
        await search.fill("smtp")
        await page.get_by_role("link", name=re.compile("^SMTP server Mail")).first.click()
        await expect(page.get_by_role("textbox", name="SMTP server", exact=True)).to_be_visible()
        sections = (await (await site.admin()).get("/config/schema")).json()["sections"]
        assert await page.evaluate(WITHOUT_CONTROL, sections) == []

        await search.fill("help link")
        await page.get_by_role("link", name=re.compile("^Help link")).first.click()
        locked = page.locator('[id="setting-SupportSettings.HelpLink"]')
        await expect(locked.get_by_role("textbox", name="Help link")).to_be_disabled()
        await expect(locked.get_by_text("from the environment")).to_be_visible()
        await expect(locked.get_by_text("MM_SUPPORTSETTINGS_HELPLINK")).to_be_visible()

        await search.fill("minimum length")
        await page.get_by_role("link", name=re.compile("^Minimum length Password rules")).click()
        length = page.get_by_role("textbox", name="Minimum length")
        await expect(length).to_be_focused()
        await length.fill("many")
        await expect(page.get_by_text("Enter a whole number.")).to_be_visible()
        await length.fill("2")
        await save(admin)
        await expect(page.get_by_role("alert").filter(has_text="must be")).to_be_visible()
        await length.fill("9")

        await search.fill("site name")
        await page.get_by_role("link", name=re.compile("^Site name Site name, teams")).click()
        await page.get_by_role("textbox", name="Site name").fill("Orchard")
        await expect(page.get_by_text("2 changes are not saved yet")).to_be_visible()
        await is_clean(admin, "settings")
        await save(admin)
        await expect(page.get_by_text("Saved. The changes act now.")).to_be_visible()

        stranger = await windows.blank(site.base_url)
        await stranger.goto("/login")
        await expect(stranger.page.get_by_text("Orchard")).to_be_visible()
        row = page.locator('[id="setting-TeamSettings.SiteName"]')
        await expect(row.get_by_text("saved here")).to_be_visible()
        await admin.button("Default", row).click()
        await expect(page.get_by_role("textbox", name="Site name")).to_have_value("Mattermost")


async def test_the_console_speaks_german_down_to_what_the_server_says(site: World, windows: Windows) -> None:
    admin = await admin_window(site, windows)
    person = await site.admin()
    try:
        assert (await person.put("/users/me/patch", locale="de")).status_code == 200
        await admin.goto("/admin_console/settings/PasswordSettings")
        page = admin.page
        length = page.get_by_role("textbox", name="Mindestlänge")
        await length.fill("2")
        await admin.button("Prüfen und speichern").click()
        await admin.button("Speichern", admin.dialog).click()
        await expect(page.get_by_role("alert").filter(has_text="muss zwischen 5 und 72 liegen")).to_be_visible()
        await admin.button("Verwerfen").click()
        admin.allow("404")
        await admin.goto("/admin_console/user_management/groups/aaaaaaaaaaaaaaaaaaaaaaaaaa")
        await expect(page.get_by_role("alert").filter(has_text="Diese Gruppe wurde nicht gefunden.")).to_be_visible()
    finally:
        await person.put("/users/me/patch", locale="en")


async def save(window: Window) -> None:
    await window.button("Review and save").click()
    await window.button("Save", window.dialog).click()
    await expect(window.dialog).to_have_count(0)


async def test_an_administrator_manages_an_account(site: World, windows: Windows) -> None:
    """Search, roles, out and in again; the person in question notices."""
    admin = await admin_window(site, windows)
    team = await site.new_team()
    person = await windows.member(site, team, "mira")
    mira = await windows.of(site, person, team)
    mira.allow("401|403")
    page = admin.page
    await admin.goto("/admin_console/user_management/users")
    await page.get_by_role("searchbox", name=re.compile("^Find by name")).fill(person.username)
    await expect(page.get_by_text("1 in total")).to_be_visible()
    await page.get_by_role("table", name="Users").get_by_role("link").click()

    roles = page.get_by_role("region", name="Roles")
    await roles.get_by_role("checkbox", name=re.compile("^Group manager")).check()
    await admin.button("Save", roles).click()
    await expect(page.get_by_text("Saved")).to_be_visible()
    held = (await (await site.admin()).get(f"/users/{person.id}")).json()["roles"]
    assert "system_custom_group_admin" in held
    await is_clean(admin, "user")

    await admin.button("Deactivate").click()
    await admin.button("Deactivate", admin.dialog).click()
    await expect(page.get_by_text("deactivated")).to_be_visible()
    await mira.page.reload()
    await expect(mira.page.get_by_role("heading", name="Sign in")).to_be_visible()
    await admin.button("Activate").click()
    await admin.button("Activate", admin.dialog).click()
    await expect(admin.button("Deactivate")).to_be_visible()


async def test_rights_change_by_a_switch_and_only_administrators_get_in(new_site: NewSite, windows: Windows) -> None:
    """A permission of a role, a channel's moderation; nothing of it for anybody else."""
    async with new_site() as site:
        admin = await admin_window(site, windows)
        team = await site.new_team()
        person = await windows.member(site, team, "mira")
        mira = await windows.of(site, person, team)
        page = admin.page
        await admin.goto("/admin_console/user_management/roles")
        await page.get_by_role("link", name="Channel member", exact=True).click()
        await page.get_by_role("searchbox", name="Find a permission").fill("add_reaction")
        await page.get_by_role("switch", name=re.compile("^Add reaction")).uncheck()
        await admin.button("Save").click()
        await expect(page.get_by_text("1 change is not saved yet")).to_be_hidden()
        post = await site.post(by=person, channel=await site.town_square(team), message="hello")
        refused = await person.post("/reactions", user_id=person.id, post_id=post.id, emoji_name="wave")
        assert refused.status_code == 403

        square = await site.town_square(team)
        await admin.goto(f"/admin_console/user_management/channels/{square.id}")
        switch = page.get_by_role("switch", name="Write messages: Members")
        async with page.expect_response(re.compile("moderations/patch$")):
            await switch.uncheck()
        await expect(switch).not_to_be_checked()
        assert (await person.post("/posts", channel_id=square.id, message="no")).status_code == 403

        await mira.goto("/admin_console/user_management/roles")
        await expect(mira.page.get_by_role("heading", name="There is nothing here")).to_be_visible()


async def test_every_page_opens_on_a_phone_too(site: World, windows: Windows) -> None:
    """A11Y: each page shows its heading without scrolling sideways; axe is content."""
    admin = await admin_window(site, windows, phone=True)
    page = admin.page
    await admin.goto("/admin_console")
    nav = page.get_by_role("navigation", name="Pages of the console")
    for name in ("Statistics", "Health", "Groups", "Bots", "Access tokens", "Schemes", "Jobs", "Logs", "Audit list"):
        await nav.get_by_role("link", name=name, exact=True).first.click()
        await expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
        if name in ("Statistics", "Groups", "Logs"):
            await is_clean(admin, name)
        if name == "Audit list":
            await expect(page.get_by_role("columnheader", name="IP address")).to_be_visible()
        wide = await page.evaluate("document.getElementById('console-page').scrollWidth > innerWidth")
        assert not wide, name
        await page.get_by_role("link", name="All pages").click()
        await expect(nav).to_be_visible()


async def test_a_page_whose_code_is_gone_tells_a_failure_from_a_newer_version(site: World, windows: Windows) -> None:
    admin = (await admin_window(site, windows)).allow("404|dynamically imported")
    page = admin.page
    await admin.goto("/admin_console/reporting/statistics")
    await expect(page.get_by_role("heading", level=1, name="Statistics")).to_be_visible()
    code = re.compile("/static/AuditsPage-")
    await page.route(code, lambda route: route.fulfill(status=404))
    await page.get_by_role("link", name="Audit list").click()
    await expect(page.get_by_role("heading", name="This part could not be shown")).to_be_visible()

    start = re.compile(rf"^{re.escape(site.base_url)}/$")
    await page.route(start, lambda route: route.fulfill(body="<script src='static/another.js'></script>"))
    await admin.button("Try again").click()
    await expect(page.get_by_role("heading", name="There is a newer version")).to_be_visible()
    await expect(admin.button("Try again")).to_have_count(0)
    await page.unroute(code)
    await page.unroute(start)
    await admin.button("Reload").click()
    await expect(page.get_by_role("heading", level=1, name="Audit list")).to_be_visible()


async def test_a_second_factor_with_recovery_codes_and_a_token(new_site: NewSite, windows: Windows) -> None:
    """Security settings: the app's code switches it on, codes are shown once, a token works until it is deleted."""
    settings = {"EnableMultifactorAuthentication": True, "EnableUserAccessTokens": True}
    async with new_site(ServiceSettings=settings) as site:
        admin = await admin_window(site, windows)
        await admin.button("Settings").click()
        await admin.dialog.get_by_role("tab", name="Security").click()
        await admin.dialog.get_by_label("New token for").fill("backup script")
        await admin.button("Create token").click()
        made = admin.dialog.get_by_role("group", name="Your new token")
        token = await made.locator("code").inner_text()
        bearer = {"Authorization": f"Bearer {token}"}
        reply = await admin.page.context.request.get(f"{site.base_url}/api/v4/users/me", headers=bearer)
        assert reply.ok
        await admin.button("Done", made).click()

        await admin.button("Set up a second factor").click()
        secret = await admin.dialog.locator("code").filter(has_text=re.compile("^[A-Z2-7]{16,}$")).inner_text()
        await admin.dialog.get_by_label("Code", exact=True).fill(TOTP(secret).now())
        await admin.button("Confirm code").click()
        codes = admin.dialog.get_by_role("group", name="Recovery codes")
        await expect(codes).to_be_visible()
        count = await codes.get_by_role("listitem").count()
        assert count >= 8
        await admin.button("Done", codes).click()
        await expect(admin.dialog.get_by_text(f"{count} recovery codes are left.")).to_be_visible()
