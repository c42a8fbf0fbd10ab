"""The life of schemes. Which team or channel follows one is written where teams and channels are."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.access.grants.service import MODERATED
from mattermost_py.features.access.roles import service as roles
from mattermost_py.features.access.schemes import store
from mattermost_py.features.access.schemes.events import SchemeDeleted
from mattermost_py.features.access.schemes.models import CHANNEL, ROLES, Scheme, SchemeChoice, SchemeInput, SchemePatch
from mattermost_py.infra.db import Db, Tx, UniqueViolation
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import AppError, Invalid, NotFound, invalid_body
from mattermost_py.kernel.ids import is_id, new_id
from mattermost_py.kernel.permissions import Permission

READ, WRITE = (
    Permission.SYSCONSOLE_READ_USER_MANAGEMENT_PERMISSIONS,
    Permission.SYSCONSOLE_WRITE_USER_MANAGEMENT_PERMISSIONS,
)


# --- reading ------------------------------------------------------------------------------------------------------


async def by_id(db: Db, scheme_id: str) -> Scheme:
    """The scheme, deleted ones too. Raises: NotFound."""
    scheme = await store.by_id(db, scheme_id)
    if scheme is None:
        raise NotFound("app.scheme.get.app_error")
    return scheme


async def page(db: Db, scope: str, *, limit: int, offset: int) -> Sequence[Scheme]:
    return await store.page(db, scope, limit=limit, offset=offset)


async def chosen(db: Db, choice: SchemeChoice, scope: str, *, wrong_scope: str) -> str | None:
    """The id of a live scheme for a team or channel; None for the empty choice. Raises: Invalid, NotFound."""
    if not choice.scheme_id:
        return None
    scheme = await by_id(db, choice.scheme_id)
    if scheme.delete_at:
        raise NotFound("app.scheme.get.app_error")
    if scheme.scope != scope:
        raise Invalid(wrong_scope)
    return scheme.id


def check_choice(choice: SchemeChoice) -> SchemeChoice:
    """Raises: Invalid unless it is an id or empty."""
    if choice.scheme_id is None or (choice.scheme_id and not is_id(choice.scheme_id)):
        raise invalid_body("scheme_id")
    return choice


# --- life ---------------------------------------------------------------------------------------------------------


async def create(tx: Tx, actor: Actor, wanted: SchemeInput) -> Scheme:
    """A scheme with roles that grant what the built-in ones do. Raises: Forbidden, Invalid."""
    await gate.require(tx, actor, WRITE)
    now = now_ms()
    scheme = Scheme(
        id=new_id(),
        name=wanted.name or new_id(),
        display_name=wanted.display_name,
        description=wanted.description,
        create_at=now,
        update_at=now,
        delete_at=0,
        scope=wanted.scope,
    )
    scheme.check()
    return await _insert(tx, scheme)


async def create_for_channel(tx: Tx) -> Scheme:
    """A nameless scheme of one channel, for its moderation."""
    now = now_ms()
    return await _insert(tx, Scheme(new_id(), new_id(), new_id(), "", now, now, 0, CHANNEL))


async def _insert(tx: Tx, scheme: Scheme) -> Scheme:
    fields = ROLES[scheme.scope]
    built_in = {each.name: each.permissions for each in await roles.by_names(tx, [name for name, _ in fields.values()])}
    wanted = [
        (f"{label} Role for Scheme {scheme.name}", _start(scheme.scope, name, built_in))
        for name, label in fields.values()
    ]
    made = await roles.create_for_scheme(tx, scheme.id, wanted)
    names = {field: role.name for field, role in zip(fields, made, strict=True)}
    scheme = replace(scheme, **names)
    try:
        await store.insert(tx, scheme)
    except UniqueViolation as exc:
        raise AppError("app.scheme.save.app_error", detail=f"name={scheme.name}") from exc
    return scheme


def _start(scope: str, name: str, built_in: Mapping[str, str]) -> str:
    """What a new role grants. In a channel's own scheme only what moderation is about is kept: the rest is above it."""
    if scope != CHANNEL:
        return built_in[name]
    if name == "channel_admin":
        return ""
    return " ".join(each for each in built_in[name].split() if each in MODERATED)


async def change(tx: Tx, actor: Actor, scheme_id: str, patch: SchemePatch) -> Scheme:
    """Renames and describes. Raises: Forbidden, Invalid, NotFound."""
    await gate.require(tx, actor, WRITE)
    scheme = await by_id(tx, scheme_id)
    wanted = {name: value for name, value in patch.model_dump().items() if value is not None}
    scheme = replace(scheme, **wanted, update_at=now_ms())
    scheme.check()
    try:
        await store.save(tx, scheme)
    except UniqueViolation as exc:
        raise AppError("app.scheme.save.app_error", detail=f"name={scheme.name}") from exc
    return scheme


async def delete(tx: Tx, actor: Actor, scheme_id: str) -> None:
    """Takes a scheme and its roles out of use. Raises: Forbidden, NotFound."""
    await gate.require(tx, actor, WRITE)
    await retire(tx, await by_id(tx, scheme_id))


async def retire(tx: Tx, scheme: Scheme) -> None:
    """As `delete`, for those who decided that already."""
    now = now_ms()
    await store.save(tx, replace(scheme, delete_at=scheme.delete_at or now, update_at=now))
    await roles.delete_of_scheme(tx, scheme.id)
    gate.forget_everybody(tx)
    tx.publish(SchemeDeleted(scheme))
