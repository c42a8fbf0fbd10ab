"""Reading, changing and reloading the configuration, and what clients are told of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from mattermost_py.config import ConfigError, Settings
from mattermost_py.config.client import Build, SiteFacts, client_config, fingerprint
from mattermost_py.config.errors import Problem
from mattermost_py.config.facts import fact
from mattermost_py.config.masking import masked, readable, without_defaults, without_masked, writable
from mattermost_py.config.tree import Tree, plain
from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.system.configuration import access, schema, store
from mattermost_py.features.system.configuration.differences import differences
from mattermost_py.features.system.configuration.events import ConfigChanged
from mattermost_py.features.system.configuration.models import Comparison, HistoryShape, Version, VersionShape
from mattermost_py.features.system.facts import service as facts
from mattermost_py.infra.db import Db, Tx
from mattermost_py.infra.http.call import Page
from mattermost_py.infra.hub.packet import Packet
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import DAY_MS, now_ms
from mattermost_py.kernel.errors import AppError, Forbidden, Invalid, NotFound
from mattermost_py.kernel.events import ConfigurationSaved
from mattermost_py.kernel.ids import new_id, new_token
from mattermost_py.kernel.json import dumps, loads
from mattermost_py.kernel.permissions import Permission
from mattermost_py.kernel.version import BUILD_NUMBER, OFFICIAL_VERSION

if TYPE_CHECKING:
    from mattermost_py.infra.runtime import Runtime

BUILD = Build(version=OFFICIAL_VERSION, build_number=BUILD_NUMBER)

# What must not be switched on from afar by somebody who took over an admin's session.
_GUARDED = (("PluginSettings", "EnableUploads"), ("PluginSettings", "SignaturePublicKeyFiles"))
# What the first start makes: a version from before that has none.
_MADE = (("FileSettings", "PublicLinkSalt"), ("SqlSettings", "AtRestEncryptKey"))


# --- for administrators --------------------------------------------------------------------------------------------


async def shown(db: Db, actor: Actor, *, remove_masked: bool = False, remove_defaults: bool = False) -> Tree:
    """The configuration as this caller may see it. Raises: Forbidden for those who may see nothing."""
    may = (await access.reading(db, actor)).may
    tree = masked(db.settings)
    if remove_masked:
        tree = without_masked(tree)
    if remove_defaults:
        tree = without_defaults(tree)
    return readable(tree, may)


async def fixed(db: Db, actor: Actor) -> Tree:
    """What the environment and the file decide, as a tree of true."""
    may = (await access.access(db, actor, access.READ)).may
    tree = readable(db.runtime.config.environment_overrides(), may)
    return {section: keys for section, keys in tree.items() if keys}


async def described(db: Db, actor: Actor) -> list[schema.SectionShape]:
    """Every setting with its type, default and origin. Raises: Forbidden"""
    await gate.require(db, actor, Permission.MANAGE_SYSTEM)
    return schema.described(db.runtime.config, db.settings)


async def problems(db: Db, actor: Actor, sent: Mapping[str, Any]) -> list[Problem]:
    """Everything that would keep this change from being saved; an empty list means nothing does."""
    await gate.require(db, actor, Permission.MANAGE_SYSTEM)
    _check_guarded(db.settings, sent, whole=False)
    try:
        db.runtime.config.patch(_sections(sent))
    except ConfigError as exc:
        return list(exc.problems)
    return []


async def change(tx: Tx, actor: Actor, sent: Mapping[str, Any], *, whole: bool) -> list[str]:
    """Saves a change. It acts once `refresh` has been called after the commit.

    whole:   what was sent is the complete configuration: what it leaves out returns to its default.
    Returns: the names of the settings that have another value now, such as "TeamSettings.SiteName".
    Raises:  Forbidden, or Invalid naming the first wrong key.
    """
    can = await access.writing(tx, actor)
    _check_guarded(tx.settings, sent, whole=whole)
    restricted = tx.settings.ExperimentalSettings.RestrictSystemAdmin
    changes = writable(_sections(sent), can.may, restricted=restricted)
    if whole:
        for section, key in _GUARDED:
            changes.setdefault(section, {})[key] = plain(tx.settings.value(section, key))
    return await _save(tx, actor, changes, whole=whole and can.manages_system and not restricted)


async def set_ours(tx: Tx, actor: Actor, changes: Mapping[str, Mapping[str, Any]]) -> None:
    """Saves settings that a feature of ours keeps here; it has asked for its own permission. As with `change`."""
    await _save(tx, actor, changes)


def _sections(sent: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Raises: Invalid when a section is no object."""
    if any(not isinstance(keys, Mapping) for keys in sent.values() if keys is not None):
        raise Invalid("api.context.invalid_body_param.app_error", Name="config")
    return {name: keys for name, keys in sent.items() if keys is not None}


