"""`mmpy routes`: the official API, and how much of it this server answers."""

from typing import Annotated

import typer


def routes(
    missing: Annotated[bool, typer.Option("--missing", help="Only those that answer 501 so far.")] = False,
) -> None:
    """List the routes of the official API and whether they are built."""
    from mattermost_py.app import ROUTES, missing_routes, official_routes  # only this command pays for it

    absent = {(each.method, each.path) for each in missing_routes()}
    official = sorted((each.path, each.method) for each in official_routes())
    for path, method in official:
        is_missing = (method, path) in absent
        if is_missing or not missing:
            typer.echo(f"{'missing' if is_missing else 'built  '} {method:6} {path}")
    built = len(official) - len(absent)
    typer.echo(f"{built} of {len(official)} official routes are built; {len(ROUTES)} routes in all.", err=True)
