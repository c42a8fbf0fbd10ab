"""Reads MessagePack, which some clients send in binary frames instead of JSON. Source: its specification."""

from struct import unpack_from
from typing import Any

DEEPEST = 32


class MsgpackError(ValueError):
    """Not one whole MessagePack value."""


def unpack(data: bytes) -> Any:
    """The one value these bytes hold. Extension types are refused. Raises: MsgpackError."""
    reader = _Reader(data)
    try:
        value = reader.value(0)
    except (IndexError, UnicodeDecodeError, TypeError) as exc:
        raise MsgpackError(str(exc)) from exc
    if reader.at != len(data):
        raise MsgpackError("something follows the value")
    return value


_FIXED: dict[int, Any] = {0xC0: None, 0xC2: False, 0xC3: True}
_NUMBERS = {
    0xCA: (">f", 4),
    0xCB: (">d", 8),
    0xCC: (">B", 1),
    0xCD: (">H", 2),
    0xCE: (">I", 4),
    0xCF: (">Q", 8),
    0xD0: (">b", 1),
    0xD1: (">h", 2),
    0xD2: (">i", 4),
    0xD3: (">q", 8),
}
_BYTES = {0xC4: 1, 0xC5: 2, 0xC6: 4}  # size of the length
_TEXTS = {0xD9: 1, 0xDA: 2, 0xDB: 4}
_LISTS = {0xDC: 2, 0xDD: 4}
_MAPS = {0xDE: 2, 0xDF: 4}


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, size: int) -> bytes:
        part = self.data[self.at : self.at + size]
        if len(part) != size:
            raise MsgpackError("the value is cut off")
        self.at += size
        return part

    def length(self, size: int) -> int:
        return int.from_bytes(self.take(size), "big")

    def value(self, depth: int) -> Any:
        if depth > DEEPEST:
            raise MsgpackError("too deep")
        kind = self.take(1)[0]
        if kind < 0x80:
            return kind
        if kind >= 0xE0:
            return kind - 256
        if kind < 0x90:
            return self._map(kind & 0x0F, depth)
        if kind < 0xA0:
            return self._list(kind & 0x0F, depth)
        if kind < 0xC0:
            return self.take(kind & 0x1F).decode()
        return self._long(kind, depth)

    def _long(self, kind: int, depth: int) -> Any:
        if kind in _FIXED:
            return _FIXED[kind]
        if kind in _NUMBERS:
            form, size = _NUMBERS[kind]
            return unpack_from(form, self.take(size))[0]
        if kind in _TEXTS:
            return self.take(self.length(_TEXTS[kind])).decode()
        if kind in _BYTES:
            return self.take(self.length(_BYTES[kind]))
        if kind in _LISTS:
            return self._list(self.length(_LISTS[kind]), depth)
        if kind in _MAPS:
            return self._map(self.length(_MAPS[kind]), depth)
        raise MsgpackError(f"type {kind:#x} is not understood")

    def _list(self, length: int, depth: int) -> list[Any]:
        return [self.value(depth + 1) for _ in range(length)]

    def _map(self, length: int, depth: int) -> dict[Any, Any]:
        return {self.value(depth + 1): self.value(depth + 1) for _ in range(length)}
