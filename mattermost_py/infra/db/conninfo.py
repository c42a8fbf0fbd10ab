"""Data sources as Mattermost's configuration writes them, made into what libpq understands."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo

# Parameters of Mattermost's own driver that libpq does not know and that mean nothing here.
_FOREIGN = frozenset({"binary_parameters", "disable_prepared_binary_result"})


class BadDataSource(ValueError):
    """The text is no PostgreSQL connection string; the message holds no password."""


def conninfo(data_source: str) -> str:
    """The connection string for libpq and psycopg.

    Raises: BadDataSource if it is neither a postgres:// URL nor a list of key=value pairs.
    """
    text = data_source.strip()
    if text.startswith(("postgres://", "postgresql://")):
        text = _without_foreign(text)
    try:
        parts = conninfo_to_dict(text)
    except ProgrammingError:
        # What libpq says may quote the whole text, password included.
        raise BadDataSource("not a PostgreSQL data source: write postgres://user:password@host/database") from None
    return make_conninfo("", **parts)


def _without_foreign(url: str) -> str:
    parts = urlsplit(url)
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in _FOREIGN]
    return urlunsplit(parts._replace(query=urlencode(kept)))


def shown(conninfo: str) -> str:
    """Host, port and database, without user or password, for messages."""
    parts = conninfo_to_dict(conninfo)
    host = parts.get("host") or parts.get("hostaddr") or "localhost"
    return f"{parts.get('dbname') or parts.get('user') or 'postgres'} at {host}:{parts.get('port') or 5432}"
