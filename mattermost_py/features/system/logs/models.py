"""Which entries of the log are wanted."""

from datetime import UTC, datetime
from typing import Any, ClassVar, cast

from pydantic import Field

from mattermost_py.kernel.inputs import Input
from mattermost_py.kernel.json import JsonError, loads

PAGE_MOST = 10_000
NODE = "default"  # the name of the only node


class LogFilter(Input):
    """Body of POST /logs/query."""

    body_name: ClassVar[str] = "log_filter"
    server_names: list[str] = Field(default_factory=list[str])
    log_levels: list[str] = Field(default_factory=list[str])
    date_from: str = ""
    date_to: str = ""


def entry(line: str) -> dict[str, Any] | None:
    """A line of the log as its fields; None for one that is not JSON."""
    try:
        found: Any = loads(line)
    except JsonError:
        return None
    return cast("dict[str, Any]", found) if isinstance(found, dict) else None


def moment(text: str) -> datetime | None:
    """A time as the console sends it (`2006-01-02 15:04:05.999 -07:00`) or the log has it; None for no time at all.

    Raises: ValueError for what is no time.
    """
    if not text:
        return None
    day, _, rest = text.strip().replace("T", " ").partition(" ")
    found = datetime.fromisoformat(f"{day} {rest.replace(' ', '')}" if rest else day)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
