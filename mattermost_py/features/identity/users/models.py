"""An account: people and bots, active or deactivated."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from mattermost_py.kernel.inputs import Input

DEFAULT_NOTIFY_PROPS = {
    "email": "true",
    "push": "mention",
    "desktop": "mention",
    "desktop_sound": "true",
    "mention_keys": "",
    "channel": "true",
    "push_status": "online",
    "comments": "never",
    "first_name": "false",
    "desktop_threads": "all",
    "email_threads": "all",
    "push_threads": "all",
}
MAGIC_LINK = "magic_link"  # the official name of this way to sign in
DEFAULT_TIMEZONE = {"useAutomaticTimezone": "true", "automaticTimezone": "", "manualTimezone": ""}


@dataclass(frozen=True, slots=True)
class User:
    """A row of `users` with its bot part, without secrets. `wire()` is what the user sees of themselves."""

    id: str
    create_at: int  # ms since epoch, UTC
    update_at: int
    delete_at: int  # 0 = active
    username: str
    auth_data: str | None = field(repr=False)  # who they are at the sign-in service; None for passwords
    auth_service: str
    email: str
    email_verified: bool
    nickname: str
    first_name: str
    last_name: str
    position: str
    roles: str
    allow_marketing: bool
    props: dict[str, str]
    notify_props: dict[str, str]
    last_password_update: int
    last_picture_update: int  # 0 or less = the drawn image
    failed_attempts: int
    locale: str
    timezone: dict[str, str]
    mfa_active: bool
    remote_id: str | None
    last_login: int
    is_bot: bool
    bot_description: str
    bot_last_icon_update: int
    terms_of_service_id: str
    terms_of_service_create_at: int

    @property
    def role_names(self) -> tuple[str, ...]:
        return tuple(self.roles.split())

    @property
    def is_guest(self) -> bool:
        return "system_guest" in self.role_names

    @property
    def is_magic_link(self) -> bool:
        """Whether they sign in by links in mails and have no password."""
        return self.auth_service == MAGIC_LINK

    @property
    def is_system_admin(self) -> bool:
        return "system_admin" in self.role_names

    @property
    def is_active(self) -> bool:
        return not self.delete_at

    def wire(self) -> dict[str, Any]:
        """The user's own view: everything except secrets."""
        shown: dict[str, Any] = {
            "id": self.id,
            "delete_at": self.delete_at,
            "username": self.username,
            "auth_data": "",
            "auth_service": self.auth_service,
            "email": self.email,
            "nickname": self.nickname,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "position": self.position,
            "roles": self.roles,
            "locale": self.locale,
            "timezone": self.timezone,
            "disable_welcome_email": False,
        }
        for name in _LEFT_OUT_WHEN_EMPTY:
            if value := getattr(self, name):
                shown[name] = value
        return shown


_LEFT_OUT_WHEN_EMPTY = (
    "create_at",
    "update_at",
    "email_verified",
    "allow_marketing",
    "props",
    "notify_props",
    "last_password_update",
    "last_picture_update",
    "failed_attempts",
    "mfa_active",
    "remote_id",
    "is_bot",
    "bot_description",
    "bot_last_icon_update",
    "terms_of_service_id",
    "terms_of_service_create_at",
)


@dataclass(frozen=True, slots=True)
class Secrets:
    """What proves a user: never cached, never sent."""

    id: str
    password: str = field(repr=False)
    mfa_secret: str = field(repr=False)
    mfa_used_timestamps: list[str] = field(repr=False)


class UserPatch(Input):
    """Body of PUT /users/{user_id}/patch; what is absent stays."""

    body_name: ClassVar[str] = "user"
    username: str | None = None
    password: str | None = None  # the current one, asked for when the own e-mail address changes
    nickname: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    position: str | None = None
    email: str | None = None
    props: dict[str, str] | None = None
    notify_props: dict[str, str] | None = None
    locale: str | None = None
    timezone: dict[str, str] | None = None
