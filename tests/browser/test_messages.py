"""Messages as two people see them: written, changed, marked, linked, folded."""

import asyncio
import re

from playwright.async_api import Route, expect

from tests.fixtures.browser import MENU_ENTRY, Windows
from tests.fixtures.world import World


async def test_a_message_to_oneself_shows_only_in_ones_own_list(site: World, windows: Windows) -> None:
    """MSG-02."""
    _, people, (ana, ben) = await windows.team(site, "ana", "ben")
    await ana.page.keyboard.press("Control+K")
    await ana.page.get_by_role("combobox", name="Go to a channel").fill(people[0].username)
    await ana.page.get_by_role("option", name=re.compile(people[0].username)).click()
    await ana.write("remember the milk")
    await expect(ana.in_sidebar(f"{people[0].username} (you)")).to_be_visible()
    await expect(ben.in_sidebar(people[0].username)).to_have_count(0)


async def test_a_group_message_holds_nine_people(site: World, windows: Windows) -> None:
    """MSG-03."""
    team, _, (ana,) = await windows.team(site, "ana")
    others = [await windows.member(site, team, f"one{number}") for number in range(8)]
    await ana.page.keyboard.press("Control+Shift+K")
    for other in others:
        await ana.dialog.get_by_role("combobox").fill(other.username)
        await ana.dialog.get_by_role("option", name=re.compile(other.username)).click()
    await ana.button("Start conversation", ana.dialog).click()
    await expect(ana.button("Members: 9")).to_be_visible()
    await ana.write("hello, all nine")
    await expect(ana.post("hello, all nine")).to_be_visible()


async def test_typing_the_beginning_of_an_emojis_name_offers_it(site: World, windows: Windows) -> None:
    """MSG-07: completion; emoticons only for those who want them."""
    _, _, (ana,) = await windows.team(site, "ana")
    await ana.composer.press_sequentially("fine :thu")
    await ana.page.get_by_role("option", name=re.compile("thumbsup")).first.click()
    await expect(ana.composer).to_have_value(re.compile(r"^fine :(thumbsup|\+1): $"))
    await ana.composer.press("Enter")
    await expect(ana.post("fine").get_by_role("img", name=re.compile("thumbsup|\\+1"))).to_be_visible()

    await ana.write("nice :)")
    await expect(ana.post("nice").get_by_role("img")).to_be_visible()
    await ana.button("Settings").click()
    await ana.dialog.get_by_role("tab", name="Display").click()
    await ana.dialog.get_by_role("checkbox", name="Turn :) into emoji").click()
    await ana.page.keyboard.press("Escape")
    await expect(ana.post("nice :)")).to_be_visible()


async def test_the_picker_keeps_the_skin_tone(site: World, windows: Windows) -> None:
    """MSG-07."""
    _, _, (ana,) = await windows.team(site, "ana")
    await ana.button("Insert emoji").click()
    await ana.button("Skin tone").click()
    await ana.page.locator(MENU_ENTRY).last.click()
    await ana.page.get_by_role("combobox", name="Search emoji").fill("wave")
    await ana.page.keyboard.press("Enter")
    await expect(ana.composer).to_have_value(":wave_dark_skin_tone: ")


async def test_reactions_count_people_live_and_toggle(site: World, windows: Windows) -> None:
    """MSG-09."""
    _, _, (ana, ben) = await windows.team(site, "ana", "ben")
    await ana.write("shall we?")
    await ben.post("shall we?").hover()
    await (
        ben.post("shall we?").get_by_role("toolbar").get_by_role("button", name=re.compile("React with")).first.click()
    )
    chip = ana.post("shall we?").get_by_role("button", name=re.compile("1 person"))
    await chip.click()
    await expect(ben.post("shall we?").get_by_role("button", name=re.compile("2 people"))).to_have_attribute(
        "aria-pressed", "true"
    )
    await ben.post("shall we?").get_by_role("button", name=re.compile("2 people")).click()
    await expect(ana.post("shall we?").get_by_role("button", name=re.compile("1 person"))).to_be_visible()


