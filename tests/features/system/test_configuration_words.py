"""The console in German: names of settings, and what is wrong with them."""

import re
from pathlib import Path

import pytest

import mattermost_py
from mattermost_py.config.notes import KEY_NOTES
from mattermost_py.config.rule_tables import ALL_RULES
from mattermost_py.config.settings import SECTIONS
from mattermost_py.features.system.configuration.words import worded
from mattermost_py.kernel.permissions import Permission
from tests.fixtures.world import World

SETTINGS = Path(mattermost_py.__file__).parent / "web" / "src" / "features" / "console" / "settings"


def test_every_setting_has_a_german_name_and_every_note_is_german_too() -> None:
    labels, notes = (SETTINGS / "german.ts").read_text("utf-8").split("export const notes")
    named, noted = (set(re.findall(r'^  "?([A-Za-z0-9.]+)"?: "', text, re.MULTILINE)) for text in (labels, notes))
    keys = {(section, key) for section, model in SECTIONS.items() for key in model.model_fields}
    assert len(keys) > 500
    assert sorted(f"{s}.{key}" for s, key in keys if not {key, f"{s}.{key}"} & named) == []
    assert sorted({*KEY_NOTES, *(name for name, model in SECTIONS.items() if model.__doc__)} - noted) == []


def test_every_permission_has_a_german_name() -> None:
    named = set(re.findall(r'^  (\w+): "', (SETTINGS / "germanPermissions.ts").read_text("utf-8"), re.MULTILINE))
    wanted = {re.sub("^sysconsole_(read|write)_", "", each.value) for each in Permission}
    assert sorted(wanted - named) == []


def test_every_rule_complains_in_german_too() -> None:
    complaints = {each.problem().message for each in ALL_RULES}
    assert len(complaints) > 50
    assert sorted(each for each in complaints if worded(each, "de") == each) == []
    assert worded("must be from 5 to 72", "de") == "muss zwischen 5 und 72 liegen"
    assert worded("must be from 5 to 72", "fr") == "must be from 5 to 72"


@pytest.mark.anyio
async def test_complaints_and_refusals_are_in_the_language_that_was_asked_for(world: World) -> None:
    admin = await world.admin()
    short = {"PasswordSettings": {"MinimumLength": 1}}
    for wish, complaint, refusal in (
        ("de-AT,de;q=0.9,en;q=0.8", "muss zwischen 5 und 72 liegen", "Diese Version der Konfiguration gibt es nicht."),
        ("fr,de;q=0.5", "muss zwischen 5 und 72 liegen", "Diese Version der Konfiguration gibt es nicht."),
        ("fr", "must be from 5 to 72", "There is no such version of the configuration."),
    ):
        headers = {"Accept-Language": wish}
        found = (await admin.call("POST", "/config/check", json=short, headers=headers)).json()["problems"]
        assert [each["message"] for each in found] == [complaint]
        missing = await admin.call("GET", f"/config/history/{'a' * 26}", headers=headers)
        assert missing.json()["message"] == refusal
