"""`mmpy`: all commands under one name, each loaded only when it is asked for."""

import sys
from importlib import import_module

import typer

from mattermost_py.kernel.version import MMPY_VERSION, OFFICIAL_VERSION

COMMANDS = ("server", "routes", "config", "db", "backup", "user")  # each is the module of its name


def run() -> None:
    """Does what the command line says. The server's first process stays small: it loads no other command."""
    wanted = next((each for each in sys.argv[1:] if not each.startswith("-")), "")
    application((wanted,) if wanted in COMMANDS else COMMANDS)()


def application(names: tuple[str, ...] = COMMANDS) -> typer.Typer:
    """The program with these commands."""
    app = typer.Typer(
        name="mmpy",
        help="Team collaboration on your own server, compatible with Mattermost.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,  # they would print the values of variables, secrets too
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_nothing_more)
    for name in names:
        module = import_module(f"mattermost_py.cli.{name}")
        group = getattr(module, "app", None)
        if isinstance(group, typer.Typer):
            app.add_typer(group, name=name)
        else:
            app.command(name)(getattr(module, name))
    app.command("version")(version)
    return app


def _nothing_more() -> None:
    """A program of commands, even where only one of them is loaded."""


def version() -> None:
    """Print the version; so does --version."""
    typer.echo(f"mmpy {MMPY_VERSION} (compatible with Mattermost {OFFICIAL_VERSION})")