async def test_the_one_emoji_too_many_is_refused_in_words(site: World, windows: Windows) -> None:
    """MSG-09: the limit of different emoji on one post."""
    team, people, (ana,) = await windows.team(site, "ana")
    limit = site.application.runtime.config.current.ServiceSettings.UniqueEmojiReactionLimitPerPost
    post = await site.post(by=people[0], channel=await site.town_square(team), message="popular")
    names = [line for line in EMOJI if line != "tada"][:limit]
    for name in names:
        reply = await people[0].post("/reactions", user_id=people[0].id, post_id=post.id, emoji_name=name)
        assert reply.status_code < 300, (name, reply.text)
    ana.allow("400")
    await ana.act(ana.post("popular"), "Add reaction")
    await ana.page.get_by_role("combobox", name="Search emoji").fill("tada")
    await ana.page.keyboard.press("Enter")
    await expect(ana.page.get_by_role("status").filter(has_text="reactions")).to_be_visible()


# The names of as many emoji as one post may carry, and a few more.
EMOJI = (
    "grinning smiley smile grin laughing sweat_smile joy slightly_smiling_face upside_down_face wink blush innocent "
    "heart_eyes kissing_heart yum stuck_out_tongue sunglasses smirk unamused disappointed pensive worried confused cry "
    "sob angry rage flushed scream fearful cold_sweat hugging_face thinking_face neutral_face expressionless sleeping "
    "mask dog cat mouse hamster rabbit bear panda_face koala tiger lion_face cow pig frog monkey_face chicken penguin "
    "bird apple pear lemon banana watermelon grapes"
).split()


async def test_an_edited_message_has_a_history_and_the_way_back(site: World, windows: Windows) -> None:
    """MSG-11."""
    _, _, (ana, ben) = await windows.team(site, "ana", "ben")
    await ana.write("version one")
    for text in ("version two", "version three"):
        await ana.composer.press("ArrowUp")
        await ana.page.get_by_role("textbox", name="Edit message").fill(text)
        await ana.page.keyboard.press("Enter")
        await expect(ana.page.get_by_role("textbox", name="Edit message")).to_be_hidden()
        await expect(ben.post(text)).to_be_visible()
    await expect(ben.post("version three").get_by_text("(edited)")).to_be_visible()

    await ana.button("(edited)").click()
    versions = ana.dialog.get_by_role("listitem")
    await expect(versions).to_have_count(3)
    await expect(versions).to_contain_text(["version three", "version two", "version one"])
    await ana.button("Restore this version", versions.last).click()
    await expect(ben.post("version one")).to_be_visible()
    await expect(ana.dialog).to_be_hidden()


async def test_a_deleted_message_vanishes_for_everybody(site: World, windows: Windows) -> None:
    """MSG-13."""
    _, _, (ana, ben) = await windows.team(site, "ana", "ben")
    await ana.write("never mind")
    await expect(ben.post("never mind")).to_be_visible()
    await ana.choose(ana.post("never mind"), "Delete")
    await ana.button("Delete", ana.dialog).click()
    await expect(ben.post("never mind")).to_be_hidden()
    await ben.page.reload()
    await expect(ben.composer).to_be_visible()
    await expect(ben.post("never mind")).to_have_count(0)


