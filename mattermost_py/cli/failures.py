"""How a command tells that it could not do what was asked: one clear line a reason, exit code 2."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import NoReturn

import psycopg
import typer

from mattermost_py.config import ConfigError
from mattermost_py.infra.archive import BackupError
from mattermost_py.infra.db.conninfo import BadDataSource
from mattermost_py.infra.db.migrate import MigrationError
from mattermost_py.infra.postgres import PostgresError

FAILED = 2


@contextmanager
def clear_failures() -> Generator[None]:
    """Turns what may go wrong outside into lines for the terminal; a mistake of ours keeps its traceback."""
    try:
        yield
    except ConfigError as exc:
        fail(*map(str, exc.problems), cause=exc)
    except (BackupError, MigrationError, PostgresError, BadDataSource) as exc:
        fail(str(exc), cause=exc)
    except OSError as exc:
        fail(f"{exc.filename}: {exc.strerror}" if exc.filename else str(exc), cause=exc)
    except psycopg.Error as exc:
        fail(f"database: {_first_line(exc)}", cause=exc)


def fail(*reasons: str, cause: Exception | None = None) -> NoReturn:
    """Prints the reasons and ends the command.

    Raises: typer.Exit always.
    """
    for reason in reasons:
        typer.echo(reason, err=True)
    raise typer.Exit(FAILED) from cause


def _first_line(error: psycopg.Error) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
