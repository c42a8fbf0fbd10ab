"""An attribute of profiles, and what clients send of it."""

from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import Field

from mattermost_py.features.identity.properties.models import PropertyField
from mattermost_py.kernel.inputs import Input

GROUP = "custom_profile_attributes"
FIELDS_MOST = 20
TEXT_MOST = 64
OPTION_MOST = 128
VISIBILITIES = frozenset({"hidden", "when_set", "always"})
VISIBLE_WHEN_SET = "when_set"
VALUE_TYPES = frozenset({"email", "url", "phone"})
ADMIN = "admin"  # value of `managed`: only administrators change it
CHOICES = frozenset({"select", "multiselect"})

_TEXTS = ("visibility", "value_type", "ldap", "saml", "managed", "source_plugin_id", "access_mode")


@dataclass(frozen=True, slots=True)
class Attribute:
    """A field of profiles as clients see it: all its attributes are there, set or not."""

    field: PropertyField

    @property
    def attrs(self) -> dict[str, Any]:
        held = self.field.attrs
        shown: dict[str, Any] = {name: held.get(name) or "" for name in _TEXTS}
        shown["visibility"] = shown["visibility"] or VISIBLE_WHEN_SET
        shown["sort_order"] = held.get("sort_order") or 0
        shown["options"] = held.get("options")
        shown["protected"] = bool(held.get("protected"))
        return shown

    @property
    def option_ids(self) -> frozenset[str]:
        return frozenset(each["id"] for each in self.field.attrs.get("options") or ())

    @property
    def is_managed(self) -> bool:
        return self.attrs["managed"] == ADMIN

    @property
    def is_synced(self) -> bool:
        """Its values come from a directory."""
        return bool(self.attrs["ldap"] or self.attrs["saml"])

    def wire(self) -> dict[str, Any]:
        field = self.field
        return {
            "id": field.id,
            "group_id": field.group_id,
            "name": field.name,
            "type": field.type,
            "target_id": field.target_id,
            "target_type": field.target_type,
            "create_at": field.create_at,
            "update_at": field.update_at,
            "delete_at": field.delete_at,
            "attrs": self.attrs,
        }


class Option(Input):
    """One of the values that may be chosen."""

    id: str = ""
    name: str = ""
    color: str = ""


class Attrs(Input):
    """What is set of an attribute; what is absent stays as it is."""

    visibility: str | None = None
    sort_order: float | None = None
    options: list[Option] | None = None
    value_type: str | None = None
    ldap: str | None = None
    saml: str | None = None
    managed: str | None = None


class NewAttribute(Input):
    """Body of POST /custom_profile_attributes/fields."""

    body_name: ClassVar[str] = "property_field"
    name: str = ""
    type: str = ""
    attrs: Attrs = Field(default_factory=Attrs)


class AttributePatch(Input):
    """Body of PATCH /custom_profile_attributes/fields/{field_id}."""

    body_name: ClassVar[str] = "property_field_patch"
    name: str | None = None
    type: str | None = None
    attrs: Attrs | None = None