async def test_a_half_written_message_waits_in_the_drafts_of_every_browser(site: World, windows: Windows) -> None:
    """MSG-14."""
    team, people, (here,) = await windows.team(site, "ana")
    there = await windows.of(site, people[0], team)
    await there.open("off-topic")
    await here.composer.press_sequentially("to be continued")
    drafts = re.compile("Drafts")
    await expect(here.sidebar.get_by_role("link", name=drafts)).to_be_visible()  # it moves what is below it
    await here.enter("Off-Topic")
    await expect(here.composer).to_be_focused()
    await here.page.keyboard.press("Control+Z")  # what was written elsewhere cannot be undone here
    await expect(here.composer).to_have_value("")
    await there.sidebar.get_by_role("link", name=drafts).click()
    await expect(there.middle.get_by_text("to be continued")).to_be_visible()
    await there.button("Open draft in Town Square").click()
    await expect(there.composer).to_have_value("to be continued")
    await here.enter("Town Square")
    await expect(here.composer).to_have_value("to be continued")
    await there.composer.press("Enter")
    await expect(here.post("to be continued")).to_be_visible()
    await expect(here.composer).to_have_value("")
    await expect(there.sidebar.get_by_role("link", name=drafts)).to_be_hidden()


async def test_a_pinned_message_is_in_the_pinned_list_of_others(site: World, windows: Windows) -> None:
    """MSG-22."""
    _, _, (ana, ben) = await windows.team(site, "ana", "ben")
    await ana.write("house rules")
    await ana.choose(ana.post("house rules"), "Pin to channel")
    await expect(ana.button("Pinned messages: 1")).to_be_visible()
    await expect(ben.post("house rules").get_by_text("Pinned")).to_be_visible()
    await ben.button("Pinned messages: 1").click()
    await expect(ben.post("house rules", ben.aside)).to_be_visible()
    await ana.choose(ana.post("house rules"), "Unpin")
    for window in (ana, ben):
        await expect(window.button(re.compile("^Pinned messages"))).to_be_hidden()


async def test_a_saved_message_is_in_ones_list_in_another_browser(site: World, windows: Windows) -> None:
    """MSG-23."""
    team, people, (ana, ben) = await windows.team(site, "ana", "ben")
    await ana.write("worth keeping")
    await ben.choose(ben.post("worth keeping"), "Save for later")
    elsewhere = await windows.of(site, people[1], team)
    await elsewhere.button("Saved messages").click()
    await expect(elsewhere.post("worth keeping", elsewhere.aside)).to_be_visible()
    await ana.button("Saved messages").click()
    await expect(ana.aside.get_by_text("Nothing saved yet")).to_be_visible()


async def test_a_link_to_a_message_opens_it_and_shows_a_preview_only_to_readers(site: World, windows: Windows) -> None:
    """MSG-24."""
    team, people, (ana, ben) = await windows.team(site, "ana", "ben")
    secret = await site.channel(by=people[0], team=team, type="P", display_name="Vault")
    hidden = await site.post(by=people[0], channel=secret, message="the safe word")
    await ana.write("an open secret")
    await ana.choose(ana.post("an open secret"), "Copy link")
    link = str(await ana.page.evaluate("navigator.clipboard.readText()"))
    await ben.open("off-topic")
    await ben.write(f"see {link}")
    await expect(ben.post("see http").get_by_text("an open secret")).to_be_visible()
    await ben.post("see http").get_by_role("link", name=link).click()
    await expect(ben.page).to_have_url(re.compile("town-square"))
    await expect(ben.post("an open secret")).to_be_visible()

    await ana.write(f"look {site.base_url}/{team.name}/pl/{hidden.id}")
    await expect(ana.post("look http").get_by_text("the safe word")).to_be_visible()
    await expect(ben.post("look http")).to_be_visible()
    await expect(ben.post("look http").get_by_text("the safe word")).to_have_count(0)
    await ben.allow("403|404").goto(f"/{team.name}/pl/{hidden.id}")
    await expect(ben.page.get_by_text("This message cannot be shown")).to_be_visible()


