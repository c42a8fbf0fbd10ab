"""`mmpy server`: run it all."""

import sys
from typing import Annotated, Any

import typer

from mattermost_py.cli.failures import clear_failures, fail
from mattermost_py.cli.options import ConfigFile, DataDirectory
from mattermost_py.config import configured_file
from mattermost_py.server import StartError
from mattermost_py.server.linux import die_with_unpacker
from mattermost_py.server.plan import Plan

Listen = Annotated[
    str | None,
    typer.Option("--listen", metavar="HOST:PORT", help="Where to listen; else ServiceSettings.ListenAddress says."),
]


def server(config: ConfigFile = None, data: DataDirectory = None, listen: Listen = None) -> None:
    """Run the server until it is told to stop."""
    overrides: dict[str, dict[str, Any]] = {}
    if data is not None:
        overrides["Data"] = {"Directory": str(data.absolute())}
    if listen is not None:
        overrides["ServiceSettings"] = {"ListenAddress": listen}
    try:
        with clear_failures():
            code = _run(Plan(config or configured_file(), overrides))
    except StartError as exc:
        fail(str(exc), cause=exc)
    raise typer.Exit(code)


def _run(plan: Plan) -> int:
    if getattr(sys, "frozen", False):
        die_with_unpacker()
    if plan.load().current.Workers.ApiWorkers == 0:
        from mattermost_py.server.alone import run_alone

        return run_alone(plan)
    from mattermost_py.server.supervisor import Supervisor

    return Supervisor(plan).run()
