"""Changes that arrive through the API: secrets sent back masked, keys that are fixed, what to store."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from mattermost_py.config.errors import ConfigError, Problem
from mattermost_py.config.facts import fact
from mattermost_py.config.layers import is_saveable
from mattermost_py.config.masking import unmasked
from mattermost_py.config.sections.base import Part
from mattermost_py.config.settings import SAVED_SECTIONS, SECTIONS, Settings
from mattermost_py.config.shapes import annotation_of, trimmed
from mattermost_py.config.tree import Tree, TreeLike, keys_of, plain, put


def accepted(changes: Mapping[str, Any], current: Settings, *, is_fixed: Callable[[str, str], bool]) -> Tree:
    """The part of a change that can be written, with masked secrets put back."""
    wanted: Tree = {}
    for section, key, value in keys_of(_sections(changes)):
        if value is None or not is_saveable(section, key) or is_fixed(section, key):
            continue
        held = plain(current.value(section, key))
        sent = _completed(annotation_of(section, key), value, held)
        put(wanted, section, key, unmasked(section, key, sent, held))
    return wanted


def _completed(annotation: Any, value: Any, held: Any) -> Any:
    """The value with the parts that were not sent; only maps with free names are always sent whole."""
    sent = trimmed(annotation, value)
    is_table = isinstance(annotation, type) and issubclass(annotation, Part)
    return {**held, **cast("dict[str, Any]", sent)} if is_table and isinstance(sent, dict) else sent


def _sections(changes: Mapping[str, Any]) -> TreeLike:
    for section, keys in changes.items():
        if section in SAVED_SECTIONS and keys is not None and not isinstance(keys, Mapping):
            raise ConfigError([Problem("must be an object", section)])
    return {section: cast("Mapping[str, Any]", keys) for section, keys in changes.items() if isinstance(keys, Mapping)}


def sparse(saved: TreeLike) -> Tree:
    """Saved values without those that equal the default.

    Keys with another default for upgraded sites are kept, so that Mattermost, which fills in missing keys of a
    used configuration by those defaults, reads the same values from them.
    """
    kept: Tree = {}
    for section, key, value in keys_of(saved):
        differs = plain(SECTIONS[section].model_fields[key].get_default(call_default_factory=False)) != plain(value)
        if differs or fact(section, key).upgrade_default is not None:
            put(kept, section, key, plain(value))
    return kept
