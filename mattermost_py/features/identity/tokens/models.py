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

    def wire(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "user_id": self.user_id,
            "description": self.description,
            "is_active": self.is_active,
        }

    def with_secret(self) -> dict[str, Any]:
        return {**self.wire(), "token": self.token}


class NewToken(Input):
    """Body of POST /users/{user_id}/tokens."""

    body_name: ClassVar[str] = "user_access_token"
    description: str = ""


class TokenSearch(Input):
    """Body of POST /users/tokens/search."""

    body_name: ClassVar[str] = "user_access_token_search"
    term: str = ""
