"""The configuration in use: its snapshot, the origin of each key, reload, and changes by the API."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from mattermost_py.config.changes import accepted, sparse
from mattermost_py.config.errors import ConfigError
from mattermost_py.config.facts import FACTS, fact
from mattermost_py.config.layers import (
    FILE_VARIABLE,
    Layer,
    Origin,
    environment_layer,
    file_layer,
    option_layer,
    option_names,
    saved_layer,
)
from mattermost_py.config.loading import build
from mattermost_py.config.settings import OUR_SAVED_SECTIONS, SECTIONS, Settings
from mattermost_py.config.tree import Tree, TreeLike, keys_of, put

Listener = Callable[[Settings, Settings], None]
DEFAULT_FILE = "config.toml"


class ConfigStore:
    """Holds one snapshot at a time; whoever needs several settings at once takes `current` once.

    Belongs to the main task of its process: `reload` and `subscribe` are called from there only.
    """

    def __init__(
        self, file: Path | None, environ: Mapping[str, str], saved: TreeLike | None, overrides: TreeLike | None
    ) -> None:
        problems = option_names(overrides)
        if problems:
            raise ConfigError(problems)
        self.file = file
        self._environ = environ
        self._options = option_layer(overrides)
        self._saved = saved_layer(saved)
        self._listeners: list[Listener] = []
        self._loaded = build((*self._fixed_layers(), self._saved))

    @property
    def current(self) -> Settings:
        """The snapshot in use."""
        return self._loaded.settings

    @property
    def saved(self) -> Tree:
        """The values saved through the API, as last handed in."""
        return {section: dict(keys) for section, keys in self._saved.values.items()}

    def origin(self, section: str, key: str) -> Origin:
        """Who decided the value of a key."""
        return self._loaded.origins.get((section, key), "default")

    def where(self, section: str, key: str) -> str:
        """The file and line, or the variable, that decided a key; empty for a default."""
        return self._loaded.where(section, key)

    def is_fixed(self, section: str, key: str) -> bool:
        """Whether the API cannot change a key, because something that wins over it is set."""
        return self.origin(section, key) in ("option", "env", "file")

    def environment_overrides(self) -> dict[str, dict[str, bool]]:
        """A tree of true for every key the API cannot change, which is what clients lock by it.

        Keys of the file are in it too: to whoever edits settings in a client they are as fixed as variables.
        """
        tree: dict[str, dict[str, bool]] = {}
        for section, key in self._loaded.origins:
            if section in FACTS and self.is_fixed(section, key):
                tree.setdefault(section, {})[key] = True
        return tree

    def reload(self, saved: TreeLike | None = None) -> Settings:
        """Reads file and environment again, with new saved values if given, and tells the listeners.

        Raises:  ConfigError; then the snapshot stays as it was.
        """
        fresh = self._saved if saved is None else saved_layer(saved)
        loaded = build((*self._fixed_layers(), fresh))
        before, self._loaded, self._saved = self._loaded, loaded, fresh
        if before.settings != loaded.settings:
            for listener in tuple(self._listeners):
                listener(before.settings, loaded.settings)
        return loaded.settings

    def subscribe(self, listener: Listener) -> None:
        """Calls the listener with the old and the new snapshot whenever a reload changed something."""
        self._listeners.append(listener)

    def patch(self, changes: Mapping[str, Any], *, whole: bool = False) -> Tree:
        """The values to save so that these changes hold; nothing is changed yet.

        changes: sections and keys in Mattermost's JSON shape; null and unknown keys are passed over, a masked
                 secret keeps its value. Keys set by command line, environment or file are not written.
        whole:   the changes are a complete configuration, so what they leave out returns to its default.
        Returns: everything to store in place of the saved values; then call `reload` with it.
        Raises:  ConfigError; the first problem has the error id for the wire.
        """
        wanted = accepted(changes, self.current, is_fixed=self.is_fixed)
        kept: Tree = {}
        for section, keys in self._saved.values.items():
            stays = not whole or section in OUR_SAVED_SECTIONS  # other clients know nothing of them
            kept[section] = {key: value for key, value in keys.items() if stays or self.is_fixed(section, key)}
        for section, keys in wanted.items():
            kept.setdefault(section, {}).update(keys)
        build((*self._fixed_layers(), saved_layer(kept)))
        return sparse(kept)

    def former(self, values: TreeLike, *, keeps: Callable[[str, str], bool]) -> Tree:
        """The values to save so that exactly what was saved once holds again; nothing is changed yet.

        keeps:   keys that stay as they are now.
        Raises:  ConfigError if this version could not be used any more.
        """
        wanted: Tree = {}
        for section, key, value in keys_of(saved_layer(values).values):
            if not keeps(section, key):
                put(wanted, section, key, value)
        for section, key, value in keys_of(self._saved.values):
            if keeps(section, key):
                put(wanted, section, key, value)
        build((*self._fixed_layers(), saved_layer(wanted)))
        return sparse(wanted)

    def _fixed_layers(self) -> tuple[Layer, ...]:
        return self._options, environment_layer(self._environ), file_layer(self.file)


def load(
    file: Path | None,
    *,
    environ: Mapping[str, str] = os.environ,
    saved: TreeLike | None = None,
    overrides: TreeLike | None = None,
) -> ConfigStore:
    """Loads the configuration: command line > environment > file > saved > default.

    file:    None means the file MM_CONFIG names, else config.toml in the working directory if there is one.
    Raises:  ConfigError with one line a problem.
    """
    return ConfigStore(file or configured_file(environ), environ, saved, overrides)


def configured_file(environ: Mapping[str, str] = os.environ) -> Path | None:
    """The file to read when none is named on the command line."""
    if named := environ.get(FILE_VARIABLE):
        return Path(named)
    usual = Path(DEFAULT_FILE)
    return usual if usual.is_file() else None


_MADE_BY_US = "SqlSettings.AtRestEncryptKey"  # the first start fills it


def restart_keys(before: Settings, after: Settings) -> list[str]:
    """The changed keys that act only after the next start."""
    changed = [
        f"{section}.{key}"
        for section, model in SECTIONS.items()
        for key in model.model_fields
        if fact(section, key).needs_restart and before.value(section, key) != after.value(section, key)
    ]
    return [each for each in changed if each != _MADE_BY_US or before.SqlSettings.AtRestEncryptKey]
