"""Requests to the outside for what users name: they never reach this machine, its network, or anything not public."""

from mattermost_py.infra.fetch.fetching import (
    MIB,
    USER_AGENT,
    Fetched,
    FetchFailed,
    FetchRefused,
    Wanted,
    fetch,
)

__all__ = ["MIB", "USER_AGENT", "FetchFailed", "FetchRefused", "Fetched", "Wanted", "fetch"]
