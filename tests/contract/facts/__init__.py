"""What the official server does: routes, shapes of answers, events and error ids, one record a line."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
API = "/api/v4"


@dataclass(frozen=True, slots=True)
class RouteFacts:
    """A route of the official server."""

    method: str
    path: str
    auth: str
    status: tuple[int, ...]
    response: tuple[Any, ...]  # type names, or field → type; one of them
    validates: tuple[str, ...]  # path variables and parameters it refuses when malformed
    errors: tuple[str, ...]  # error ids of the handler itself, besides those every handler has

    @property
    def is_open(self) -> bool:
        """Whether it answers callers without a session."""
        return "session" not in self.auth

    @property
    def is_json(self) -> bool:
        return bool(self.response) and "binary" not in self.response


def load(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text())


@cache
def routes() -> dict[tuple[str, str], RouteFacts]:
    """By method and shape of the path (see `shape`)."""
    found: dict[tuple[str, str], RouteFacts] = {}
    for each in load("routes"):
        lists = {name: tuple(each[name]) for name in ("status", "response", "validates", "errors")}
        found[each["method"], shape(each["path"])] = RouteFacts(each["method"], each["path"], each["auth"], **lists)
    return found


@cache
def schemas() -> dict[str, dict[str, str]]:
    """Fields and their types of every JSON object."""
    return load("schemas")


@cache
def types() -> dict[str, str]:
    """Names that stand for another type."""
    return load("types")


@cache
def events() -> dict[str, dict[str, Any]]:
    """WebSocket events: data keys with types, and the audience in words."""
    return load("events")


@cache
def errors() -> dict[str, list[int]]:
    """Official error ids and the statuses they come with; an empty list where it depends."""
    return load("errors")


def shape(path: str) -> str:
    """A path without the names of its variables."""
    return "/".join("{}" if part.startswith("{") else part for part in path.split("/"))
