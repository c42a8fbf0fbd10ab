"""What every worker does when an administrator asks one of them."""

from dataclasses import dataclass

from mattermost_py.kernel.events import Signal


@dataclass(frozen=True, slots=True)
class ConnectionsStale(Signal):
    """Every worker opens its connections to the database anew."""
