"""JSON as bytes, by orjson; dataclasses go out as objects with their field names."""

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

import orjson

JsonError = orjson.JSONDecodeError
_OPTIONS = orjson.OPT_NON_STR_KEYS | orjson.OPT_PASSTHROUGH_DATACLASS


def dumps(value: Any) -> bytes:
    """JSON text of dataclasses, dicts, lists and scalars, UTF-8, no spaces.

    A dataclass with a method `wire()` goes out as what that returns (for fields that are left out when empty).
    """
    return orjson.dumps(value, _encode, _OPTIONS)


def dumps_text(value: Any) -> str:
    """JSON inside JSON: the text that clients decode a second time."""
    return orjson.dumps(value, _encode, _OPTIONS).decode()


def loads(text: bytes | str | memoryview) -> Any:
    """The value of a JSON text. Raises: JsonError (a ValueError)."""
    return orjson.loads(text)


class Raw:
    """A ready JSON text to be placed inside a larger value without being read again."""

    __slots__ = ("text",)

    def __init__(self, text: bytes) -> None:
        self.text = text


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _encode(value: Any) -> Any:
    """What orjson hands over: dataclasses, sets, raw fragments and pydantic models."""
    wire = getattr(value, "wire", None)
    if wire is not None:
        return wire()
    if is_dataclass(value):
        return {name: getattr(value, name) for name in _names(type(value))}
    if isinstance(value, Raw):
        return orjson.Fragment(value.text)
    if isinstance(value, (set, frozenset)):
        return sorted(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType] - members unknown
    dump = getattr(value, "model_dump", None)
    if dump is not None:
        return dump()
    raise TypeError(f"no JSON form for {type(value).__name__}")
