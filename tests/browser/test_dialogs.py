"""Forms that programs open: filled in, refused in place, changed by their program, given up."""

import asyncio
import json
import re
import urllib.request
from typing import Any

from playwright.async_api import Locator, expect

from tests.browser.conftest import NewSite
from tests.browser.test_accessibility import is_clean
from tests.features.integrations.commands.doing import command
from tests.fixtures.browser import Window, Windows
from tests.fixtures.website import Asked, Page, Website, soon, website
from tests.fixtures.world import Person, Thing, World

SIZES = [{"text": "Small", "value": "s"}, {"text": "Large", "value": "l"}]
TOPPINGS = [{"text": each.title(), "value": each} for each in ("olives", "onions", "cheese")]


def field(name: str, kind: str, **fields: Any) -> dict[str, Any]:
    return {"display_name": name.title(), "name": name, "type": kind, **fields}


class Kitchen:
    """A program that takes orders by forms, and what it was told."""

    def __init__(self, site: Website, server: str) -> None:
        self.site, self.server = site, server
        self.ordered = site.answers("/ordered", self._ordered)
        self.pressed = site.answers("/pressed", self._pressed)
        self.url = site.answers("/submit", self._submitted)
        self.changed = site.answers("/changed", self._changed)
        self.dishes = site.answers("/dishes", self._dishes)
        self.replies: list[dict[str, Any]] = []

    def told(self, path: str) -> list[dict[str, Any]]:
        return [json.loads(each.body) for each in self.site.requests(path)]

    def form(self, size: str = "") -> dict[str, Any]:
        """What is asked for; a large one may have something more on it."""
        more = (
            [field("toppings", "select", options=TOPPINGS, multiselect=True, default="onions")] if size == "l" else []
        )
        return {
            "callback_id": "order",
            "title": "Order",
            "introduction_text": "Choose **well**.",
            "state": "first",
            "submit_label": "Order it",
            "notify_on_cancel": True,
            "source_url": self.changed,
            "elements": [
                field("name", "text", min_length=3, help_text="What the *cook* calls you"),
                field("pieces", "text", subtype="number", default="1"),
                field("size", "select", options=SIZES, refresh=True, default=size),
                *more,
                field("dish", "select", data_source="dynamic", data_source_url=self.dishes),
                field("for", "select", data_source="users"),
                field("where", "select", data_source="channels", optional=True),
                field("how", "radio", options=[{"text": "Raw", "value": "raw"}, {"text": "Cooked", "value": "cooked"}]),
                field("paid", "bool", optional=True, placeholder="I have paid"),
                field("day", "date", min_date="2030-01-01"),
                field("time", "datetime", datetime_config={"time_interval": 30, "location_timezone": "Asia/Tokyo"}),
                field("note", "textarea", optional=True),
            ],
        }

    def _open(self, trigger_id: str, dialog: dict[str, Any]) -> None:
        body = json.dumps({"trigger_id": trigger_id, "url": self.url, "dialog": dialog}).encode()
        wanted = urllib.request.Request(f"{self.server}/api/v4/actions/dialogs/open", body, method="POST")
        with urllib.request.urlopen(wanted, timeout=10) as reply:
            assert reply.status == 200

    def _ordered(self, asked: Asked) -> Page:
        self._open(asked.form["trigger_id"], self.form())
        return _says({})

    def _pressed(self, asked: Asked) -> Page:
        confirmation = {"title": "Really?", "introduction_text": "Nothing is given back.", "callback_id": "sure"}
        self._open(json.loads(asked.body)["trigger_id"], confirmation)
        return _says({})

    def _submitted(self, _: Asked) -> Page:
        return _says(self.replies.pop(0) if self.replies else {})

    def _changed(self, asked: Asked) -> Page:
        return _says({"type": "form", "form": self.form(json.loads(asked.body)["submission"]["size"])})

    def _dishes(self, asked: Asked) -> Page:
        wanted = json.loads(asked.body)["submission"]["query"]
        return _says({"items": [{"text": f"{each} {wanted}", "value": f"{each}-{wanted}"} for each in ("hot", "cold")]})


