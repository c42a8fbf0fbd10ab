"""Configuration as plain nested dicts, the shape of JSON and TOML: section, key, value."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias, cast

from pydantic import BaseModel

# Values come from JSON, TOML or the environment; the section classes give them a type.
Tree: TypeAlias = dict[str, dict[str, Any]]
TreeLike: TypeAlias = Mapping[str, Mapping[str, Any]]


def plain(value: Any) -> Any:
    """The value made of dicts, lists and scalars only, every container new."""
    if isinstance(value, BaseModel):
        return {name: plain(inner) for name, inner in value.__dict__.items()}
    if isinstance(value, Mapping):
        return {name: plain(inner) for name, inner in cast("Mapping[str, Any]", value).items()}
    if isinstance(value, tuple | list):
        return [plain(inner) for inner in cast("tuple[Any, ...]", value)]
    return value


def keys_of(tree: TreeLike) -> Iterator[tuple[str, str, Any]]:
    """Every section, key and value, in order."""
    for section, keys in tree.items():
        for key, value in keys.items():
            yield section, key, value


def put(tree: Tree, section: str, key: str, value: Any) -> None:
    """Sets one key, making its section if it is the first."""
    tree.setdefault(section, {})[key] = value