def _check_guarded(settings: Settings, sent: Mapping[str, Any], *, whole: bool) -> None:
    service: Mapping[str, Any] = sent.get("ServiceSettings") or {}
    if settings.ServiceSettings.SiteURL and service.get("SiteURL", settings.ServiceSettings.SiteURL) == "":
        raise Invalid("api.config.update_config.clear_siteurl.app_error")
    if whole:
        return  # a whole configuration repeats these; they keep their value
    for section, key in _GUARDED:
        keys: Mapping[str, Any] = sent.get(section) or {}
        if keys.get(key) not in (None, plain(settings.value(section, key))):
            raise Forbidden("api.config.update_config.not_allowed_security.app_error", Name=f"{section}.{key}")


async def _save(tx: Tx, actor: Actor, changes: Mapping[str, Mapping[str, Any]], *, whole: bool = False) -> list[str]:
    await _take_over(tx)
    try:
        values = tx.runtime.config.patch(changes, whole=whole)
    except ConfigError as exc:
        raise _refused(exc) from exc
    return await _keep(tx, actor, values)


async def _take_over(tx: Tx) -> None:
    """Waits for other changes, and begins with what another worker may have saved meanwhile."""
    await store.lock(tx)
    tx.runtime.config.reload(await saved(tx))


def _refused(exc: ConfigError) -> AppError:
    first = exc.problems[0]
    return AppError(first.error_id, detail=str(first), status=first.status, Name="config")


async def _keep(tx: Tx, actor: Actor, values: Tree, *, restored_id: str = "") -> list[str]:
    """Writes a new version, unless it would equal the one in use. Returns the names of what changed."""
    text, version_id, before = dumps(values), new_id(), await store.active(tx)
    if text.decode() != before:
        await store.replace(tx, id=version_id, value=text.decode(), sha=sha256(text).hexdigest(), now_ms=now_ms())
        await store.note_author(tx, id=version_id, user_id=actor.user_id, restored_id=restored_id)
    tx.publish(ConfigurationSaved())
    return [f"{each.section}.{each.key}" for each in differences(loads(before) if before else {}, values)]


async def saved(db: Db) -> Tree:
    """The values saved through the API."""
    text = await store.active(db)
    return loads(text) if text else {}


# --- history ---------------------------------------------------------------------------------------------------------


async def history(db: Db, actor: Actor, page: Page) -> HistoryShape:
    """What was saved when, by whom, and what each version changed. Raises: Forbidden"""
    await gate.require(db, actor, Permission.MANAGE_SYSTEM)
    found = await store.newest(db, offset=page.offset, limit=page.per_page + 1)
    trees = [_tree(each) for each in found]
    shapes = (
        VersionShape(
            id=each.id,
            create_at=each.create_at,
            is_active=each.is_active,
            user_id=each.user_id,
            username=each.username,
            restored_id=each.restored_id,
            restored_at=each.restored_at,
            changes=differences(before, trees[place]),
        )
        for place, (each, before) in enumerate(zip(found[: page.per_page], [*trees[1:], {}], strict=False))
    )
    return HistoryShape(versions=tuple(shapes), total_count=await store.count(db))


def _tree(version: Version) -> Tree:
    return loads(version.value)


async def compared(db: Db, actor: Actor, version_id: str) -> Comparison:
    """What would change if this version came back. Raises: Forbidden, NotFound, Invalid"""
    await gate.require(db, actor, Permission.MANAGE_SYSTEM)
    version = await _version(db, version_id)
    values = _former(db, version)
    return Comparison(id=version.id, create_at=version.create_at, changes=differences(await saved(db), values))


async def _version(db: Db, version_id: str) -> Version:
    found = await store.version(db, version_id)
    if found is None:
        raise NotFound("api.config.history.not_found.app_error")
    return found


def _former(db: Db, version: Version) -> Tree:
    """The values of a version, besides what no administrator may change here. Raises: Invalid"""
    tree = _tree(version)
    restricted = db.settings.ExperimentalSettings.RestrictSystemAdmin
    made_later = {(section, key) for section, key in _MADE if not tree.get(section, {}).get(key)}

    def keeps(section: str, key: str) -> bool:
        is_kept = restricted and fact(section, key).write_restrictable
        return is_kept or (section, key) in _GUARDED or (section, key) in made_later

    try:
        return db.runtime.config.former(tree, keeps=keeps)
    except ConfigError as exc:
        raise _refused(exc) from exc


