"""Letters speak the reader's language, and nothing in them is taken for HTML."""

import json
from pathlib import Path
from string import Formatter
from typing import Any

from mattermost_py.config import load
from mattermost_py.infra import mail
from mattermost_py.infra.mail.letters import compose

TEXTS = Path(mail.__file__).parent / "texts"
SETTINGS = load(None, environ={}, overrides={"ServiceSettings": {"SiteURL": "https://chat.example.org"}}).current


def test_letters_follow_the_readers_language_and_fall_back_to_english() -> None:
    for locale, subject in (
        ("de", "Ihr Passwort bei mmpy wurde geändert"),
        ("de-AT", "Ihr Passwort bei mmpy wurde geändert"),
        ("en", "Your password at mmpy has changed"),
        ("fi", "Your password at mmpy has changed"),
        ("", "Your password at mmpy has changed"),
        ("../en", "Your password at mmpy has changed"),
    ):
        assert compose(SETTINGS, "password_changed", locale, username="ana").subject == subject


def test_a_letter_wears_the_name_icon_and_colour_of_the_site() -> None:
    site, icon_id = {"SiteURL": "https://chat.example.org"}, "a" * 26
    for colour, words in (("#8a1538", "#fff"), ("#ffd24a", "#222")):
        looks = {"Branding": {"Icon": icon_id, "Color": colour}, "TeamSettings": {"SiteName": "Orchard <3"}}
        settings = load(None, environ={}, overrides={"ServiceSettings": site, **looks}).current
        letter = compose(settings, "team_invitation", "en", link="https://x.test", sender="Ana", team="Pears")
        assert f'src="https://chat.example.org/api/v4/brand/icon/96?v={icon_id}"' in letter.html
        assert "<strong>Orchard &lt;3</strong>" in letter.html
        assert f"color:{words};background:{colour}" in letter.html
    assert "<img" not in compose(SETTINGS, "team_invitation", "en", link="https://x.test", sender="A", team="B").html


def test_what_people_chose_stays_text() -> None:
    name, quote = "<b>Eve</b> {url}", "come & see\n<script>alert(1)</script>"
    link = "https://chat.example.org/signup?a=1&b=2"
    letter = compose(SETTINGS, "team_invitation", "en", link=link, quote=quote, sender=name, team="A\r\nB")
    assert name in letter.plain
    assert "> come & see\n> <script>alert(1)</script>" in letter.plain
    assert "<b>" not in letter.html
    assert "<script>" not in letter.html
    assert 'href="https://chat.example.org/signup?a=1&amp;b=2"' in letter.html
    assert "\n" not in letter.subject
    assert "\r" not in letter.subject


def test_every_language_has_every_letter_with_the_same_places() -> None:
    languages = {file.stem: json.loads(file.read_text()) for file in TEXTS.glob("*.json")}
    places = {name: {key: _places(text) for key, text in texts.items()} for name, texts in languages.items()}
    assert set(languages) == {"en", "de"}
    assert places["de"] == places["en"]


def _places(text: dict[str, Any]) -> list[set[str]]:
    parts = [[text.get("subject", ""), *text["lines"], *text.get("after", [])], [text.get("button", "")]]
    return [{name for line in part for _, name, _, _ in Formatter().parse(line) if name} for part in parts]
