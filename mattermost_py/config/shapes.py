"""Types of keys in words, and text (from the environment or a command) turned into their values."""

import json
import types
from collections.abc import Mapping
from contextlib import suppress
from difflib import get_close_matches
from typing import Any, Literal, Union, cast, get_args, get_origin

from mattermost_py.config.sections.base import Part
from mattermost_py.config.settings import SECTIONS

_TRUE = {"true", "t", "1"}
_FALSE = {"false", "f", "0"}


def annotation_of(section: str, *path: str) -> Any:
    """The type of a key, or of a key inside a key; None where anything may stand."""
    found: Any = SECTIONS[section]
    for name in path:
        found = _inner(_required(found), name)
    return _required(found)


def _inner(annotation: Any, name: str) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        field = annotation.model_fields.get(name)
        return field.annotation if field else None
    arguments = get_args(annotation)
    return arguments[-1] if get_origin(annotation) is Mapping and arguments else None


def _required(annotation: Any) -> Any:
    """The type without `| None`, and without notes on it."""
    if get_origin(annotation) in (Union, types.UnionType):
        return next(one for one in get_args(annotation) if one is not type(None))
    origin = get_origin(annotation)
    if hasattr(annotation, "__metadata__"):
        return _required(get_args(annotation)[0])
    return Mapping[get_args(annotation)] if origin is Mapping else annotation  # type: ignore[misc]  # built at run time


def expected(annotation: Any) -> str:
    """What a value of this type must be, for a message: "must be ..."."""
    origin = get_origin(annotation)
    if annotation is bool:
        return "true or false"
    if annotation is int:
        return "a whole number"
    if annotation is str:
        return "text in quotes"
    if origin is Literal:
        return "one of " + ", ".join(f'"{word}"' for word in get_args(annotation))
    if origin is tuple:
        inner = get_args(annotation)[0]
        return "a list of texts in quotes" if inner is str else "a list of tables"
    return "a table"


def from_text(annotation: Any, text: str) -> Any:
    """The value a text stands for; text that fits no value is returned as it is, to be refused later."""
    if annotation is str or get_origin(annotation) is Literal:
        return text
    if annotation is bool:
        return _flag(text.strip())
    if annotation is int:
        with suppress(ValueError):
            return int(text.strip())
        return text
    if get_origin(annotation) is tuple and not text.lstrip().startswith("["):
        return text.split()
    with suppress(ValueError):
        return json.loads(text)
    return text


def _flag(text: str) -> bool | str:
    if text.lower() in _TRUE:
        return True
    return False if text.lower() in _FALSE else text


def frozen(value: Any) -> Any:
    """The value with every list made a tuple, which is what the sections hold."""
    if isinstance(value, Mapping):
        return {name: frozen(inner) for name, inner in value.items()}  # pyright: ignore[reportUnknownVariableType]  # JSON
    if isinstance(value, list | tuple):
        return tuple(frozen(inner) for inner in value)  # pyright: ignore[reportUnknownVariableType]  # JSON
    return value


def trimmed(annotation: Any, value: Any) -> Any:
    """JSON of another version made to fit: unknown names and nulls inside a table are passed over."""
    if isinstance(annotation, type) and issubclass(annotation, Part) and isinstance(value, Mapping):
        fields = annotation.model_fields
        table = cast("Mapping[str, Any]", value)
        return {
            name: trimmed(_required(fields[name].annotation), inner)
            for name, inner in table.items()
            if name in fields and inner is not None
        }
    inner_type = next(iter(reversed(get_args(annotation))), None)
    if get_origin(annotation) is Mapping and isinstance(value, Mapping):
        return {name: trimmed(inner_type, inner) for name, inner in cast("Mapping[str, Any]", value).items()}
    if get_origin(annotation) is tuple and isinstance(value, list):
        return [trimmed(get_args(annotation)[0], inner) for inner in cast("list[Any]", value)]
    return value


def did_you_mean(name: str, known: list[str]) -> str:
    """A hint at the known name that looks most like the wrong one, or nothing."""
    by_lower = {one.lower(): one for one in known}
    close = get_close_matches(name.lower(), list(by_lower), n=1, cutoff=0.6)
    return f'; did you mean "{by_lower[close[0]]}"?' if close else ""
