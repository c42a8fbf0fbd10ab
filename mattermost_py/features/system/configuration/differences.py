"""How one saved configuration differs from another, whoever wrote them: with all keys, or with the changed ones."""

from typing import Any

from mattermost_py.config.facts import Masking, fact
from mattermost_py.config.layers import saved_layer
from mattermost_py.config.masking import shown
from mattermost_py.config.settings import SECTIONS
from mattermost_py.config.tree import Tree, TreeLike, keys_of, plain
from mattermost_py.features.system.configuration.models import Difference


def differences(before: TreeLike, after: TreeLike) -> tuple[Difference, ...]:
    """The settings that have another value, in the order of the configuration."""
    old, new = saved_layer(before).values, saved_layer(after).values
    names = {(section, key) for tree in (old, new) for section, key, _ in keys_of(tree)}
    return tuple(
        Difference(
            section=section,
            key=key,
            before=shown(section, key, _value(old, section, key)),
            after=shown(section, key, _value(new, section, key)),
            is_secret=fact(section, key).masking is not Masking.NONE,
        )
        for section, model in SECTIONS.items()
        for key in model.model_fields
        if (section, key) in names and _value(old, section, key) != _value(new, section, key)
    )


def _value(tree: Tree, section: str, key: str) -> Any:
    """What was saved, or the default where nothing was."""
    keys = tree.get(section, {})
    if key in keys:
        return plain(keys[key])
    return plain(SECTIONS[section].model_fields[key].get_default(call_default_factory=False))
