"""`mmpy routes`: the official API, and how much of it this server answers."""

from typing import Annotated

import typer


def routes(
    missing: Annotated[bool, typer.Option("--missing", help="Only those that answer 501 so far.")] = False,
) -> None:
    """List the routes of the official API and whether they are built."""
    from mattermost_py.app import ROUTES  # only this command pays for it
    from mattermost_py.infra.http import official

    absent = {(each.method, each.path) for each in official.missing(ROUTES)}
    every = sorted((each.path, each.method) for each in official.official())
    for path, method in every:
        is_missing = (method, path) in absent
        if is_missing or not missing:
            typer.echo(f"{'missing' if is_missing else 'built  '} {method:6} {path}")
    built = len(every) - len(absent)
    typer.echo(f"{built} of {len(every)} official routes are built; {len(ROUTES)} routes in all.", err=True)
