"""What people read when something goes wrong, in every language."""

import json
import re
from pathlib import Path

import pytest

from mattermost_py.kernel import messages
from mattermost_py.kernel.messages import languages, message, preferred

FOLDER = Path(messages.__file__).parent


def catalogue(language: str) -> dict[str, str]:
    texts: dict[str, str] = {}
    for file in (FOLDER / language).glob("*.json"):
        texts.update(json.loads(file.read_text("utf-8")))
    return texts


@pytest.mark.parametrize("language", sorted(languages() - {"en"}))
def test_a_translation_says_what_english_says_with_the_same_blanks(language: str) -> None:
    english, own = catalogue("en"), catalogue(language)
    assert len(own) > 600
    assert own.keys() - english.keys() == set()
    blanks = re.compile(r"\{\w+\}")
    assert [
        key for key, text in own.items() if sorted(blanks.findall(text)) != sorted(blanks.findall(english[key]))
    ] == []


def test_german_addresses_nobody_as_du() -> None:
    intimate = re.compile(r"\b(du|dich|dir|dein(e[mnrs]?)?|eu(ch|er|re[mnrs]?))\b", re.IGNORECASE)
    assert [key for key, text in catalogue("de").items() if intimate.search(text)] == []


def test_the_first_language_spoken_here_is_taken() -> None:
    assert languages() >= {"en", "de"}
    for accepted, language in (
        ("de-AT,en;q=0.8", "de"),
        ("fr,DE;q=0.5", "de"),
        ("fr, en-GB", "en"),
        ("fr", "x"),
        ("", "x"),
    ):
        assert preferred(accepted, "x") == language


def test_what_is_not_translated_is_told_in_english_and_what_is_not_known_by_its_status() -> None:
    params = {"Name": "config"}
    assert message("api.context.invalid_body_param.app_error", 400, params, "fr").startswith("The field config")
    assert message("api.context.invalid_body_param.app_error", 400, params, "de").startswith("Das Feld config")
    assert message("no.such.id", 404, params, "de") == "Das wurde nicht gefunden."
    assert message("no.such.id", 418, {}, "en").startswith("Something went wrong")
