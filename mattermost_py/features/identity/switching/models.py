"""What is sent about the way an account signs in."""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from pydantic import Field

from mattermost_py.kernel.inputs import Input


class SwitchRequest(Input):
    """Body of POST /users/login/switch."""

    body_name: ClassVar[str] = "switch_request"
    current_service: str = ""
    new_service: str = ""
    email: str = ""
    password: str = ""
    new_password: str = ""
    mfa_code: str = ""
    ldap_id: str = ""


class AuthInput(Input):
    """Body of PUT /users/{user_id}/auth."""

    body_name: ClassVar[str] = "user"
    auth_data: str | None = None
    auth_service: str = ""


class LdapMigration(Input):
    """Body of POST /users/migrate_auth/ldap."""

    body_name: ClassVar[str] = "from"
    origin: Literal["email", "gitlab", "saml", "google", "office365"] = Field(alias="from")
    force: bool
    match_field: Literal["email", "username"]


class SamlMigration(Input):
    """Body of POST /users/migrate_auth/saml: `matches` says which address is whose account there."""

    body_name: ClassVar[str] = "from"
    origin: Literal["email", "gitlab", "ldap", "google", "office365"] = Field(alias="from")
    auto: bool
    matches: dict[str, Any]


@dataclass(frozen=True, slots=True)
class UserAuth:
    """Where an account is proved."""

    auth_data: str | None
    auth_service: str

    def wire(self) -> dict[str, Any]:
        """Empty values are left out."""
        shown: dict[str, Any] = {} if self.auth_data is None else {"auth_data": self.auth_data}
        return {**shown, "auth_service": self.auth_service} if self.auth_service else shown
