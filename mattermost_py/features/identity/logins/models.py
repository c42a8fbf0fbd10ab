"""What somebody shows to be let in."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Credentials:
    """Body of POST /users/login; only texts count."""

    id: str
    login_id: str
    password: str = field(repr=False)
    mfa_code: str = field(repr=False)
    device_id: str

    @staticmethod
    def read(sent: dict[str, str]) -> "Credentials":
        return Credentials(
            id=sent.get("id", ""),
            login_id=sent.get("login_id", ""),
            password=sent.get("password", ""),
            mfa_code=sent.get("token", ""),
            device_id=sent.get("device_id", ""),
        )


@dataclass(frozen=True, slots=True)
class LoginType:
    """How an account signs in."""

    auth_service: str
    is_deactivated: bool

    def wire(self) -> dict[str, Any]:
        shown: dict[str, Any] = {"auth_service": self.auth_service}
        return {**shown, "is_deactivated": True} if self.is_deactivated else shown
