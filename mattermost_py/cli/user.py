"""`mmpy user`: accounts, for whoever runs the server."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from mattermost_py.app import open_application
from mattermost_py.cli.failures import clear_failures, fail
from mattermost_py.cli.options import ConfigFile, DataDirectory, load_with
from mattermost_py.config import ConfigStore
from mattermost_py.features.identity.accounts import service as accounts
from mattermost_py.features.identity.accounts.models import NewUser
from mattermost_py.features.identity.credentials import service as credentials
from mattermost_py.features.identity.people import service as people
from mattermost_py.features.identity.people.models import Filter
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users.models import User
from mattermost_py.infra.db import Db
from mattermost_py.infra.db.migrate import migrate
from mattermost_py.infra.postgres import database
from mattermost_py.kernel.errors import AppError
from mattermost_py.kernel.messages import message

app = typer.Typer(help="Accounts: make, list, unlock, promote.", no_args_is_help=True)

RELOAD = "A running server notices at its next reload (systemctl reload mmpy, or SIGHUP)."

Who = Annotated[str, typer.Argument(metavar="USER", help="Username, e-mail address or id.")]
Password = Annotated[
    str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, envvar="MMPY_USER_PASSWORD")
]
Work = Callable[[Db], Awaitable[None]]


@app.command()
def create(
    email: Annotated[str, typer.Option(prompt=True)],
    username: Annotated[str, typer.Option(prompt=True)],
    password: Password,
    config: ConfigFile = None,
    data: DataDirectory = None,
    *,
    first_name: Annotated[str, typer.Option()] = "",
    last_name: Annotated[str, typer.Option()] = "",
    admin: Annotated[bool, typer.Option("--admin", help="A system administrator.")] = False,
) -> None:
    """Make an account; the first one of a server is a system administrator."""
    wanted = NewUser(email=email, username=username, password=password, first_name=first_name, last_name=last_name)

    async def work(db: Db) -> None:
        hashed = await accounts.hashed(db, wanted)
        async with db.transaction() as tx:
            made = await accounts.create(tx, wanted, hashed, is_verified=True)
            if admin and not made.is_system_admin:
                made = await users.set_roles(tx, made, ["system_admin", "system_user"])
        typer.echo(f"{made.username} <{made.email}> is there ({made.roles}).")

    _run(config, data, work, may_create=True)


@app.command("list")
def list_users(
    config: ConfigFile = None,
    data: DataDirectory = None,
    *,
    everybody: Annotated[bool, typer.Option("--all", help="Deactivated accounts too.")] = False,
) -> None:
    """Show all accounts, one a line."""

    async def work(db: Db) -> None:
        async for user in _everybody(db, Filter(active=not everybody)):
            typer.echo(_line(user))

    _run(config, data, work)


@app.command("reset-password")
def reset_password(who: Who, password: Password, config: ConfigFile = None, data: DataDirectory = None) -> None:
    """Set a new password, and unlock the account."""

    async def work(db: Db) -> None:
        user = await _find(db, who)
        hashed = await credentials.hashed(db, password)
        async with db.transaction() as tx:
            await credentials.change(tx, user, hashed)
        typer.echo(f"{user.username} has a new password. {RELOAD}")

    _run(config, data, work)


@app.command()
def activate(who: Who, config: ConfigFile = None, data: DataDirectory = None) -> None:
    """Let somebody sign in again."""
    _run(config, data, _activation(who, is_active=True))


@app.command()
def deactivate(who: Who, config: ConfigFile = None, data: DataDirectory = None) -> None:
    """End somebody's sessions and let them in no more; what they wrote stays."""
    _run(config, data, _activation(who, is_active=False))


@app.command("make-admin")
def make_admin(who: Who, config: ConfigFile = None, data: DataDirectory = None) -> None:
    """Make somebody a system administrator."""

    async def work(db: Db) -> None:
        user = await _find(db, who)
        async with db.transaction() as tx:
            names = dict.fromkeys(["system_admin", *user.role_names])
            await users.set_roles(tx, user, list(names))
        typer.echo(f"{user.username} is a system administrator. {RELOAD}")

    _run(config, data, work)


def _activation(who: str, *, is_active: bool) -> Work:
    async def work(db: Db) -> None:
        user = await _find(db, who)
        async with db.transaction() as tx:
            await users.set_active(tx, user, is_active=is_active)
        typer.echo(f"{user.username} is {'active' if is_active else 'deactivated'}. {RELOAD}")

    return work


async def _find(db: Db, who: str) -> User:
    found = await users.by_login(db, who, by_username=True, by_email=True)
    if found is None:
        by_id = await users.by_ids(db, [who])
        found = by_id[0] if by_id else None
    if found is None:
        raise users.missing()
    return found


async def _everybody(db: Db, wanted: Filter) -> AsyncIterator[User]:
    async for page in people.pages(db, wanted):
        for user in page:
            yield user


def _line(user: User) -> str:
    state = "active" if user.is_active else "deactivated"
    since = f"{datetime.fromtimestamp(user.create_at / 1000, UTC):%Y-%m-%d}"
    return f"{user.id}  {user.username}  <{user.email}>  {user.roles}  {state}  since {since}"


def _run(config: Path | None, data: Path | None, work: Work, *, may_create: bool = False) -> None:
    """Does the work on the configured database, whether its server runs or not."""
    with clear_failures():
        store = load_with(config, data)
        with database(store.current, may_create=may_create) as conninfo:
            try:
                with _errors_only():
                    asyncio.run(_with_database(store, conninfo, work))
            except AppError as exc:
                fail(message(exc.id, exc.status_code, exc.params), cause=exc)


@contextmanager
def _errors_only() -> Generator[None]:
    """Warnings tell of what the server will try again, such as mail: its log is the place for them."""
    logger = logging.getLogger("mattermost_py")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)


async def _with_database(store: ConfigStore, conninfo: str, work: Work) -> None:
    await migrate(conninfo)
    async with _opened(store, conninfo) as db:
        await work(db)


@asynccontextmanager
async def _opened(store: ConfigStore, conninfo: str) -> AsyncIterator[Db]:
    async with open_application(store, conninfo, pages=_no_pages) as application:
        yield application.runtime.db()
        await application.runtime.drain()


async def _no_pages(_scope: dict[str, Any], _receive: Any, _send: Any) -> None:
    """Nobody asks a command for pages."""
