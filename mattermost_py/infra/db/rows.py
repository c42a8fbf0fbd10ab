"""From columns to typed rows: a column fills the field that equals it without underscores."""

from collections.abc import Callable, Sequence
from dataclasses import MISSING, fields, is_dataclass
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any, TypeVar, cast

M = TypeVar("M")

_SCALARS: tuple[type, ...] = (str, int, bool, float, bytes, dict, list)


def row_maker(model: type[M], columns: Sequence[str]) -> Callable[[tuple[Any, ...]], M]:
    """How to make a `model` of one row.

    model:   a dataclass, or a scalar type (then the row's first column is the value), or for long lists a NamedTuple.
    Raises:  TypeError if a column has no field or comes twice, or a field without default has no column. A NamedTuple
             must have its fields in the order of the columns.
    """
    return cast("Callable[[tuple[Any, ...]], M]", _maker(model, tuple(columns)))


@lru_cache(maxsize=2048)
def _maker(model: type[Any], columns: tuple[str, ...]) -> Callable[[tuple[Any, ...]], Any]:
    if issubclass(model, tuple):
        return _tuple_maker(cast("type[Any]", model), columns)
    if not is_dataclass(model):
        if model in _SCALARS and len(columns) == 1:
            return itemgetter(0)
        raise TypeError(f"{model.__name__} cannot be made of columns {columns}")
    place = {name.replace("_", ""): index for index, name in enumerate(columns)}
    if len(place) < len(columns):
        raise TypeError(f"{model.__name__}: a column comes twice in {columns}")
    names = [(field.name, place.pop(field.name.replace("_", ""), None)) for field in fields(model) if field.init]
    required = {f.name for f in fields(model) if f.default is MISSING and f.default_factory is MISSING}
    missing = [name for name, index in names if index is None and name in required]
    if place or missing:
        raise TypeError(f"{model.__name__}: columns without field {sorted(place)}, fields without column {missing}")
    return _by_position(model, names)


def _tuple_maker(model: type[Any], columns: tuple[str, ...]) -> Callable[[tuple[Any, ...]], Any]:
    names: tuple[str, ...] = getattr(model, "_fields", ())
    if [name.replace("_", "") for name in names] != [name.replace("_", "") for name in columns]:
        raise TypeError(f"{model.__name__} cannot be made of columns {columns}")
    return cast("Callable[[tuple[Any, ...]], Any]", partial(tuple.__new__, model))  # pyright: ignore[reportUnknownMemberType]


def _by_position(model: type[Any], names: list[tuple[str, int | None]]) -> Callable[[tuple[Any, ...]], Any]:
    indexes = [index for _, index in names]
    if indexes == list(range(len(indexes))):
        return lambda row: model(*row)
    if None not in indexes and len(indexes) > 1:
        pick = itemgetter(*cast("list[int]", indexes))
        return lambda row: model(*pick(row))
    given = [(name, index) for name, index in names if index is not None]
    defaults = {field.name: field.default for field in fields(model)}
    if all(defaults[name] is not MISSING for name, index in names if index is None):
        return _with_defaults(model, names, defaults)
    return lambda row: model(**{name: row[index] for name, index in given})


def _with_defaults(
    model: type[Any], names: list[tuple[str, int | None]], defaults: dict[str, Any]
) -> Callable[[tuple[Any, ...]], Any]:
    """Fields without a column take their defaults from behind the row; by position is a third of the cost by name."""
    missing = [name for name, index in names if index is None]
    behind = tuple(defaults[name] for name in missing)
    columns = sum(index is not None for _, index in names)
    places = [columns + missing.index(name) if index is None else index for name, index in names]
    if len(places) == 1:
        return lambda row: model((row + behind)[places[0]])
    pick = itemgetter(*places)
    return lambda row: model(*pick(row + behind))
