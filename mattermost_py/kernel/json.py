"""JSON as bytes, by orjson; dataclasses go out as objects with their field names."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter, methodcaller
from typing import Any, cast

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


def _encode(value: Any) -> Any:
    """What orjson hands over: dataclasses, sets, raw fragments and pydantic models."""
    return _encoder(cast("type[Any]", type(value)))(value)


@cache
def _encoder(kind: type[Any]) -> Callable[[Any], Any]:
    """How values of this type become what orjson knows; found out once."""
    if hasattr(kind, "wire"):
        return methodcaller("wire")
    if is_dataclass(kind):
        return _by_fields(kind)
    if kind is Raw:
        return lambda raw: orjson.Fragment(raw.text)
    if issubclass(kind, (set, frozenset)):
        return sorted
    if hasattr(kind, "model_dump"):
        return methodcaller("model_dump")
    raise TypeError(f"no JSON form for {kind.__name__}")


def _by_fields(kind: type[Any]) -> Callable[[Any], Any]:
    names = tuple(field.name for field in fields(kind))
    if len(names) < 2:
        return lambda value: {name: getattr(value, name) for name in names}
    values = attrgetter(*names)
    return lambda value: dict(zip(names, values(value), strict=True))
