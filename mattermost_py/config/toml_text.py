"""Configuration written as TOML: the example file, converted files, and single changes that keep comments."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from mattermost_py.config.facts import FACTS
from mattermost_py.config.notes import KEY_NOTES
from mattermost_py.config.rule_tables import allowed_values
from mattermost_py.config.sections.base import Section
from mattermost_py.config.settings import OUR_SECTIONS, SECTIONS
from mattermost_py.config.tree import TreeLike, plain

_HEAD = """\
# Every setting with its default. Copy this file to config.toml and take the # away from what you change.
# A variable wins over this file: MM_SERVICESETTINGS_SITEURL sets SiteURL of [ServiceSettings].
# What is set here cannot be changed in the system console. `mmpy config validate` checks the file.
"""


def toml_value(value: Any) -> str:
    """A value as TOML writes it, on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, str):
        # JSON's escapes are TOML's, except for DEL, which TOML wants escaped.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Mapping):
        table = cast("Mapping[str, Any]", value)
        inner = ", ".join(f"{_toml_key(name)} = {toml_value(one)}" for name, one in table.items() if one is not None)
        return f"{{ {inner} }}" if inner else "{}"
    return "[" + ", ".join(map(toml_value, value)) + "]"


def _toml_key(name: str) -> str:
    is_bare = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if is_bare else toml_value(name)


def to_toml(tree: TreeLike) -> str:
    """Sections and keys as a TOML file."""
    blocks: list[str] = []
    for section, keys in tree.items():
        lines = [f"{key} = {toml_value(value)}" for key, value in keys.items() if value is not None]
        if lines:
            blocks.append("\n".join([f"[{section}]", *lines]) + "\n")
    return "\n".join(blocks)


def example() -> str:
    """The text of config.example.toml: our own sections first, then Mattermost's."""
    ordered = [name for name in SECTIONS if name in OUR_SECTIONS] + [name for name in SECTIONS if name in FACTS]
    return "\n".join([_HEAD, *(_example_section(name, SECTIONS[name]) for name in ordered)])


def _example_section(name: str, model: type[Section]) -> str:
    lines = [f"# {model.__doc__}", f"[{name}]"]
    for key, field in model.model_fields.items():
        default = plain(field.get_default(call_default_factory=False))
        note = KEY_NOTES.get(f"{name}.{key}") or _allowed_note(name, key)
        if note:
            lines.append(f"# {note}")
        lines.append(f"#{key} = {toml_value(default)}" if default is not None else f"# {key}: not set.")
    return "\n".join(lines) + "\n"


def _allowed_note(section: str, key: str) -> str:
    words = [f'"{word}"' for word in allowed_values(section, key)]
    return f"One of {', '.join(words)}." if len(words) > 1 else ""


def with_value(text: str, section: str, key: str, value: Any) -> str:
    """The file with one key set; comments, order and spacing of the rest stay."""
    import tomlkit  # slow to import, and only `config set` edits a file
    from tomlkit.items import Table

    document = tomlkit.parse(text)
    if section not in document:
        document.append(section, tomlkit.table())
    cast("Table", document[section])[key] = plain(value)
    return tomlkit.dumps(document)  # pyright: ignore[reportUnknownMemberType]  # its parameter types are partial


def write_safely(path: Path, text: str) -> None:
    """Replaces a file in one step; it may hold secrets, so a new one is readable by its owner only."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.touch(mode=0o600)
    fresh.write_text(text, encoding="utf-8")
    if path.exists():
        fresh.chmod(path.stat().st_mode & 0o777)
    fresh.replace(path)
