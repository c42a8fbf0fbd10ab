"""A session: one login, personal token or OAuth token."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Session:
    """A row of `sessions`. The token is a secret: `wire()` leaves it out."""

    id: str
    token: str = field(repr=False)
    create_at: int  # ms since epoch, UTC
    expires_at: int  # 0 = never
    last_activity_at: int
    user_id: str
    device_id: str
    roles: str
    is_oauth: bool
    expired_notify: bool
    props: dict[str, str]

    def wire(self, *, is_own: bool = False) -> dict[str, Any]:
        """is_own: for whoever uses this session, who may know its secret against forged requests, and it by that."""
        return {
            "id": self.id,
            "token": "",
            "create_at": self.create_at,
            "expires_at": self.expires_at,
            "last_activity_at": self.last_activity_at,
            "user_id": self.user_id,
            "device_id": self.device_id,
            "roles": self.roles,
            "is_oauth": self.is_oauth,
            "expired_notify": self.expired_notify,
            "props": {name: value for name, value in self.props.items() if is_own or name != "csrf"},
            "team_members": [],
            "local": False,
        }

    @property
    def csrf(self) -> str:
        return self.props.get("csrf", "")

    @property
    def is_mobile(self) -> bool:
        return bool(self.device_id) or self.props.get("isMobile") == "true"

    @property
    def is_token(self) -> bool:
        """Whether a personal access token stands behind it."""
        return self.props.get("type") == "UserAccessToken"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session together with what every request must know of its user."""

    session: Session
    user_roles: str
    user_delete_at: int
    is_bot: bool
    auth_service: str
    mfa_active: bool


@dataclass(frozen=True, slots=True)
class SignedInRow:
    """The columns of one look-up by token."""

    id: str
    token: str = field(repr=False)
    create_at: int
    expires_at: int
    last_activity_at: int
    user_id: str
    device_id: str
    roles: str
    is_oauth: bool
    expired_notify: bool
    props: dict[str, str]
    user_roles: str
    user_delete_at: int
    is_bot: bool
    auth_service: str
    mfa_active: bool


@dataclass(frozen=True, slots=True)
class TokenOwner:
    """Who stands behind a personal access token."""

    token_id: str
    user_id: str
    roles: str
    is_bot: bool
    ends_at: int  # ms since epoch; 0 = never
