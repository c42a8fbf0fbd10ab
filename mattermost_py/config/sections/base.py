"""What every section is made of: frozen models, frozen maps, and a repr that keeps secrets."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict

K = TypeVar("K")
V = TypeVar("V")

# Written by administrators and plugins, so nothing is known about its shape.
JsonValue = Any


class FrozenDict(Mapping[K, V]):
    """A map that cannot be changed; unlike MappingProxyType it can be copied, by being itself."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[K, V]) -> None:
        self._values = dict(values)

    def __getitem__(self, key: K) -> V:
        return self._values[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self


FrozenMap = Annotated[Mapping[K, V], AfterValidator(FrozenDict)]
EMPTY: FrozenDict[str, Any] = FrozenDict({})


class Part(BaseModel):
    """A group of keys that cannot be changed; a snapshot may be shared by everybody."""

    # Built on first use: a process that never reads SAML settings never pays for their validator.
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    def __repr_args__(self) -> list[tuple[str | None, Any]]:
        # Settings end up in tracebacks and logs, so no value is ever shown.
        return [(name, ...) for name in sorted(self.model_fields_set)]


class Section(Part):
    """One `[Section]` of the configuration."""
