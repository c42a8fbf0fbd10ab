"""Takes a search line apart: words, phrases, hashtags, operators. Pure: it knows no user, no channel, no SQL."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from mattermost_py.features.messaging.search.models import Names, Query, Span, Word

_PIECES = re.compile(
    r"(-?)(?:(has:\s*(?:link|file|reaction)|is:\s*(?:pinned|unread|thread|saved)|mentions:\s*me)(?!\S)|"
    r'(?:(from|in|channel|before|after|on|ext):\s*)?("[^"]*"?|[^\s"]+))',
    re.IGNORECASE,
)
_LONE_OPERATOR = re.compile(r"(?:from|in|channel|before|after|on|ext):", re.IGNORECASE).fullmatch
_HASHTAG = re.compile(r"#[^\W\d_][\w\-.]*[^\W_]\*?").fullmatch
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})").fullmatch
_BEFORE_WORD = re.compile(r"^[^\w#]+|^_+(?=\W)")
_AFTER_WORD = re.compile(r"[^\w*]+$")
_DAY = timedelta(days=1)


@dataclass(slots=True)
class _Collected:
    words: list[Word] = field(default_factory=list[Word])
    names: dict[tuple[str, bool], list[str]] = field(default_factory=dict[tuple[str, bool], list[str]])
    start: int = 0
    end: int = 0
    excluded: list[Span] = field(default_factory=list[Span])


def parse(terms: str, time_zone_offset: int = 0) -> Query:
    """The meaning of a search line.

    time_zone_offset: seconds east of UTC; days begin there at midnight.
    """
    found = _Collected()
    for minus, trait, operator, text in _PIECES.findall(terms):
        if trait:
            found.names.setdefault(("trait", bool(minus)), []).append("".join(trait.lower().split()))
        elif operator:
            _operate(found, operator.lower(), text.strip('"'), time_zone_offset, is_excluded=bool(minus))
        elif word := _word(text, is_excluded=bool(minus)):
            found.words.append(word)
    return Query(
        words=tuple(found.words),
        people=_names(found, "from"),
        channels=_names(found, "in"),
        extensions=_names(found, "ext"),
        traits=_names(found, "trait"),
        span=Span(found.start, found.end),
        excluded_spans=tuple(found.excluded),
    )


def _names(found: _Collected, operator: str) -> Names:
    return Names(tuple(found.names.get((operator, False), ())), tuple(found.names.get((operator, True), ())))


def _operate(found: _Collected, operator: str, text: str, time_zone_offset: int, *, is_excluded: bool) -> None:
    if operator in ("before", "after", "on"):
        span = _span(operator, text, time_zone_offset)
        if span is None:
            return
        if is_excluded:
            found.excluded.append(span)
            return
        found.start = max(found.start, span.start)
        found.end = min(found.end or span.end, span.end or found.end)
        return
    known = "in" if operator == "channel" else operator
    name = text.lower().rstrip(",")
    name = name.lstrip({"from": "@", "in": "~", "ext": "."}[known])
    if name:
        found.names.setdefault((known, is_excluded), []).append(name)


def _span(operator: str, text: str, time_zone_offset: int) -> Span | None:
    """The times an operator names; `before` and `after` leave their own day out."""
    match = _DATE(text)
    if match is None:
        return None
    year, month, day = map(int, match.groups())
    try:
        zone = timezone(timedelta(seconds=max(min(time_zone_offset, 86_399), -86_399)))
        midnight = datetime(year, month, day, tzinfo=zone)
        first, second = (round(each.timestamp() * 1000) for each in (midnight, midnight + _DAY))
    except (ValueError, OverflowError):
        return None
    return {"before": Span(0, first), "after": Span(second, 0), "on": Span(first, second)}[operator]


def _word(text: str, *, is_excluded: bool) -> Word | None:
    """A word without surrounding punctuation, or a phrase; None when nothing is left of it."""
    if text.startswith('"'):
        phrase = text.strip('"').strip()
        return Word(phrase, is_phrase=True, is_excluded=is_excluded) if phrase else None
    if _LONE_OPERATOR(text):
        return None
    stripped = _AFTER_WORD.sub("", _BEFORE_WORD.sub("", text))
    if _HASHTAG(stripped):
        return Word(stripped.rstrip("*").lower(), is_prefix=stripped.endswith("*"), is_excluded=is_excluded)
    plain = stripped.lstrip("#").rstrip("*")
    plain = plain.replace("*", " ").strip()
    if not plain or not any(char.isalnum() for char in plain):
        return None
    return Word(plain, is_prefix=stripped.endswith("*"), is_excluded=is_excluded)
