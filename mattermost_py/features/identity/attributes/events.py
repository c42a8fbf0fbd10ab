"""What everybody hears of attributes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mattermost_py.features.identity.attributes.models import Attribute
from mattermost_py.kernel.events import Audience, Event


class _Public(Event):
    def audience(self) -> Audience:
        return Audience()


@dataclass(frozen=True, slots=True)
class FieldCreated(_Public):
    name = "custom_profile_attributes_field_created"
    field: Attribute

    def data(self) -> dict[str, Any]:
        return {"field": self.field}


@dataclass(frozen=True, slots=True)
class FieldUpdated(_Public):
    name = "custom_profile_attributes_field_updated"
    field: Attribute
    delete_values: bool  # what people had set is gone

    def data(self) -> dict[str, Any]:
        return {"field": self.field, "delete_values": self.delete_values}


@dataclass(frozen=True, slots=True)
class FieldDeleted(_Public):
    name = "custom_profile_attributes_field_deleted"
    field_id: str

    def data(self) -> dict[str, str]:
        return {"field_id": self.field_id}


@dataclass(frozen=True, slots=True)
class ValuesUpdated(_Public):
    name = "custom_profile_attributes_values_updated"
    user_id: str
    values: Mapping[str, Any]

    def data(self) -> dict[str, Any]:
        return {"user_id": self.user_id, "values": dict(self.values)}
