"""A config.json of Mattermost turned into our TOML, with a report of what it changes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from mattermost_py.config.errors import ConfigError, Problem
from mattermost_py.config.layers import Layer
from mattermost_py.config.loading import build, is_secret
from mattermost_py.config.settings import MATTERMOST_SECTIONS, SECTIONS
from mattermost_py.config.shapes import annotation_of, trimmed
from mattermost_py.config.toml_text import to_toml
from mattermost_py.config.tree import Tree, keys_of, plain, put


@dataclass(frozen=True, slots=True)
class Converted:
    """The TOML, what in it differs from our defaults, and what was left out."""

    toml: str
    differences: tuple[str, ...]
    left_out: tuple[str, ...]


def from_mattermost(path: Path) -> Converted:
    """Converts an official configuration file; keys that have their default are not written.

    Raises:  ConfigError if the file is no JSON object, or holds values Mattermost would refuse.
    """
    official = _read(path)
    differing: Tree = {}
    left_out: list[str] = []
    for section, key, value in keys_of(_sections(official, left_out)):
        if section not in MATTERMOST_SECTIONS or key not in SECTIONS[section].model_fields:
            left_out.append(f"{section}.{key}: unknown to this version")
            continue
        fitting = trimmed(annotation_of(section, key), value)
        if fitting is not None and fitting != _default(section, key):
            put(differing, section, key, fitting)
    build([Layer("file", differing, lambda section, key: str(path))])
    lines = [_difference(section, key, value) for section, key, value in keys_of(differing)]
    return Converted(to_toml(differing), tuple(lines), tuple(left_out))


def _read(path: Path) -> dict[str, Any]:
    try:
        official = json.loads(path.read_text(encoding="utf-8"))
    except OSError as exc:
        raise ConfigError([Problem(f"cannot be read: {exc.strerror}", where=str(path))]) from exc
    except json.JSONDecodeError as exc:
        raise ConfigError([Problem(f"not JSON: {exc.msg}", where=f"{path}:{exc.lineno}")]) from exc
    except UnicodeDecodeError as exc:
        raise ConfigError([Problem("is not UTF-8 text", where=str(path))]) from exc
    if not isinstance(official, dict):
        raise ConfigError([Problem("must be a JSON object of sections", where=str(path))])
    return cast("dict[str, Any]", official)


def _sections(official: Mapping[str, Any], left_out: list[str]) -> dict[str, Mapping[str, Any]]:
    sections: dict[str, Mapping[str, Any]] = {}
    for name, keys in official.items():
        if isinstance(keys, Mapping):
            sections[name] = cast("Mapping[str, Any]", keys)
        else:
            left_out.append(f"{name}: not a section")
    return sections


def _default(section: str, key: str) -> Any:
    return plain(SECTIONS[section].model_fields[key].get_default(call_default_factory=False))


def _difference(section: str, key: str, value: Any) -> str:
    if is_secret(section, key):
        return f"{section}.{key} = (secret)"
    return f"{section}.{key} = {json.dumps(value)} (default {json.dumps(_default(section, key))})"
