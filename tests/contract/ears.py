"""Who hears which event, and whether it has the official form."""

import json
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.contract import facts, schema
from tests.fixtures.world import Heard

if TYPE_CHECKING:
    from tests.contract.stage import Stage

Act = Callable[["Stage"], Awaitable[None]]

# The columns of an event's line: who listens. The system admin is in the team and in its channels, too.
LISTENERS = ("owner", "member", "guest", "channel_admin", "team_admin", "system_admin", "outsider")
ALL = "+++++++"
TEAM = CHANNEL = "++++++."
OWNER = "+......"

seen_events: set[str] = set()  # "posted.post": met with a value

_OPTIONAL = ("(only", "(absent", "(author copy", "(channel-wide", "(copy to", "(idem", "when", "if ")
# Data keys that one of the event's variants does not have.
_VARIANTS = {"thread_read_changed", "user_removed", "sidebar_category_updated", "persistent_notification_triggered"}


@dataclass(frozen=True, slots=True)
class Happening:
    """One event.

    act:   a route of the table that causes it, or what is done.
    by:    who does it, with their own things.
    hears: a mark per listener: `+` hears it, `.` does not.
    scope: which fields of `broadcast` say so, joined by `+`; empty = everybody.
    """

    name: str
    act: str | Act
    hears: str
    scope: str
    by: str = "owner"
    about: str = ""  # whose things it is about, where not those of the one who acts

    def __str__(self) -> str:
        return self.name


def problems(event: Mapping[str, Any]) -> Iterator[str]:
    """Differences between an event and the facts: envelope, keys, types and what is JSON inside JSON."""
    name = event["event"]
    if set(event) != {"event", "data", "broadcast", "seq"}:
        yield f"{name}: the envelope has {sorted(event)}"
    known = facts.events().get(name)
    if known is None:
        yield f"{name}: no official event"
        return
    seen_events.add(name)
    yield from _broadcast(name, event["broadcast"])
    fields: dict[str, str] = {**known["data"], **known.get("alt", {})}
    for key in event["data"].keys() - fields.keys():
        yield f"{name}.{key}: no such key"
    for key, kind in fields.items():
        if key not in event["data"]:
            if not (name in _VARIANTS or "alt" in known or any(word in kind for word in _OPTIONAL)):
                yield f"{name}.{key}: absent"
            continue
        seen_events.add(f"{name}.{key}")
        yield from _value(event["data"][key], kind, f"{name}.{key}")


def _broadcast(name: str, broadcast: Mapping[str, Any]) -> Iterator[str]:
    always = {"omit_users", "user_id", "channel_id", "team_id", "connection_id", "omit_connection_id"}
    sometimes = {"contains_sanitized_data", "contains_sensitive_data"}
    if always - broadcast.keys() or broadcast.keys() - always - sometimes:
        yield f"{name}: broadcast has {sorted(broadcast)}"
    for key in always - {"omit_users"}:
        if not isinstance(broadcast.get(key), str):
            yield f"{name}: broadcast.{key} is no string"


def _value(value: Any, kind: str, where: str) -> Iterator[str]:
    inner = re.match(r"json-string<([\w\[\]?]+)", kind)
    if inner:
        if isinstance(value, str):
            yield from schema.problems(json.loads(value), inner[1], where)
        else:
            yield f"{where}: {value!r:.60} is no string of JSON"
        return
    named = re.match(r"OBJECT (\w+)", kind)
    if named:
        yield from schema.problems(value, named[1], where)
        return
    plain = kind.split(" ", 1)[0]
    yield from schema.problems(value, "object" if plain.startswith("object") else plain.partition("(")[0], where)


def scope(event: Mapping[str, Any]) -> str:
    """Which fields of the broadcast are set."""
    names = ("team_id", "channel_id", "user_id", "connection_id")
    return "+".join(name.removesuffix("_id") for name in names if event["broadcast"][name])


@dataclass(slots=True)
class Ear:
    """One listener's socket, from a moment on."""

    heard: Heard
    start: int = 0

    def begin(self) -> None:
        self.start = len(self.heard.events)

    def new(self, name: str = "") -> list[dict[str, Any]]:
        return [each for each in self.heard.events[self.start :] if not name or each["event"] == name]
