"""Who a text mentions, without any server."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mattermost_py.features.messaging.mentions.hashtags import hashtags
from mattermost_py.features.messaging.mentions.models import Member
from mattermost_py.features.messaging.mentions.service import keywords_of, mentions_in
from mattermost_py.features.messaging.mentions.words import words

ANA = Member("ana", "ana", "Ana", {"first_name": "true", "mention_keys": "coffee, Tea,@ana"})
DOT = Member("dot", "ana.dot", "Dorothy")
DASH = Member("dash", "x-ray")
YUKI = Member("yuki", "yuki", notify_props={"mention_keys": "会議"})
NOBODY: set[str] = set()
KEYWORDS = keywords_of([ANA, DOT, DASH, YUKI])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hello @ana", {"ana"}),
        ("@ANA: look", {"ana"}),
        ("(@ana)", {"ana"}),
        ("@ana...", {"ana"}),
        ("ask @ana, @ana.dot and @x-ray.", {"ana", "dot", "dash"}),
        ("@ana.dot.", {"dot"}),
        ("@ana.nobody", {"ana"}),
        ("@ana-maria", {"ana"}),
        ("@anabel", NOBODY),
        ("ana", NOBODY),
        ("mail ana@example.org", NOBODY),
        ("Ana, come", {"ana"}),
        ("ana, come", NOBODY),
        ("COFFEE?", {"ana"}),
        ("tea time", {"ana"}),
        ("teatime", NOBODY),
        ("明日の会議です", {"yuki"}),
        ("＠ana full width", {"ana"}),
        ("`@ana`", NOBODY),
        ("a ``@ana ` still`` code", NOBODY),
        ("```\n@ana\n```", NOBODY),
        ("~~~ python\n@ana\n~~~\n@x-ray", {"dash"}),
        ("```\n@ana", NOBODY),
        ("    @ana is code", NOBODY),
        ("text\n    @ana continues", {"ana"}),
        ("*@ana* **@x-ray**", {"ana", "dash"}),
        ("_@ana_", {"ana"}),
        ("[@ana](http://x.y/@x-ray)", {"ana"}),
        ("https://x.y/@ana", NOBODY),
        ("> @ana", {"ana"}),
        ("- @ana", {"ana"}),
        ("", NOBODY),
    ],
)
def test_mentions_in_text(text: str, expected: set[str]) -> None:
    assert mentions_in([text], KEYWORDS).users == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@here", (False, False, True)),
        ("@ALL!", (True, False, False)),
        ("@channel.", (False, True, False)),
        ("`@all`", (False, False, False)),
        ("@allison", (False, False, False)),
    ],
)
def test_everybody_can_be_mentioned(text: str, expected: tuple[bool, bool, bool]) -> None:
    found = mentions_in([text], KEYWORDS)
    assert (found.all, found.channel, found.here) == expected


def test_names_nobody_has_are_noted() -> None:
    assert mentions_in(["@bob, @Bob.Smith: and @ana"], KEYWORDS).unknown == ["bob", "bob.smith", "bob"]


@pytest.mark.parametrize(
    ("props", "channel_props", "expected"),
    [
        ({}, {}, True),
        ({"channel": "false"}, {}, False),
        ({}, {"ignore_channel_mentions": "on"}, False),
        ({}, {"mark_unread": "mention"}, False),
        ({}, {"mark_unread": "mention", "ignore_channel_mentions": "off"}, True),
    ],
)
def test_who_takes_channel_mentions(props: dict[str, str], channel_props: dict[str, str], expected: bool) -> None:
    assert Member("x", "x", "", props, channel_props).takes_channel_mentions is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#one and #two", "#one #two"),
        ("(#one), #two! ##three", "#one #two #three"),
        ("#one #one", "#one"),
        ("#1abc #a", ""),
        ("#ünïcode #a-b_c.d", "#ünïcode #a-b_c.d"),
        ("no tags", ""),
        ("# heading", ""),
    ],
)
def test_hashtags(text: str, expected: str) -> None:
    assert hashtags(text) == expected


def test_hashtags_are_cut_between_two() -> None:
    found = hashtags(" ".join(f"#tag{n:05}" for n in range(200)))
    assert len(found) <= 1000
    assert found.endswith("#tag00099")


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    words(text)
    hashtags(text)
    mentions_in([text], KEYWORDS)
