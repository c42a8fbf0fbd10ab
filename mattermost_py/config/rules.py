"""What values may be: small builders that turn a table of keys into checks with wire error ids."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from mattermost_py.config.errors import Problem
from mattermost_py.config.settings import Settings

PREFIX = "model.config.is_valid."


@dataclass(frozen=True, slots=True)
class Rule:
    """One demand on the configuration, blamed on one key."""

    section: str
    key: str
    error_id: str
    demand: str  # completes "must be ..."
    holds: Callable[[Settings], bool]
    allowed: tuple[str, ...] = ()

    def problem(self) -> Problem:
        """The line that tells what is allowed."""
        return Problem(f"must be {self.demand}", self.section, self.key, error_id=self.error_id)


Check = Callable[[Any], bool]
Condition = Callable[[Settings], bool]


def rule(
    name: str,
    error: str,
    demand: str,
    check: Check,
    *,
    when: Condition | None = None,
    allowed: tuple[str, ...] = (),
) -> Rule:
    """A demand on the value of one key, perhaps only under a condition on the whole."""
    section, key = name.split(".")

    def holds(settings: Settings) -> bool:
        return (when is not None and not when(settings)) or check(settings.value(section, key))

    return Rule(section, key, wire_id(error), demand, holds, allowed)


def wire_id(error: str) -> str:
    """Error ids are written short: the usual beginning and end are added."""
    if error.startswith("ent."):
        return error
    return PREFIX + error.removesuffix("!") if error.endswith("!") else f"{PREFIX}{error}.app_error"


def whole(name: str, error: str, demand: str, holds: Condition) -> Rule:
    """A demand that looks at more than one key."""
    section, key = name.split(".")
    return Rule(section, key, wire_id(error), demand, holds)


def at_least(name: str, error: str, low: int, *, when: Condition | None = None) -> Rule:
    """A number that may not be smaller."""
    return rule(name, error, f"{low} or more", lambda value: value >= low, when=when)


def positive(name: str, error: str, *, when: Condition | None = None) -> Rule:
    """A number above zero."""
    return at_least(name, error, 1, when=when)


def between(name: str, error: str, low: int, high: int, *, when: Condition | None = None) -> Rule:
    """A number within limits, both included."""
    return rule(name, error, f"from {low} to {high}", lambda value: low <= value <= high, when=when)


def one_of(name: str, error: str, *allowed: str, when: Condition | None = None) -> Rule:
    """A word from a list."""
    listed = ", ".join(f'"{word}"' for word in allowed)
    return rule(name, error, f"one of {listed}", lambda value: value in allowed, when=when, allowed=allowed)


def not_empty(name: str, error: str, *, when: Condition | None = None) -> Rule:
    """A text that must be there."""
    return rule(name, error, "set", bool, when=when)


def matching(name: str, error: str, demand: str, check: Check, *, when: Condition | None = None) -> Rule:
    """A value of a certain form; an empty one is fine."""
    return rule(name, error, demand, lambda value: not value or check(value), when=when)


def each(name: str, error: str, demand: str, check: Check, *, when: Condition | None = None) -> Rule:
    """A list in which every element has a certain form."""
    return rule(name, error, f"a list of {demand}", lambda values: all(map(check, values)), when=when)


def broken(rules: Iterable[Rule], settings: Settings) -> list[Problem]:
    """The problems of these settings, in the order of the rules."""
    return [found.problem() for found in rules if not found.holds(settings)]


_ID = re.compile(r"[a-z0-9]{26}")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DOMAIN = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+")
_SCHEME = re.compile(r"\s*[A-Za-z][A-Za-z0-9.+-]*\s*")
_VERSION = re.compile(r"\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_HOST = re.compile(r"[A-Za-z0-9._-]*|\[[0-9A-Fa-f:.]+\]")


def is_id(text: str) -> bool:
    """An id of a user, team, channel or the like."""
    return _ID.fullmatch(text) is not None


def is_uuid(text: str) -> bool:
    """An id in the form of Microsoft's directory."""
    return _UUID.fullmatch(text) is not None


def is_domain(text: str) -> bool:
    """A domain name, or localhost."""
    return text == "localhost" or _DOMAIN.fullmatch(text) is not None


def is_email(text: str) -> bool:
    """A plain mail address."""
    return _EMAIL.fullmatch(text) is not None and text == text.lower()


def is_scheme(text: str) -> bool:
    """The part of a link before the colon."""
    return _SCHEME.fullmatch(text) is not None


def is_version(text: str) -> bool:
    """A version of three numbers."""
    return _VERSION.fullmatch(text) is not None


def is_colour(text: str) -> bool:
    """Red, green and blue as six hexadecimal digits."""
    return _COLOUR.fullmatch(text) is not None


def moment_ms(text: str) -> int | None:
    """A point in time with its zone, in ms since epoch; None for anything else."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return None if moment.tzinfo is None else int(moment.timestamp() * 1000)


def is_moment(text: str) -> bool:
    """A point in time with its zone, as ISO 8601 writes it."""
    return moment_ms(text) is not None


def is_clock(text: str) -> bool:
    """A time of day such as 02:30."""
    return _CLOCK.fullmatch(text) is not None


def has_scheme(text: str, *schemes: str) -> bool:
    """A URL with a host and one of these schemes."""
    try:
        url = urlsplit(text)
        return url.scheme in schemes and bool(url.hostname) and (url.port or 1) > 0
    except ValueError:
        return False


def is_http_url(text: str) -> bool:
    """An address that begins with http:// or https://."""
    return not re.search(r"\s", text) and has_scheme(text, "http", "https")


def is_websocket_url(text: str) -> bool:
    """An address that begins with ws:// or wss://."""
    return has_scheme(text, "ws", "wss")


def is_listen_address(text: str) -> bool:
    """Host and port, `:8065` for every interface."""
    host, colon, port = text.rpartition(":")
    if not colon or not port.isascii() or not port.isdigit():
        return False
    return int(port) <= 65535 and _HOST.fullmatch(host) is not None


def is_ldap_filter(text: str) -> bool:
    """A filter in balanced parentheses; the directory server judges the rest."""
    depth = 0
    for character in text.strip():
        depth += (character == "(") - (character == ")")
        if depth < 1 and character != ")":
            return False
        if depth < 0:
            return False
    return depth == 0 and bool(text.strip())