async def restore(tx: Tx, actor: Actor, version_id: str) -> None:
    """Saves the exact values of a version again. It acts once `refresh` has been called after the commit.

    Raises:  Forbidden, NotFound, or Invalid when it could not be used any more.
    """
    await gate.require(tx, actor, Permission.MANAGE_SYSTEM)
    await _take_over(tx)
    version = await _version(tx, version_id)
    await _keep(tx, actor, _former(tx, version), restored_id=version.id)


async def forget_old(db: Db) -> int:
    """Removes versions older than the site wants to keep. Returns how many."""
    days = db.settings.JobSettings.CleanupConfigThresholdDays
    return await store.delete_old(db, now_ms() - days * DAY_MS) if days >= 0 else 0


# --- in every worker -------------------------------------------------------------------------------------------------


async def refresh(runtime: "Runtime") -> None:
    """Takes over what is saved now. Raises: AppError when it is not valid; then everything stays as it was."""
    try:
        runtime.config.reload(await saved(runtime.db()))
    except ConfigError as exc:
        raise AppError("api.config.reload_config.app_error", detail=str(exc)) from exc
    await told(runtime.db(), signed_in=True)


async def announce(runtime: "Runtime") -> None:
    """Tells every client the settings they go by."""
    runtime.announce([ConfigChanged((await told(runtime.db(), signed_in=True)).values)])


async def announce_here(runtime: "Runtime") -> None:
    """Tells this worker's clients alone: a reload of the server reaches every worker by itself."""
    runtime.deliver([Packet.of(ConfigChanged((await told(runtime.db(), signed_in=True)).values))])


async def prepare(runtime: "Runtime") -> None:
    """At the start of a worker: follows later changes, and makes the secrets that links and keys are built on."""

    def follow(_: ConfigurationSaved) -> None:
        runtime.spawn(refresh(runtime))

    runtime.hear(ConfigurationSaved, follow)
    if _missing_secrets(runtime):
        await _make_secrets(runtime)
    await refresh(runtime)


async def _make_secrets(runtime: "Runtime") -> None:
    async with runtime.db().transaction() as tx:
        await store.lock(tx)
        runtime.config.reload(await saved(tx))
        if missing := _missing_secrets(runtime):
            await _save(tx, Actor.system(), missing)


def _missing_secrets(runtime: "Runtime") -> Tree:
    config = runtime.config
    missing: Tree = {}
    for section, key in _MADE:
        if not config.current.value(section, key) and not config.is_fixed(section, key):
            missing.setdefault(section, {})[key] = new_token(32)
    return missing


# --- for clients -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """What clients are told, ready to be sent."""

    values: dict[str, str]
    text: bytes
    fingerprint: str


class Telling:
    """What a worker last told clients; made anew only when settings or facts have changed."""

    def __init__(self, _runtime: "Runtime") -> None:
        self._known: dict[bool, tuple[Settings, SiteFacts, Told]] = {}
        self._version: tuple[Settings, SiteFacts | None, str] | None = None  # what it was made of, and the text

    def told(self, settings: Settings, site: SiteFacts, *, signed_in: bool) -> Told:
        known = self._known.get(signed_in)
        if known is not None and known[0] is settings and known[1] == site:
            return known[2]
        values = client_config(settings, BUILD, site, signed_in=signed_in)
        fresh = Told(values, dumps(values), fingerprint(values))
        self._known[signed_in] = (settings, site, fresh)
        return fresh

    def version_id(self, settings: Settings) -> str:
        """Changes with everything clients are told, so that they load it again."""
        known, version = self._known.get(True), self._version
        site = known[1] if known is not None else None
        if version is None or version[0] is not settings or version[1] is not site:
            mark = self.told(settings, site, signed_in=True).fingerprint if site is not None else "0"
            text = f"{OFFICIAL_VERSION}.{BUILD_NUMBER}.{mark}.true"
            version = self._version = (settings, site, text)
        return version[2]


def version_id(runtime: "Runtime") -> str:
    """The value of X-Version-Id: server, build, a mark of what clients are told, and that all is licensed."""
    return runtime.part(Telling).version_id(runtime.config.current)


async def told(db: Db, *, signed_in: bool) -> Told:
    """The client configuration, short before sign-in and long after."""
    decided = await facts.installation(db)
    site = SiteFacts(
        telemetry_id=decided.telemetry_id,
        has_no_accounts=not await facts.has_accounts(db),
        terms_of_service_id=await facts.newest_terms_id(db),
        signing_public_key=decided.signing_public_key,
        installation_date_ms=decided.installation_date_ms,
        schema_version=decided.schema_version,
    )
    return db.runtime.part(Telling).told(db.settings, site, signed_in=signed_in)
