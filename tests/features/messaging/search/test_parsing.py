"""What a search line means."""

import pytest

from mattermost_py.features.messaging.search.models import Names, Query, Span, Word
from mattermost_py.features.messaging.search.parsing import parse
from mattermost_py.features.messaging.search.texts import texts

DAY = 86_400_000
JUNE_1 = 1_780_272_000_000  # 2026-06-01 00:00 UTC


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("hello world", [Word("hello"), Word("world")]),
        ('"hello world" x', [Word("hello world", is_phrase=True), Word("x")]),
        ('"open end', [Word("open end", is_phrase=True)]),
        ("-no yes", [Word("no", is_excluded=True), Word("yes")]),
        ('-"not this"', [Word("not this", is_phrase=True, is_excluded=True)]),
        ("post* *", [Word("post", is_prefix=True)]),
        ("(hello), world!", [Word("hello"), Word("world")]),
        ("#Deploy #x-ray* #1", [Word("#deploy"), Word("#x-ray", is_prefix=True), Word("1")]),
        ("some_name www.example.org", [Word("some_name"), Word("www.example.org")]),
        ("?! ... **", []),
        ("grüße 東京", [Word("grüße"), Word("東京")]),
        ("10:30 http://x.y", [Word("10:30"), Word("http://x.y")]),
    ],
)
def test_words(line: str, words: list[Word]) -> None:
    assert list(parse(line).words) == words


def test_operators_name_people_channels_and_types() -> None:
    query = parse(
        "from:@Ana From: ben -from:eve in:~Town-square channel:dev -in:off-topic in:@ana,ben ext:.PNG -ext:gif hi"
    )
    assert query == Query(
        words=(Word("hi"),),
        people=Names(("ana", "ben"), ("eve",)),
        channels=Names(("town-square", "dev", "@ana,ben"), ("off-topic",)),
        extensions=Names(("png",), ("gif",)),
    )


def test_traits_are_known_and_everything_else_is_a_word() -> None:
    query = parse("has:link -Has: file is:saved -is:thread mentions:me has:teeth is:pinneds mentions:ana -xhas:link")
    assert query == Query(
        words=(
            Word("has:teeth"),
            Word("is:pinneds"),
            Word("mentions:ana"),
            Word("xhas:link", is_excluded=True),
        ),
        traits=Names(("has:link", "is:saved", "mentions:me"), ("has:file", "is:thread")),
    )


@pytest.mark.parametrize(
    ("line", "zone", "span"),
    [
        ("on:2026-06-01", 0, Span(JUNE_1, JUNE_1 + DAY)),
        ("on:2026-6-1", 7200, Span(JUNE_1 - 7_200_000, JUNE_1 + DAY - 7_200_000)),
        ("before:2026-06-01", 0, Span(0, JUNE_1)),
        ("after: 2026-06-01", -3600, Span(JUNE_1 + DAY + 3_600_000, 0)),
        ("after:2026-06-01 before:2026-06-05", 0, Span(JUNE_1 + DAY, JUNE_1 + 4 * DAY)),
        ("after:2026-06-01 on:2026-06-03", 0, Span(JUNE_1 + 2 * DAY, JUNE_1 + 3 * DAY)),
        ("on:2026-13-45 before:yesterday", 0, Span()),
    ],
)
def test_days_begin_where_the_reader_is(line: str, zone: int, span: Span) -> None:
    assert parse(line, zone).span == span


def test_days_can_be_left_out() -> None:
    assert parse("-on:2026-06-01").excluded_spans == (Span(JUNE_1, JUNE_1 + DAY),)


@pytest.mark.parametrize("line", ["", "*", '""', "from:", "-"])
def test_a_line_can_mean_nothing(line: str) -> None:
    assert parse(line).is_empty


def test_words_become_quoted_terms() -> None:
    found = texts(parse('it\'s "a b" c* -d #tag 東京').words, is_or=False, with_hashtags=True)
    assert found.tsquery == "'it''s' & 'a b' & 'c':* & !'d'"
    assert found.tags == ["#tag"]
    assert found.likes == ["%東京%"]
    either = texts(parse("a b -c").words, is_or=True, with_hashtags=True)
    assert either.tsquery == "('a' | 'b') & !'c'"
    assert texts(parse("#tag").words, is_or=False, with_hashtags=False).tsquery == "'tag'"
