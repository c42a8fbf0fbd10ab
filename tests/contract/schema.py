"""Whether a JSON value has the shape the official server gives it; remembers which fields it met."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from tests.contract import facts

seen_fields: set[str] = set()  # "Post.message": met with a value

_WHOLE = frozenset({"int64", "int", "int32", "uint64", "int64(nanoseconds)"})
_TEXT = frozenset({"string", "string(base64)", "string(rfc3339)", "time"})
_ANYTHING = frozenset({"any", "json", "T"})


def problems(value: Any, kind: Any, where: str = "") -> Iterator[str]:
    """Tells every difference between the value and the type, with the place where it is.

    kind: a type in the notation of the facts (`[]Post?`, `string,omitempty`), or field → type.
    """
    if isinstance(kind, dict):
        yield from _object(value, cast("dict[str, str]", kind), "", where)
        return
    kind = plain(kind)
    if kind.endswith("?"):
        if value is None:
            return
        kind = kind[:-1]
    if kind in facts.types():
        kind = facts.types()[kind]
    if kind.startswith("[]"):
        yield from _list(value, kind[2:], where)
    elif kind.startswith("map["):
        yield from _map(value, kind.partition("]")[2], where)
    elif kind in facts.schemas():
        yield from _object(value, facts.schemas()[kind], kind, where)
    elif not _fits(value, kind):
        yield f"{where}: {value!r:.80} is no {kind}"


def plain(kind: str) -> str:
    """A type without its tag and without the name that Go gives it."""
    kind = kind.partition(",omitempty")[0].removesuffix("(accepts string)")
    kind = re.sub(r"^PropertyOptions\[\*(\w+)\]", r"[]\1?", kind)
    return re.sub(r"(?<=\w)\??<\w+>$", lambda found: "?" if found[0].startswith("?") else "", kind)


def _fits(value: Any, kind: str) -> bool:
    if kind in _ANYTHING:
        return True
    if kind in _TEXT:
        return isinstance(value, str)
    if kind in _WHOLE:
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "float":
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind == "bool":
        return isinstance(value, bool)
    if kind == "object":
        return value is None or isinstance(value, dict)
    raise AssertionError(f"the facts do not know the type {kind}")


def _list(value: Any, kind: str, where: str) -> Iterator[str]:
    if value is None:
        return  # a list nobody filled
    if not isinstance(value, list):
        yield f"{where}: {value!r:.80} is no list"
        return
    for i, each in enumerate(cast("list[Any]", value)):
        yield from problems(each, kind, f"{where}[{i}]")


def _map(value: Any, kind: str, where: str) -> Iterator[str]:
    if value is None:
        return
    if not isinstance(value, dict):
        yield f"{where}: {value!r:.80} is no object"
        return
    for key, each in cast("dict[str, Any]", value).items():
        yield from problems(each, kind, f"{where}.{key}")


def _object(value: Any, fields: Mapping[str, str], name: str, where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where}: {value!r:.80} is no {name or 'object'}"
        return
    found = cast("dict[str, Any]", value)
    for unknown in found.keys() - fields.keys():
        yield f"{where}.{unknown}: {name} has no such field"
    for field, kind in fields.items():
        if field not in found:
            if ",omitempty" not in kind:
                yield f"{where}.{field}: absent ({kind})"
            continue
        inner = found[field]
        if ",omitempty" in kind and _is_empty(inner, kind):
            yield f"{where}.{field}: {inner!r} should be absent ({kind})"
            continue
        if inner is not None and name:
            seen_fields.add(f"{name}.{field}")
        yield from problems(inner, kind, f"{where}.{field}")


def _is_empty(value: Any, kind: str) -> bool:
    """Go leaves out what has its zero value; of pointers, only nil."""
    if value is None:
        return True
    return "?" not in kind.replace("[]", "") and value in ("", 0, False, [], {})


def all_fields(*names: str) -> set[str]:
    """Every field that values of these types can have, however deep."""
    found: set[str] = set()
    todo = {word for name in names for word in re.findall(r"[A-Za-z]\w*", name)}
    done: set[str] = set()
    while todo:
        name = todo.pop()
        done.add(name)
        fields = facts.schemas().get(name, {})
        found |= {f"{name}.{field}" for field in fields}
        inner = [*fields.values(), facts.types().get(name, "")]
        todo |= {word for kind in inner for word in re.findall(r"[A-Za-z]\w*", plain(kind))} - done
    return found
