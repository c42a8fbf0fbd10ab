"""What is sent to invite people by mail, and how it went."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from pydantic import Field

from mattermost_py.kernel.inputs import Input

ACCEPTED, REVOKED = "accepted", "revoked"


class MemberInvite(Input):
    """Body of POST /teams/{team_id}/invite/email; a plain list of addresses will do, too."""

    body_name: ClassVar[str] = "invite"
    emails: list[str] = Field(default_factory=list)
    channel_ids: list[str] = Field(default_factory=list, alias="channelIds")
    message: str = ""


class GuestsInvite(Input):
    """Body of POST /teams/{team_id}/invite-guests/email."""

    body_name: ClassVar[str] = "invite"
    emails: list[str] = Field(default_factory=list)
    channels: list[str] = Field(default_factory=list)
    message: str = ""
    ends_at: int = 0  # ms since epoch; until then the guests may stay


@dataclass(frozen=True, slots=True)
class Invite:
    """Whom to invite where."""

    team_id: str
    emails: list[str]
    channel_ids: list[str]
    message: str
    is_guest: bool = False
    by_magic_link: bool = False
    ends_at: int = 0  # of a guest's stay, ms; 0 = never


@dataclass(frozen=True, slots=True)
class Invitation:
    """A row of `mmpy.invitations`: one address that was invited, and what became of it."""

    id: str
    team_id: str
    sender_id: str
    email: str
    is_guest: bool
    token: str = field(repr=False)
    created_at: int  # ms since epoch, UTC
    expires_at: int
    outcome: str  # open, accepted, revoked; expired when nobody came in time
    settled_at: int  # 0 = not yet

    @property
    def is_settled(self) -> bool:
        return self.settled_at > 0

    def wire(self) -> dict[str, Any]:
        """Without the secret, which is for the invited only."""
        names = ("id", "team_id", "sender_id", "email", "is_guest", "expires_at", "outcome", "settled_at")
        return {"create_at": self.created_at, **{name: getattr(self, name) for name in names}}


@dataclass(frozen=True, slots=True)
class Room:
    """A channel as far as inviting into it is concerned."""

    id: str
    team_id: str
    type: str
    is_guarded: bool  # a policy decides who may be in it


@dataclass(frozen=True, slots=True)
class Outcome:
    """How inviting one address went."""

    email: str
    error: dict[str, Any] | None