def _says(answer: dict[str, Any]) -> Page:
    return Page(json.dumps(answer).encode(), content_type="application/json")


def at(form: Locator, label: str) -> Locator:
    return form.get_by_label(label, exact=True)


def offers(form: Locator) -> Locator:
    """What the open list offers."""
    return form.get_by_role("listbox").get_by_role("option")


async def find(window: Window, label: str, typed: str, chosen: str) -> None:
    """Chooses by typing and Enter."""
    combobox = window.dialog.get_by_role("combobox", name=label)
    await combobox.fill(typed)
    await expect(offers(window.dialog).filter(has_text=chosen).first).to_be_visible()
    await offers(window.dialog).filter(has_text=chosen).first.click()
    await expect(window.dialog.get_by_role("button", name=re.compile(f"^Remove .*{re.escape(chosen)}"))).to_be_visible()


async def fill_in(ana: Window, ben: Person) -> None:
    form = ana.dialog
    await at(form, "Size").select_option("Large")
    await expect(form.get_by_role("button", name="Remove Onions")).to_be_visible()
    await form.get_by_role("combobox", name="Toppings").press("ArrowDown")
    await expect(offers(form)).to_have_text(["Olives", "Cheese"])
    await form.get_by_role("combobox", name="Toppings").press("Escape")
    await expect(offers(form)).to_have_count(0)
    await find(ana, "Toppings", "chee", "Cheese")
    await find(ana, "Dish", "soup", "cold soup")
    await find(ana, "For", ben.username, ben.username)
    await find(ana, "Where", "Off", "Off-Topic")
    await form.get_by_role("radio", name="Cooked").check()
    await form.get_by_role("checkbox", name=re.compile("I have paid")).check()
    await at(form, "Day").fill("2030-05-01")
    await at(form, "Time").fill("2030-05-01T12:30")


async def set_up(site: World, windows: Windows, kitchen: Kitchen) -> tuple[Window, Window, Person, Thing]:
    """Ana at two devices in a team with the command /order and a message with a button."""
    team, people, (ana, other) = await windows.team(site, "ana", "ben")
    phone = await windows.of(site, people[0], team)
    await command(site, team=team, trigger="order", url=kitchen.ordered)
    del other
    return ana, phone, people[1], team


