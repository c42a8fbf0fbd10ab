"""A personal access token: a password for programs."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from mattermost_py.kernel.inputs import Input


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A row of `useraccesstokens`. The token itself is shown once, when it is made."""

    id: str
    token: str = field(repr=False)
    user_id: str
    description: str
    is_active: bool
    expires_at: int = 0  # ms since epoch; 0 = never

    def wire(self) -> dict[str, Any]:
        """As official clients know it; `expires_at` is our own and only there when the token has an end."""
        return {
            "id": self.id,
            "user_id": self.user_id,
            "description": self.description,
            "is_active": self.is_active,
            **({"expires_at": self.expires_at} if self.expires_at else {}),
        }

    def with_secret(self) -> dict[str, Any]:
        return {**self.wire(), "token": self.token}


@dataclass(frozen=True, slots=True)
class EndingToken:
    """A token about whose end somebody must be told: its owner, or the owner of the bot that has it."""

    description: str
    expires_at: int
    days: int  # it ends within so many days
    reader_id: str


class NewToken(Input):
    """Body of POST /users/{user_id}/tokens."""

    body_name: ClassVar[str] = "user_access_token"
    description: str = ""
    expires_at: int = 0


class TokenRotation(Input):
    """Body of POST /users/tokens/rotate. Without an end the token gets as long as it had."""

    body_name: ClassVar[str] = "user_access_token"
    token_id: str = ""
    expires_at: int = 0


class TokenSearch(Input):
    """Body of POST /users/tokens/search."""

    body_name: ClassVar[str] = "user_access_token_search"
    term: str = ""
