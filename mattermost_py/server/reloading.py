"""Reads the configuration again while the server runs."""

import logging

import psycopg

from mattermost_py.config import ConfigError, ConfigStore, restart_keys
from mattermost_py.server import StartError
from mattermost_py.server.database import saved_settings

log = logging.getLogger(__name__)


def reload(config: ConfigStore, conninfo: str, *, is_first: bool = True) -> bool:
    """Takes over file, environment and saved values; what is wrong with them is logged, and nothing changes then.

    is_first: whether this process tells about it; the others of a server do the same in silence.
    """
    before = config.current
    try:
        after = config.reload(saved_settings(conninfo))
    except (ConfigError, StartError, psycopg.Error) as exc:
        log.error("the configuration stays as it was", extra={"reason": str(exc)})
        return False
    if is_first:
        late = restart_keys(before, after)
        log.info("configuration reloaded", extra={"after_restart": late} if late else {})
    return True
