"""What administrators saved through the API, for commands that need the configuration in use."""

from typing import Any

import psycopg

from mattermost_py.config import ConfigError, Problem
from mattermost_py.kernel.json import JsonError, loads

CONNECT_TIMEOUT_S = 5


def saved_settings(conninfo: str) -> dict[str, Any]:
    """The saved values; none where no server has made its tables yet.

    Raises: ConfigError if they cannot be read, psycopg.Error
    """
    with psycopg.connect(conninfo, connect_timeout=CONNECT_TIMEOUT_S, application_name="mmpy command") as conn:
        if conn.execute("SELECT to_regclass('public.configurations')").fetchone() == (None,):
            return {}
        row = conn.execute("SELECT value FROM public.configurations WHERE active").fetchone()
    try:
        return loads(row[0]) if row else {}
    except JsonError as exc:
        raise ConfigError([Problem("the configuration saved in the database is no JSON")]) from exc