async def test_a_form_of_a_program_is_filled_in_corrected_and_sent(new_site: NewSite, windows: Windows) -> None:
    """INT-07: a wrong field says so in place; choices come from everywhere; one form follows another."""
    with website() as outside:
        async with new_site(ServiceSettings={"AllowedUntrustedInternalConnections": "127.0.0.1"}) as site:
            kitchen = Kitchen(outside, site.base_url)
            ana, phone, ben, team = await set_up(site, windows, kitchen)

            await ana.write("/order")
            await expect(ana.dialog.get_by_role("heading", name="Order")).to_be_visible()
            await expect(ana.dialog.get_by_text("Choose well.")).to_be_visible()
            await expect(at(ana.dialog, "Name")).to_be_focused()
            await is_clean(ana, "a program's form")
            await ana.page.mouse.click(5, 5)
            await expect(ana.dialog).to_be_visible()
            await ana.page.keyboard.press("Escape")
            await expect(ana.dialog).to_have_count(0)
            assert await asyncio.to_thread(soon, lambda: len(outside.requests("/submit")) == 1)
            given_up = kitchen.told("/submit")[0]
            assert (given_up["cancelled"], given_up["callback_id"], given_up["submission"]) == (True, "order", {})

            await ana.write("/order")
            await at(ana.dialog, "Name").fill("Al")
            await fill_in(ana, ben)
            await expect(at(ana.dialog, "Name")).to_have_value("Al")
            await ana.button("Order it", ana.dialog).click()
            await expect(ana.dialog.get_by_role("alert")).to_have_text("Please enter at least 3 characters.")
            await expect(at(ana.dialog, "Name")).to_be_focused()
            await at(ana.dialog, "Name").fill("Alba")
            assert len(outside.requests("/submit")) == 1

            kitchen.replies = [
                {"errors": {"pieces": "Only two are left."}, "error": "So many are not there."},
                {"type": "form", "form": {"title": "Pay", "state": "second", "elements": [field("coins", "text")]}},
                {},
            ]
            await at(ana.dialog, "Pieces").fill("3")
            await at(ana.dialog, "Pieces").press("Enter")
            await expect(ana.dialog.get_by_role("alert")).to_have_text(["So many are not there.", "Only two are left."])
            await expect(at(ana.dialog, "Pieces")).to_be_focused()
            await at(ana.dialog, "Pieces").fill("2")
            await ana.button("Order it", ana.dialog).click()
            await expect(ana.dialog.get_by_role("heading", name="Pay")).to_be_visible()
            await at(ana.dialog, "Coins").fill("9")
            await ana.button("Submit", ana.dialog).click()
            await expect(ana.dialog).to_have_count(0)
            await expect(phone.dialog).to_have_count(0)

            ordered, paid = kitchen.told("/submit")[-2:]
            off_topic = (await ben.get(f"/teams/{team.id}/channels/name/off-topic")).json()
            assert (ordered["state"], ordered["cancelled"], ordered["team_id"]) == ("first", False, team.id)
            assert ordered["submission"] == {
                "name": "Alba",
                "pieces": 2,
                "size": "l",
                "toppings": ["onions", "cheese"],
                "dish": "cold-soup",
                "for": ben.id,
                "where": off_topic["id"],
                "how": "cooked",
                "paid": True,
                "day": "2030-05-01",
                "time": "2030-05-01T03:30:00Z",
                "note": "",
            }
            assert paid["state"] == "second"
            assert paid["submission"] == {**ordered["submission"], "coins": "9"}
            (changed,) = kitchen.told("/changed")
            assert (changed["type"], changed["submission"]["selected_field"]) == ("refresh", "size")

            await by_button(site, ana, ben, team, kitchen)


async def by_button(site: World, ana: Window, ben: Person, team: Thing, kitchen: Kitchen) -> None:
    """A message's button and its menu of people; what is wrong as a whole is told above."""
    actions = [
        {"id": "sell", "type": "button", "name": "Sell", "integration": {"url": kitchen.pressed}},
        {
            "id": "to",
            "type": "select",
            "name": "Give to",
            "data_source": "users",
            "integration": {"url": kitchen.site.has("/given", "{}", content_type="application/json")},
        },
    ]
    props = {"attachments": [{"text": "the house", "actions": actions}]}
    await site.post(by=ben, channel=await site.town_square(team), props=props)
    kitchen.replies = [{"error": "Nobody buys."}, {}]
    await ana.button("Sell").click()
    await expect(ana.dialog.get_by_text("Nothing is given back.")).to_be_visible()
    await expect(ana.button("Submit", ana.dialog)).to_be_focused()
    await ana.page.keyboard.press("Enter")
    await expect(ana.dialog.get_by_role("alert")).to_have_text("Nobody buys.")
    await ana.button("Submit", ana.dialog).click()
    await expect(ana.dialog).to_have_count(0)
    assert [each["callback_id"] for each in kitchen.told("/submit")[-2:]] == ["sure", "sure"]

    await ana.page.get_by_role("combobox", name="Give to").fill(ben.username)
    await ana.page.get_by_role("option").filter(has_text=ben.username).click()
    assert await asyncio.to_thread(soon, lambda: len(kitchen.told("/given")) == 1)
    assert kitchen.told("/given")[0]["context"] == {"selected_option": ben.id}
