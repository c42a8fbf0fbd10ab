"""What readers of the configuration may see: masked secrets, and only the keys their permissions open."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from mattermost_py.config.facts import MASK, Masking, fact, is_known
from mattermost_py.config.settings import SECTIONS, Settings
from mattermost_py.config.tree import Tree, TreeLike, keys_of, plain, put

PluginSecrets = Mapping[str, frozenset[str]]  # plugin id -> its secret keys, for every known plugin
MayUse = Callable[[Sequence[str]], bool]  # access tags of a key -> whether the reader holds one of them

_PLUGINS = ("PluginSettings", "Plugins")
# Which part of a table is the secret.
_INSIDE = {
    ("MessageExportSettings", "GlobalRelaySettings"): "SMTPPassword",
    ("AutoTranslationSettings", "LibreTranslate"): "APIKey",
    ("SqlSettings", "ReplicaLagSettings"): "DataSource",
}


def masked(settings: Settings, *, plugins: PluginSecrets | None = None) -> Tree:
    """The configuration in Mattermost's shape with every secret replaced by asterisks.

    plugins: secret keys by plugin; settings of plugins not named here are left out.
    """
    tree = settings.to_mattermost()
    for section, key, value in keys_of(tree):
        tree[section][key] = _masked(section, key, value)
    tree["PluginSettings"]["Plugins"] = _masked_plugins(tree["PluginSettings"]["Plugins"], plugins or {})
    return tree


def shown(section: str, key: str, value: Any) -> Any:
    """One value as administrators may see it; settings of plugins, whose secrets nobody knows, stay hidden."""
    if (section, key) == _PLUGINS:
        return dict.fromkeys(cast("Mapping[str, Any]", value), MASK) if isinstance(value, Mapping) else MASK
    return _masked(section, key, value) if value else value


def _masked(section: str, key: str, value: Any) -> Any:
    match fact(section, key).masking:
        case Masking.ALWAYS:
            return MASK
        case Masking.IF_SET:
            return MASK if value else value
        case Masking.EACH:
            return [MASK for _ in value]
        case Masking.INSIDE if (section, key) in _INSIDE:
            part = _INSIDE[section, key]
            if isinstance(value, list):
                return [_hide(one, part) for one in cast("list[dict[str, Any]]", value)]
            return _hide(value, part)
        case _:
            return value


def _hide(table: dict[str, Any], part: str) -> dict[str, Any]:
    return {**table, part: MASK} if table.get(part) else table


def _masked_plugins(settings: Mapping[str, Mapping[str, Any]], plugins: PluginSecrets) -> dict[str, Any]:
    return {
        plugin: {
            key: MASK if key.lower() in secret and value else value
            for secret in (frozenset(name.lower() for name in plugins[plugin]),)
            for key, value in keys.items()
        }
        for plugin, keys in settings.items()
        if plugin in plugins
    }


def unmasked(section: str, key: str, value: Any, held: Any) -> Any:
    """The value to store when asterisks came back: the secret that is held already."""
    if (section, key) == _PLUGINS and isinstance(value, Mapping):
        return _unmasked_plugins(cast("Mapping[str, Any]", value), held)
    if fact(section, key).masking is Masking.NONE:
        return value
    if isinstance(value, list):
        return _unmasked_list(section, key, cast("list[Any]", value), held)
    if isinstance(value, Mapping):
        return _reveal(cast("Mapping[str, Any]", value), held, _INSIDE.get((section, key), ""))
    return held if value == MASK else value


def _unmasked_list(section: str, key: str, values: list[Any], held: list[Any]) -> list[Any]:
    part = _INSIDE.get((section, key), "")
    kept: list[Any] = []
    for place, value in enumerate(values):
        old = held[place] if place < len(held) else None
        if isinstance(value, Mapping):
            kept.append(_reveal(cast("Mapping[str, Any]", value), old or {}, part))
        elif value != MASK:
            kept.append(value)
        elif old is not None:
            kept.append(old)
    return kept


def _reveal(table: Mapping[str, Any], held: Mapping[str, Any], part: str) -> dict[str, Any]:
    return {**table, part: held.get(part, "")} if table.get(part) == MASK else dict(table)


def _unmasked_plugins(wanted: Mapping[str, Any], held: Mapping[str, Any]) -> dict[str, Any]:
    """Plugins that were left out of what the reader saw keep their settings."""
    kept = dict(held)
    for plugin, keys in wanted.items():
        if isinstance(keys, Mapping):
            old: Mapping[str, Any] = held.get(plugin, {})
            sent = cast("Mapping[str, Any]", keys)
            kept[plugin] = {key: old.get(key, "") if value == MASK else value for key, value in sent.items()}
        else:
            kept[plugin] = keys
    return kept


def readable(tree: TreeLike, may_read: MayUse) -> Tree:
    """The keys a reader may see; a section of which nothing is left stays as an empty object.

    may_read: gets the access tags of a key (`sysconsole_read_<tag>` opens it; `*_read` is any of them); no tags
              means that only those who manage the system may see it.
    """
    kept: Tree = {section: {} for section in tree}
    for section, key, value in keys_of(tree):
        if may_read(fact(section, key).access):
            put(kept, section, key, value)
    return kept


def writable(changes: TreeLike, may_write: MayUse, *, restricted: bool = False) -> Tree:
    """The keys of a change its sender may write; the others are passed over, as Mattermost does.

    restricted: ExperimentalSettings.RestrictSystemAdmin is on, so write-restrictable keys stay as they are.
    """
    kept: Tree = {}
    for section, key, value in keys_of(changes):
        known = fact(section, key)
        if not is_known(section, key) or (restricted and known.write_restrictable) or not may_write(known.access):
            continue
        put(kept, section, key, value)
    return kept


def without_defaults(tree: TreeLike) -> Tree:
    """Only the keys that differ from their default."""
    kept: Tree = {}
    for section, key, value in keys_of(tree):
        if plain(SECTIONS[section].model_fields[key].get_default(call_default_factory=False)) != value:
            put(kept, section, key, value)
    return kept


def without_masked(tree: TreeLike) -> Tree:
    """The configuration without the keys whose value is hidden."""
    kept: Tree = {section: {} for section in tree}
    for section, key, value in keys_of(tree):
        if value != MASK and not (isinstance(value, list) and MASK in value):
            put(kept, section, key, value)
    return kept
