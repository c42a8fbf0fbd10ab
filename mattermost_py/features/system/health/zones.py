"""Time zones a user can choose."""

from functools import cache
from zoneinfo import available_timezones

_NO_PLACES = ("posix/", "right/", "Factory", "localtime", "posixrules")


@cache
def names() -> list[str]:
    """All names of the time zone database, sorted."""
    return sorted(name for name in available_timezones() if not name.startswith(_NO_PLACES))
