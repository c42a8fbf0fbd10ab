"""`mmpy db`: bring the database to this version's schema, or look how far it is."""

import asyncio
from datetime import UTC, datetime

import typer

from mattermost_py.cli.failures import clear_failures
from mattermost_py.cli.options import ConfigFile, DataDirectory, load_with
from mattermost_py.infra.db.conninfo import shown
from mattermost_py.infra.db.migrate import Origin, Status
from mattermost_py.infra.db.migrate import migrate as apply_migrations
from mattermost_py.infra.db.migrate import status as read_status
from mattermost_py.infra.postgres import database

app = typer.Typer(help="The database's schema: bring it up to date, or look at it.", no_args_is_help=True)

_ORIGINS = {
    None: "empty",
    Origin.CREATED: "created by mmpy",
    Origin.ADOPTED: "taken over from Mattermost",
}


@app.command()
def migrate(config: ConfigFile = None, data: DataDirectory = None) -> None:
    """Apply what is missing. The server does the same when it starts."""
    with clear_failures(), database(load_with(config, data).current, may_create=True) as conninfo:
        steps = asyncio.run(apply_migrations(conninfo))
    for step in steps:
        typer.echo(f"{step.version:04} {step.name}: {step.outcome}, {step.seconds * 1000:.0f} ms")
    typer.echo("The database is up to date." if steps else "Nothing to do: the database is up to date.")


@app.command()
def status(config: ConfigFile = None, data: DataDirectory = None) -> None:
    """Show the database's version and what `migrate` would do; exit code 1 if that is something."""
    with clear_failures(), database(load_with(config, data).current) as conninfo:
        found = asyncio.run(read_status(conninfo))
        place = shown(conninfo)
    for line in _lines(found, place):
        typer.echo(line)
    if not found.is_current:
        raise typer.Exit(1)


def _lines(found: Status, place: str) -> list[str]:
    lines = [f"{place}, PostgreSQL {found.server_version}, {_ORIGINS[found.origin]}"]
    if found.mattermost_version:
        lines.append(f"Mattermost's schema step: {found.mattermost_version}")
    for row in found.recorded:
        when = datetime.fromtimestamp(row.applied_at / 1000, UTC)
        lines.append(f"{row.version:04} {row.name}: {row.outcome} {when:%Y-%m-%d %H:%M:%S} UTC")
    lines += [f"{step.version:04} {step.name}: pending" for step in found.pending]
    return lines
