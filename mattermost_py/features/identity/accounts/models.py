"""What clients send about accounts."""

from typing import ClassVar

from mattermost_py.features.identity.users.models import UserPatch
from mattermost_py.kernel.inputs import Input


class NewUser(Input):
    """Body of POST /users."""

    body_name: ClassVar[str] = "user"
    email: str = ""
    username: str = ""
    password: str = ""
    nickname: str = ""
    first_name: str = ""
    last_name: str = ""
    position: str = ""
    locale: str = ""
    allow_marketing: bool = False
    disable_welcome_email: bool = False
    auth_service: str = ""
    auth_data: str | None = None
    props: dict[str, str] | None = None
    notify_props: dict[str, str] | None = None
    timezone: dict[str, str] | None = None


class WholeUser(UserPatch):
    """Body of PUT /users/{user_id}."""

    id: str = ""

    def as_patch(self) -> UserPatch:
        """What is missing in a whole user is empty, not kept; maps that are missing stay."""
        return UserPatch(
            username=self.username or "",
            password=self.password,
            nickname=self.nickname or "",
            first_name=self.first_name or "",
            last_name=self.last_name or "",
            position=self.position or "",
            email=self.email or "",
            props=self.props,
            notify_props=self.notify_props,
            locale=self.locale,
            timezone=self.timezone,
        )


class Roles(Input):
    """Body of PUT /users/{user_id}/roles."""

    roles: str = ""


class Activation(Input):
    """Body of PUT /users/{user_id}/active."""

    active: bool
