"""Requests that no client would send: right ones with swapped types, nulls, huge and odd values, from a seed."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import quote

from mattermost_py.kernel.ids import new_id
from tests.contract.line import Ask, encoded

ODD_TEXTS = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ud800",
    "\u202e\u2066right to left",
    "\ufeff\ufffe\uffff",
    "e\u0301" * 40,
    "👩‍👩‍👧‍👦" * 30,
    "Ω≈ç√∫˜µ≤≥÷",
    "' OR 1=1 --",
    "%s %(id)s {0} {x} $1",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "\r\nSet-Cookie: a=b",
    "null",
    "true",
    "0",
    "-1",
    "9" * 30,
    "system_admin",
    "me",
    "x" * 5_000,
    "x" * 70_000,
)
ODD_NUMBERS = (0, -1, 1, 2**31, 2**53, 2**63 - 1, 2**63, -(2**63) - 1, 2**70, 10**40, 0.5, -0.0, 1e308, 1e-308)
# Texts of JSON that Python's writer does not make.
RAW = (
    b"",
    b"{",
    b"[]",
    b"{}",
    b"null",
    b'"text"',
    b"17",
    b"[null]",
    b"[[[]]]",
    b"{" * 3_000,
    b"[" * 60_000,
    b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
    b'{"id": NaN, "page": Infinity}',
    b'{"a": 1e999}',
    b'{"user_id": 1, "user_id": "x"}',
    b'\xff\xfe{"a": 1}',
    b'{"message": "\xc3\x28"}',
    b'{"message": "\\ud800"}',
    b'{"message": "\\u0000"}',
    b"a=1&b=2",
    b"--edge\r\n\r\n",
)
KINDS = (
    "application/json",
    "text/plain",
    "",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "multipart/form-data; boundary=edge",
    "application/json; charset=utf-16",
    "\xff/\xfe",
)
_PAGING = ("page", "per_page", "since", "before", "after", "limit", "sort", "term", "name", "permanent", "graceful")
QUERIES = (
    *_PAGING,
    "include_deleted",
    "perPage",
    "fromPost",
    "fromCreateAt",
    "direction",
    "limit_before",
    "limit_after",
    "q",
)


@dataclass(frozen=True, slots=True)
class Request:
    """What goes over the wire."""

    method: str
    address: str
    content: bytes
    kind: str

    def __str__(self) -> str:
        return f"{self.method} {self.address[:300]} {self.kind} {self.content[:300]!r}"


class Nonsense:
    """Makes requests; the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def request(self, method: str, path: str, right: Ask, known: list[str]) -> Request:
        """The right request of a route, spoilt in one or several places.

        known: identifiers of things that exist, which may stand where they do not belong; without them, `me` may not
               either: an admin would do to themselves what is meant for others.
        """
        query = dict(right.query)
        values = dict(right.path)
        ways: list[Callable[[], None]] = [lambda: self._spoil_path(values, known), lambda: self._spoil_query(query)]
        content, kind = encoded(right)
        roll = self.chance.random()
        if roll < 0.12:
            self.chance.choice(ways)()
        elif roll < 0.22:
            for way in ways:
                way()
        if roll >= 0.12:
            content, kind = self._spoilt_body(right, content, kind)
        address = _address(path, values, query)
        return Request(method, address, b"" if method in ("GET", "HEAD") else content, kind)

    def _spoil_path(self, values: dict[str, str], known: list[str]) -> None:
        if values:
            name = self.chance.choice(sorted(values))
            odd = [text for text in ODD_TEXTS[1:-1] if known or text != "me"]
            values[name] = self.chance.choice([*known, new_id(), "x" * 26, "short", *odd])

    def _spoil_query(self, query: dict[str, Any]) -> None:
        for _ in range(self.chance.randint(1, 3)):
            name = self.chance.choice([*sorted(query), *QUERIES])
            query[name] = self.chance.choice([*ODD_TEXTS[:-1], *map(str, ODD_NUMBERS)])

    def _spoilt_body(self, right: Ask, content: bytes, kind: str) -> tuple[bytes, str]:
        roll = self.chance.random()
        if roll < 0.15:
            return self.chance.choice(RAW), self.chance.choice(KINDS)
        if right.form or right.body is None:
            cut = self.chance.randrange(len(content) + 1)
            return (content[:cut], kind) if roll < 0.5 else (content, self.chance.choice(KINDS))
        body = json.loads(json.dumps(right.body))
        for _ in range(self.chance.randint(1, 3)):
            body = self._spoilt(body)
        return json.dumps(body).encode(), "application/json"

    def _spoilt(self, value: Any) -> Any:
        """The value with one part replaced, removed or added."""
        if isinstance(value, dict) and value and self.chance.random() < 0.85:
            fields = cast("dict[str, Any]", value)
            name = self.chance.choice(sorted(fields))
            if self.chance.random() < 0.1:
                return {key: each for key, each in fields.items() if key != name}
            if self.chance.random() < 0.1:
                return {**fields, self.chance.choice(ODD_TEXTS[:-2]): self._odd()}
            return {**fields, name: self._spoilt(fields[name])}
        if isinstance(value, list) and value and self.chance.random() < 0.7:
            each = cast("list[Any]", value)
            place = self.chance.randrange(len(each))
            return [*each[:place], self._spoilt(each[place]), *each[place + 1 :]]
        return self._odd()

    def _odd(self) -> Any:
        text, number = self.chance.choice(ODD_TEXTS), self.chance.choice(ODD_NUMBERS)
        deep: Any = text
        for _ in range(40):
            deep = {"a": [deep]}
        kinds = [
            text,
            text,
            number,
            number,
            None,
            None,
            True,
            False,
            [],
            {},
            [None],
            [text],
            {"": number},
            {text: text},
        ]
        return self.chance.choice([*kinds, deep, [text] * 300, {str(i): i for i in range(300)}, [[number]]])


def _address(path: str, values: dict[str, str], query: dict[str, Any]) -> str:
    parts = [
        quote(values[part[1:-1]], safe="", errors="replace") if part.startswith("{") else part
        for part in path.split("/")
    ]
    pairs = "&".join(f"{quote(name)}={quote(str(value), errors='replace')}" for name, value in query.items())
    return "/".join(parts) + (f"?{pairs}" if pairs else "")
