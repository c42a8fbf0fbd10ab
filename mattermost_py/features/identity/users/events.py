"""What happens to accounts: for clients, and for the areas above."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mattermost_py.features.identity.users.models import User
from mattermost_py.kernel.events import Audience, Event


@dataclass(frozen=True, slots=True)
class NewUserEvent(Event):
    name = "new_user"
    user_id: str

    def audience(self) -> Audience:
        return Audience()

    def data(self) -> dict[str, str]:
        return {"user_id": self.user_id}


@dataclass(frozen=True, slots=True)
class UserUpdated(Event):
    """One of three versions of the same news; every connection hears exactly one."""

    name = "user_updated"
    user: Mapping[str, Any]  # as this audience may see it; an object on the wire, not a text
    to: Audience

    def audience(self) -> Audience:
        return self.to

    def data(self) -> dict[str, Any]:
        return {"user": self.user}


@dataclass(frozen=True, slots=True)
class UserRoleUpdated(Event):
    name = "user_role_updated"
    user_id: str
    roles: str

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id)

    def data(self) -> dict[str, str]:
        return {"user_id": self.user_id, "roles": self.roles}


@dataclass(frozen=True, slots=True)
class ActivationChanged(Event):
    name = "user_activation_status_change"
    user_id: str  # for listeners; the wire says only that somebody changed
    is_active: bool

    def audience(self) -> Audience:
        return Audience()


@dataclass(frozen=True, slots=True)
class UserCreated(Event):
    """Internal. Teams join the user to the team of the invitation in the same transaction.

    team_id:   where the invitation leads to; empty without one.
    channels:  ids of further channels the invitation names.
    """

    user: User
    team_id: str = ""
    channels: tuple[str, ...] = ()
    is_guest: bool = False


@dataclass(frozen=True, slots=True)
class InvitationAccepted(Event):
    """Internal. An account that existed before used an invitation; teams take it in within the same transaction."""

    user_id: str
    team_id: str
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GuestChanged(Event):
    """Internal. A guest was promoted or somebody was made one; memberships follow in the same transaction."""

    user: User  # as they are now
    is_guest: bool
    by_user_id: str


@dataclass(frozen=True, slots=True)
class GuestsDeactivated(Event):
    """The site takes no guests any more."""

    name = "guests_deactivated"

    def audience(self) -> Audience:
        return Audience()


@dataclass(frozen=True, slots=True)
class ProfileChanged(Event):
    """Internal. What copies parts of a profile follows, in the same transaction."""

    user: User
    before: User


@dataclass(frozen=True, slots=True)
class UserErased(Event):
    """Internal. The account is being removed for good; every area removes what it holds in the same transaction."""

    user: User


@dataclass(frozen=True, slots=True)
class VerificationWanted(Event):
    """Internal. An address must be verified before it counts; the mail carries the token."""

    user: User
    email: str
    token: str
