"""From literal SQL with named parameters to what libpq sends, worked out once per statement."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_NAMED = re.compile(r"%\((\w+)\)s|%%|%")
_WRITES = re.compile(
    r"\b(?:INSERT\s+INTO|UPDATE\s+\w|DELETE\s+FROM|MERGE\s+INTO|REFRESH|FOR\s+(?:NO\s+KEY\s+)?UPDATE|FOR\s+SHARE)", re.I
)
_READS = re.compile(r"\s*(?:SELECT|WITH|VALUES|TABLE)\b", re.I)

_known: dict[str, "Statement"] = {}


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement in PostgreSQL's own form.

    sql:     with `$1`, `$2`, ...; a name used twice has one number.
    names:   the parameter names in the order of their numbers.
    writes:  whether it may change rows or take row locks; it must then not share a lane with reads.
    """

    sql: bytes
    names: tuple[str, ...]
    writes: bool

    def values(self, params: Mapping[str, Any]) -> list[Any]:
        """Raises: KeyError for a parameter that was not given."""
        found = [params[name] for name in self.names]
        return [_array(each) if type(each) is list else each for each in found]  # pyright: ignore[reportUnknownArgumentType] - any list


def _array(items: list[Any]) -> list[Any] | str:
    """A list of identifiers as the text of an array; psycopg makes one of every other list, and takes 1 µs an item."""
    try:
        joined = ",".join(items)
    except TypeError:
        return items
    is_plain = joined.isascii() and joined.replace(",", "").isalnum() and "" not in items
    if not is_plain or joined.count(",") != len(items) - 1 or "null" in joined.lower():
        return items
    return "{" + joined + "}"


def statement(sql: str) -> Statement:
    """The statement of this text; texts are literals of the program, so all of them are kept."""
    found = _known.get(sql)
    if found is None:
        found = _known[sql] = _parse(sql)
    return found


def _parse(sql: str) -> Statement:
    numbers: dict[str, int] = {}

    def numbered(match: re.Match[str]) -> str:
        if match.group() == "%%":
            return "%"
        name = match.group(1)
        if name is None:
            raise ValueError(f"a lone % in SQL, write %%: {sql}")
        return f"${numbers.setdefault(name, len(numbers) + 1)}"

    text = _NAMED.sub(numbered, sql)
    is_read = _READS.match(text) is not None and _WRITES.search(text) is None
    return Statement(text.encode(), tuple(numbers), writes=not is_read)
