"""`mmpy`: all commands under one name."""

import typer

from mattermost_py.cli import backup, config, db, routes, server, user
from mattermost_py.kernel.version import MMPY_VERSION, OFFICIAL_VERSION

app = typer.Typer(
    name="mmpy",
    help="Team collaboration on your own server, compatible with Mattermost.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # they would print the values of variables, secrets too
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("server")(server.server)
app.command("routes")(routes.routes)
app.add_typer(config.app, name="config")
app.add_typer(db.app, name="db")
app.add_typer(backup.app, name="backup")
app.add_typer(user.app, name="user")


@app.command("version")
def version() -> None:
    """Print the version; so does --version."""
    typer.echo(f"mmpy {MMPY_VERSION} (compatible with Mattermost {OFFICIAL_VERSION})")