async def test_ten_joins_fold_to_one_line_that_can_be_hidden(site: World, windows: Windows) -> None:
    """MSG-30."""
    team, people, (ana,) = await windows.team(site, "ana")
    channel = await site.channel(by=people[0], team=team, display_name="Crowd")
    for number in range(10):
        await site.join(await windows.member(site, team, f"guest{number}"), channel)
    await ana.open(channel.name)
    line = ana.middle.get_by_text(re.compile(r"added .*and 6 others"))
    await expect(line).to_have_count(1)
    await ana.button("Settings").click()
    await ana.dialog.get_by_role("tab", name="Advanced").click()
    await ana.dialog.get_by_role("checkbox", name="Show who joins and leaves").click()
    await ana.page.keyboard.press("Escape")
    await expect(line).to_have_count(0)


TAKES_CLICKS_ON_THE_MOVE = """async (button) => {
  const list = button.closest("[data-post-list]");
  const before = list.scrollTop;
  list.scrollTop -= 6;
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  const { left, top, width, height } = button.getBoundingClientRect();
  return list.scrollTop < before && button.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}"""


async def test_a_long_message_shows_its_beginning_and_more_on_demand(site: World, windows: Windows) -> None:
    """MSG-30."""
    _, _, (ana,) = await windows.team(site, "ana")
    await ana.write("\n".join(f"before it {number}" for number in range(17)))
    await ana.write("\n".join(f"line {number}" for number in range(300)))
    more = ana.button("Show more")
    await expect(more).to_have_attribute("aria-expanded", "false")
    last = ana.post("line 0").get_by_text("line 299")
    await expect(ana.posts.last).to_have_js_property(
        "offsetHeight", await ana.posts.last.evaluate("e => e.offsetHeight")
    )
    assert await ana.posts.last.evaluate("element => element.offsetHeight") < 700
    assert await more.evaluate(TAKES_CLICKS_ON_THE_MOVE)
    await more.click()
    await expect(ana.button("Show less")).to_be_visible()
    await expect(last).to_be_visible()
    assert await ana.posts.last.evaluate("element => element.offsetHeight") > 3000


async def test_typing_shows_at_once_and_goes_when_it_stops(site: World, windows: Windows) -> None:
    """MSG-36."""
    _, _, (ana, ben) = await windows.team(site, "ana", "ben")
    note = ben.middle.get_by_text(f"{ana.name} is typing")
    await ana.composer.press_sequentially("hm")
    await expect(note).to_be_visible(timeout=1_500)
    await expect(note).to_be_hidden(timeout=8_000)


async def test_ctrl_b_makes_bold_and_arrow_up_edits_the_last_message(site: World, windows: Windows) -> None:
    """The composer by keyboard."""
    _, _, (ana,) = await windows.team(site, "ana")
    await ana.composer.fill("strong")
    await ana.composer.press("Control+A")
    await ana.composer.press("Control+B")
    await expect(ana.composer).to_have_value("**strong**")
    leaves = asyncio.Event()

    async def hold(route: Route) -> None:
        await leaves.wait()
        await route.continue_()

    await ana.page.route("**/api/v4/posts", hold)
    await ana.composer.press("Enter")
    await expect(ana.post("strong").locator("strong")).to_have_text("strong")
    await ana.composer.press("ArrowUp")  # what is still on its way is edited once it is there
    await expect(ana.composer).to_be_focused()
    leaves.set()
    await expect(ana.page.get_by_role("textbox", name="Edit message")).to_be_focused()
    await ana.page.keyboard.press("Escape")
    await expect(ana.composer).to_be_focused()


async def test_a_channel_opens_at_its_end_however_low_its_rows(site: World, windows: Windows) -> None:
    """MSG-36: what is drawn first is fewer rows than fit, as nobody knows yet how low they are."""
    team = await site.new_team()
    ana = await windows.member(site, team, "ana")
    square = await site.town_square(team)
    for number in range(34):
        await site.post(by=ana, channel=square, message=f"line {number}")
    window = await windows.of(site, ana, team)
    await expect(window.post("line 33")).to_be_in_viewport()
    await expect(window.post("line 10")).to_be_attached()
    await expect(window.button("Jump to latest")).to_be_hidden()
