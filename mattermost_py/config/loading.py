"""Layers made into one checked snapshot: the highest layer that names a key decides it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from pydantic_settings import PydanticBaseSettingsSource

from mattermost_py.config.errors import ConfigError, Problem
from mattermost_py.config.facts import Masking, fact
from mattermost_py.config.layers import Inside, Layer, Origin
from mattermost_py.config.rule_tables import check
from mattermost_py.config.settings import SECTIONS, Settings
from mattermost_py.config.shapes import annotation_of, did_you_mean, expected, frozen
from mattermost_py.config.tree import Tree, keys_of, plain, put

# Secrets Mattermost shows to administrators, but which belong in no log and no terminal.
QUIET_KEYS = frozenset(
    {
        ("ImageProxySettings", "RemoteImageProxyOptions"),
        ("LogSettings", "AdvancedLoggingJSON"),
        ("ExperimentalAuditSettings", "AdvancedLoggingJSON"),
    }
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A snapshot and where each of its keys came from."""

    settings: Settings
    layers: tuple[Layer, ...]  # highest first
    origins: Mapping[tuple[str, str], Origin]  # keys not in here have their default

    def where(self, section: str, key: str) -> str:
        """The file and line, variable or other place that decided a key."""
        for layer in self.layers:
            if key in layer.values.get(section, {}):
                return layer.where(section, key)
        return ""


class _Merged(PydanticBaseSettingsSource):
    """Hands the merged layers to pydantic-settings; merged by key, so a map is replaced, never mixed."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        super().__init__(Settings)
        self.origins: dict[tuple[str, str], Origin] = {}
        self._tree: Tree = {}
        for layer in reversed(layers):
            for section, key, value in keys_of(layer.values):
                self.origins[section, key] = layer.origin
                put(self._tree, section, key, self._completed(section, key, value))

    def _completed(self, section: str, key: str, value: Any) -> Any:
        if not isinstance(value, Inside):
            return frozen(value)
        below = self._tree.get(section, {}).get(key)
        if below is None:
            below = plain(SECTIONS[section].model_fields[key].get_default(call_default_factory=False))
        return frozen({**below, **value}) if isinstance(below, Mapping) else frozen(dict(value))

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """One section of the merged layers."""
        return self._tree.get(field_name), field_name, False

    def __call__(self) -> dict[str, Any]:
        """All sections that any layer names."""
        return cast("dict[str, Any]", self._tree)


def build(layers: Sequence[Layer], *, rules: bool = True) -> Loaded:
    """The snapshot that layers, highest first, make together.

    Raises:  ConfigError with every wrong type, or else every broken rule.
    """
    source = _Merged(layers)
    try:
        # The library's own door for ready sources; its type stub lists the fields only.
        settings = Settings(_build_sources=((source,), {}))  # pyright: ignore[reportCallIssue]  # see above
    except ValidationError as exc:
        raise ConfigError(_located(map(type_problem, exc.errors(include_url=False)), layers)) from exc
    loaded = Loaded(settings, tuple(layers), source.origins)
    broken = check(settings) if rules else []
    if broken:
        raise ConfigError(_located(broken, layers))
    return loaded


def _located(problems: Any, layers: Sequence[Layer]) -> list[Problem]:
    return [problem.at(_place(problem, layers)) for problem in problems]


def _place(problem: Problem, layers: Sequence[Layer]) -> str:
    key = problem.key.split(".")[0]
    for layer in layers:
        if key in layer.values.get(problem.section, {}):
            return layer.where(problem.section, key)
    return "default value"


def type_problem(error: ErrorDetails) -> Problem:
    """What is wrong with the type of one value, in words, without the value of a secret."""
    section, *rest = map(str, error["loc"])
    # Positions in a list and markers of pydantic are no names anybody wrote.
    path = [name for name in rest if not name.isdigit()]
    key = ".".join(path)
    if error["type"] == "extra_forbidden":
        known = _siblings(section, path)
        return Problem(f"unknown key{did_you_mean(path[-1], known)}", section, key)
    if not path:
        return Problem("must be a section of keys", section)
    wanted = expected(annotation_of(section, *path) or annotation_of(section, path[0]))
    shown = "" if is_secret(section, path[0]) else f", not {_shown(error['input'])}"
    return Problem(f"must be {wanted}{shown}", section, key)


def _siblings(section: str, path: Sequence[str]) -> list[str]:
    parent = annotation_of(section, *path[:-1])
    return list(getattr(parent, "model_fields", {}))


def _shown(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else repr(plain(value))
    return text if len(text) <= 60 else text[:57] + "..."


def is_secret(section: str, key: str) -> bool:
    """Whether the value must stay out of messages, logs and terminals."""
    return fact(section, key).masking is not Masking.NONE or (section, key) in QUIET_KEYS
