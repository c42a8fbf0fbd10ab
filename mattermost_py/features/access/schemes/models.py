"""A scheme: which roles count in a team or in a channel."""

import re
from dataclasses import dataclass
from typing import ClassVar

from mattermost_py.kernel.errors import Invalid
from mattermost_py.kernel.inputs import Input

TEAM, CHANNEL, PLAYBOOK, RUN = "team", "channel", "playbook", "run"
SCOPES = (TEAM, CHANNEL, PLAYBOOK, RUN)

_NAME = re.compile(r"[a-z0-9_]{2,64}").fullmatch

# Field of the scheme → the built-in role it is made from and what it is called, by scope.
_CHANNEL_ROLES = {
    "default_channel_admin_role": ("channel_admin", "Channel Admin"),
    "default_channel_user_role": ("channel_user", "Channel User"),
    "default_channel_guest_role": ("channel_guest", "Channel Guest"),
}
ROLES: dict[str, dict[str, tuple[str, str]]] = {
    TEAM: {
        "default_team_admin_role": ("team_admin", "Team Admin"),
        "default_team_user_role": ("team_user", "Team User"),
        "default_team_guest_role": ("team_guest", "Team Guest"),
        **_CHANNEL_ROLES,
        "default_playbook_admin_role": ("playbook_admin", "Playbook Admin"),
        "default_playbook_member_role": ("playbook_member", "Playbook Member"),
        "default_run_admin_role": ("run_admin", "Run Admin"),
        "default_run_member_role": ("run_member", "Run Member"),
    },
    CHANNEL: _CHANNEL_ROLES,
    PLAYBOOK: {
        "default_playbook_admin_role": ("playbook_admin", "Playbook Admin"),
        "default_playbook_member_role": ("playbook_member", "Playbook Member"),
    },
    RUN: {
        "default_run_admin_role": ("run_admin", "Run Admin"),
        "default_run_member_role": ("run_member", "Run Member"),
    },
}


@dataclass(frozen=True, slots=True)
class Scheme:
    """A row of `schemes`. A role name is empty where the scheme has no such role."""

    id: str
    name: str
    display_name: str
    description: str
    create_at: int  # ms since epoch, UTC
    update_at: int
    delete_at: int
    scope: str
    default_team_admin_role: str = ""
    default_team_user_role: str = ""
    default_channel_admin_role: str = ""
    default_channel_user_role: str = ""
    default_team_guest_role: str = ""
    default_channel_guest_role: str = ""
    default_playbook_admin_role: str = ""
    default_playbook_member_role: str = ""
    default_run_admin_role: str = ""
    default_run_member_role: str = ""

    def check(self) -> None:
        """Raises: Invalid `app.scheme.save.invalid_scheme.app_error` for what may not be stored."""
        is_fine = (
            _NAME(self.name)
            and 0 < len(self.display_name.encode()) <= 128
            and len(self.description.encode()) <= 1024
            and self.scope in SCOPES
        )
        if not is_fine:
            raise Invalid("app.scheme.save.invalid_scheme.app_error", detail=f"id={self.id}")


class SchemeInput(Input):
    """Body of POST /schemes. Its roles are the server's business."""

    body_name: ClassVar[str] = "scheme"
    name: str = ""
    display_name: str = ""
    description: str = ""
    scope: str = ""


class SchemePatch(Input):
    """Body of PUT /schemes/{scheme_id}/patch."""

    body_name: ClassVar[str] = "scheme"
    name: str | None = None
    display_name: str | None = None
    description: str | None = None


class SchemeChoice(Input):
    """Body of PUT .../scheme of a team or channel; an empty id means none."""

    body_name: ClassVar[str] = "scheme_id"
    scheme_id: str | None = None
