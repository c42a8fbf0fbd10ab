"""A role: a named set of permissions."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from mattermost_py.kernel.inputs import Input

is_role_name = re.compile(r"[a-z0-9_]{1,64}").fullmatch


@dataclass(frozen=True, slots=True)
class Role:
    """A row of `roles`; `permissions` is one text with spaces there and a list on the wire."""

    id: str
    name: str
    display_name: str
    description: str
    create_at: int  # ms since epoch, UTC
    update_at: int
    delete_at: int
    permissions: str
    scheme_managed: bool
    built_in: bool
    scheme_id: str | None = None

    def wire(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "display_name": self.display_name,
            "description": self.description,
            "create_at": self.create_at,
            "update_at": self.update_at,
            "delete_at": self.delete_at,
            "permissions": self.permissions.split(),
            "scheme_managed": self.scheme_managed,
            "built_in": self.built_in,
            "scheme_id": self.scheme_id,
        }


@dataclass(frozen=True, slots=True)
class Place:
    """Where a role of a scheme counts; one of the two is empty."""

    team_id: str
    channel_id: str


@dataclass(frozen=True, slots=True)
class SchemeNames:
    """What schemes call the three roles of members in a team or a channel."""

    guest: str
    user: str
    admin: str


class RolePatch(Input):
    """Body of PUT /roles/{role_id}/patch."""

    body_name: ClassVar[str] = "role"
    permissions: list[str] | None = None
