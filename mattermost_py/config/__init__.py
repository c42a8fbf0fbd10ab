"""Configuration: `load(...)` gives a `ConfigStore`; its `current` is a frozen, typed snapshot."""

from mattermost_py.config.errors import ConfigError, Problem
from mattermost_py.config.layers import Origin
from mattermost_py.config.settings import Settings
from mattermost_py.config.store import ConfigStore, configured_file, load, restart_keys

__all__ = [
    "ConfigError",
    "ConfigStore",
    "Origin",
    "Problem",
    "Settings",
    "configured_file",
    "load",
    "restart_keys",
]
