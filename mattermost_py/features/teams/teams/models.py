"""A team, and what may be sent to change one."""

import re
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from mattermost_py.kernel.errors import Invalid
from mattermost_py.kernel.ids import is_id
from mattermost_py.kernel.inputs import Input

OPEN, INVITE_ONLY = "O", "I"

_NAME = re.compile(r"[a-z0-9]+([a-z\-0-9]+|(__)?)[a-z0-9]+").fullmatch
_RESERVED = (
    "admin",
    "api",
    "channel",
    "claim",
    "error",
    "files",
    "help",
    "landing",
    "login",
    "mfa",
    "oauth",
    "plug",
    "plugins",
    "post",
    "signup",
    "boards",
    "playbooks",
)  # first segments of the web client's own addresses


@dataclass(frozen=True, slots=True)
class Team:
    """A row of `teams`."""

    id: str
    create_at: int  # ms since epoch, UTC
    update_at: int
    delete_at: int  # 0 = live
    display_name: str
    name: str
    description: str
    email: str
    type: str  # O or I
    company_name: str
    allowed_domains: str
    invite_id: str
    allow_open_invite: bool
    scheme_id: str | None
    group_constrained: bool | None
    cloud_limits_archived: bool
    last_team_icon_update: int = 0
    policy_id: str | None = None

    @property
    def is_public(self) -> bool:
        """Whether everybody may find it and walk in."""
        return self.allow_open_invite and self.type == OPEN

    def wire(self) -> dict[str, Any]:
        shown: dict[str, Any] = {name: getattr(self, name) for name in _ALWAYS}
        if self.last_team_icon_update:
            shown["last_team_icon_update"] = self.last_team_icon_update
        return shown

    def check(self) -> None:
        """Raises: Invalid `model.team.is_valid.*` for a value that may not be stored."""
        for is_wrong, part in (
            (not is_id(self.id), "id"),
            (len(self.email) > 128, "email"),
            (not 0 < len(self.display_name) <= 64, "name"),
            (len(self.name) > 64, "url"),
            (len(self.description.encode()) > 255, "description"),
            (not self.invite_id, "invite_id"),
            (is_reserved(self.name), "reserved"),
            (not is_team_name(self.name), "characters"),
            (self.type not in (OPEN, INVITE_ONLY), "type"),
            (len(self.company_name.encode()) > 64, "company"),
            (len(self.allowed_domains.encode()) > 500, "domains"),
        ):
            if is_wrong:
                raise Invalid(f"model.team.is_valid.{part}.app_error", detail=f"id={self.id}")


_ALWAYS = tuple(field.name for field in fields(Team) if field.name != "last_team_icon_update")


def is_team_name(name: str) -> bool:
    """Whether this can be a team's address part."""
    return len(name) >= 2 and _NAME(name) is not None


def is_reserved(name: str) -> bool:
    """Whether the web client needs addresses that start like this."""
    return name.lower().startswith(_RESERVED)


@dataclass(frozen=True, slots=True)
class TeamStats:
    team_id: str
    total_member_count: int
    active_member_count: int


class TeamInput(Input):
    """Body of POST /teams and PUT /teams/{team_id}."""

    body_name: ClassVar[str] = "team"
    id: str = ""
    name: str = ""
    display_name: str = ""
    description: str = ""
    type: str = ""
    company_name: str = ""
    allowed_domains: str = ""
    allow_open_invite: bool = False
    scheme_id: str | None = None
    group_constrained: bool | None = None


class TeamPatch(Input):
    """Body of PUT /teams/{team_id}/patch."""

    body_name: ClassVar[str] = "team"
    display_name: str | None = None
    description: str | None = None
    company_name: str | None = None
    allowed_domains: str | None = None
    allow_open_invite: bool | None = None
    group_constrained: bool | None = None
    cloud_limits_archived: bool | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """How a list of teams is narrowed; None asks nothing.

    except_retained: no teams that a policy of data retention names.
    with_policies:   told which policy that is.
    """

    pattern: str = ""
    is_open: bool | None = None
    is_constrained: bool | None = None
    with_archived: bool = False
    except_retained: bool = False
    with_policies: bool = False


class TeamSearch(Input):
    """Body of POST /teams/search."""

    body_name: ClassVar[str] = "team_search"
    term: str = ""
    page: int | None = None
    per_page: int | None = None
    allow_open_invite: bool | None = None
    group_constrained: bool | None = None
    include_group_constrained: bool | None = None
    exclude_policy_constrained: bool | None = None

    @property
    def is_paged(self) -> bool:
        return self.page is not None and self.per_page is not None


class Privacy(Input):
    """Body of PUT .../privacy."""

    body_name: ClassVar[str] = "privacy"
    privacy: str = ""
