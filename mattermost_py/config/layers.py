"""Where settings come from: command line, environment, file and saved values, each read as one layer."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from mattermost_py.config.errors import ConfigError, Problem
from mattermost_py.config.sections.base import Part
from mattermost_py.config.settings import SAVED_SECTIONS, SECTIONS
from mattermost_py.config.shapes import annotation_of, did_you_mean, from_text, trimmed
from mattermost_py.config.toml_lines import key_lines
from mattermost_py.config.tree import Tree, TreeLike, keys_of, put

Origin = Literal["option", "env", "file", "saved", "default"]
Where = Callable[[str, str], str]
Address = tuple[str, ...]

DATA_VARIABLE = "MMPY_DATA"
FILE_VARIABLE = "MM_CONFIG"
# Which database to open must be known before anything saved in it can be read.
BOOT_KEYS = frozenset({("SqlSettings", "DataSource"), ("SqlSettings", "DriverName")})
_LINE = re.compile(r"\(at line (\d+), column \d+\)")


class Inside(dict[str, Any]):
    """Parts of a key set one by one; the rest of the key comes from the layers below."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Values from one place, and how to name the place of each."""

    origin: Origin
    values: Tree
    where: Where


def option_layer(overrides: TreeLike | None) -> Layer:
    """What was said on the command line."""
    values = {section: dict(keys) for section, keys in (overrides or {}).items()}
    return Layer("option", values, lambda section, key: "command line")


def saved_layer(saved: TreeLike | None) -> Layer:
    """What was saved through the API. Other versions save other keys, so unknown ones are passed over."""
    values: Tree = {}
    for section, key, value in keys_of(_sections_only(saved or {})):
        if is_saveable(section, key) and value is not None:
            put(values, section, key, trimmed(annotation_of(section, key), value))
    return Layer("saved", values, lambda section, key: "saved value")


def _sections_only(saved: TreeLike) -> TreeLike:
    return {name: keys for name, keys in saved.items() if name in SAVED_SECTIONS}


def is_saveable(section: str, key: str) -> bool:
    """Whether a value of this key may come from the API: it exists and is not needed to find the database."""
    if section not in SAVED_SECTIONS or (section, key) in BOOT_KEYS:
        return False
    return key in SECTIONS[section].model_fields


@cache
def _variables() -> dict[str, Address]:
    """Every variable that sets something, and what it sets."""
    found: dict[str, Address] = {}
    for section, model in SECTIONS.items():
        for key in model.model_fields:
            found[f"MM_{section}_{key}".upper()] = (section, key)
            for path in _parts_of(annotation_of(section, key)):
                found["_".join(("MM", section, key, *path)).upper()] = (section, key, *path)
    found[DATA_VARIABLE] = ("Data", "Directory")
    return found


def _parts_of(annotation: Any) -> list[Address]:
    if not (isinstance(annotation, type) and issubclass(annotation, Part)):
        return []
    return [(name,) for name in annotation.model_fields]


def variable_name(section: str, key: str) -> str:
    """The environment variable that sets a key."""
    return f"MM_{section}_{key}".upper()


def environment_layer(environ: Mapping[str, str]) -> Layer:
    """What `MM_SECTION_KEY` variables say.

    Lists are words between spaces, or JSON; tables are JSON.
    Raises:  ConfigError for a variable that begins like a section's but names no key of it.
    """
    values: Tree = {}
    problems: list[Problem] = []
    variables = _variables()
    for name in sorted(name for name in environ if name.startswith("MM")):
        address = variables.get(name)
        if address is not None:
            _put_text(values, address, environ[name])
        elif problem := _unknown_variable(name):
            problems.append(problem)
    if problems:
        raise ConfigError(problems)
    return Layer("env", values, lambda section, key: _variable_in(environ, section, key))


def _put_text(values: Tree, address: Address, text: str) -> None:
    section, key, *path = address
    annotation = annotation_of(section, key, *path)
    if not text and annotation is not str:
        return  # compose files pass empty variables for what is not set
    value = from_text(annotation, text)
    if not path:
        put(values, section, key, value)
        return
    # `_variables` sorts a key before its parts, so a whole key given as JSON is there already.
    whole = values.setdefault(section, {}).setdefault(key, Inside())
    if isinstance(whole, dict):
        whole[path[0]] = value


def _unknown_variable(name: str) -> Problem | None:
    for section in SECTIONS:
        prefix = f"MM_{section}_".upper()
        # Feature flags come and go with every version, so a left-over is no mistake.
        if name.startswith(prefix) and section != "FeatureFlags":
            known = [variable_name(section, key) for key in SECTIONS[section].model_fields]
            return Problem(f"unknown variable{did_you_mean(name, known)}", where=f"environment {name}")
    return None


def _variable_in(environ: Mapping[str, str], section: str, key: str) -> str:
    name = variable_name(section, key)
    if name not in environ and (section, key) == ("Data", "Directory"):
        name = DATA_VARIABLE
    return f"environment {name}"


def file_layer(path: Path | None) -> Layer:
    """What a TOML file says.

    Raises:  ConfigError if it cannot be read, is not TOML, or has an unknown section or key.
    """
    if path is None:
        return Layer("file", {}, lambda section, key: "")
    text = _read(path)
    parsed = _parse(text, path)
    lines = key_lines(text)

    def where(*address: str) -> str:
        line = lines.get(address) or lines.get(address[:1])
        return f"{path}:{line}" if line else str(path)

    problems = unknown_names(parsed, where)
    if problems:
        raise ConfigError(problems)
    return Layer("file", cast("Tree", parsed), where)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as exc:
        raise ConfigError([Problem(f"cannot be read: {exc.strerror}", where=str(path))]) from exc
    except UnicodeDecodeError as exc:
        raise ConfigError([Problem("is not UTF-8 text", where=str(path))]) from exc


def _parse(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        message = str(exc)
        at = _LINE.search(message)
        line = at[1] if at else str(text.count("\n") + 1)
        hint = ""
        if text.lstrip().startswith("{"):
            hint = "; a config.json of Mattermost is converted by `mmpy config from-mattermost`"
        reason = message.split(" (at ", maxsplit=1)[0]
        raise ConfigError([Problem(f"not TOML: {reason}{hint}", where=f"{path}:{line}")]) from exc


def unknown_names(parsed: Mapping[str, Any], where: Callable[..., str]) -> list[Problem]:
    """A problem for every section or key that does not exist."""
    problems: list[Problem] = []
    for section, keys in parsed.items():
        if section not in SECTIONS:
            problems.append(_unknown_section(section, keys).at(where(section)))
        elif not isinstance(keys, Mapping):
            problems.append(Problem(f"is a section: write [{section}] on a line of its own").at(where(section)))
        else:
            known = list(SECTIONS[section].model_fields)
            for key in cast("Mapping[str, Any]", keys):
                if key not in known:
                    message = f"unknown key{did_you_mean(key, known)}"
                    problems.append(Problem(message, section, key).at(where(section, key)))
    return problems


def _unknown_section(name: str, keys: Any) -> Problem:
    if isinstance(keys, Mapping):
        return Problem(f"unknown section{did_you_mean(name, list(SECTIONS))}", name)
    owners = [section for section, model in SECTIONS.items() if name in model.model_fields]
    if owners:
        return Problem(f"stands outside of a section; it belongs under [{owners[0]}]", key=name)
    return Problem("unknown key, outside of any section", key=name)


def option_names(overrides: TreeLike | None) -> list[Problem]:
    """A problem for every command line option that names no key; a mistake of the caller."""
    return unknown_names(overrides or {}, lambda *address: "command line")
