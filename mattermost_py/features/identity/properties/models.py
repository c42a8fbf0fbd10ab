"""Groups, fields and values."""

from dataclasses import dataclass
from typing import Any

USER, POST = "user", "post"
TYPES = frozenset({"text", "select", "multiselect", "date", "user", "multiuser"})
NAME_MOST = 255


@dataclass(frozen=True, slots=True)
class PropertyField:
    """A row of `propertyfields`."""

    id: str
    group_id: str
    name: str
    type: str
    attrs: dict[str, Any]  # what the feature that owns the group wants to know of it
    target_id: str
    target_type: str
    create_at: int  # ms since epoch, UTC
    update_at: int
    delete_at: int


@dataclass(frozen=True, slots=True)
class PropertyValue:
    """A row of `propertyvalues`: one field of one thing."""

    id: str
    target_id: str
    target_type: str
    group_id: str
    field_id: str
    value: Any  # JSON
    create_at: int
    update_at: int
    delete_at: int
