"""What sets an authenticator app up, and what switches it on."""

from dataclasses import dataclass, field
from typing import ClassVar

from mattermost_py.kernel.inputs import Input


@dataclass(frozen=True, slots=True)
class MfaSecret:
    """A new secret, as text and as a picture to scan (PNG in base64)."""

    secret: str = field(repr=False)
    qr_code: str = field(repr=False)


class Switch(Input):
    """Body of PUT /users/{user_id}/mfa."""

    body_name: ClassVar[str] = "activate"
    activate: bool
    code: str = ""
    recovery_codes: bool = False  # our own clients also want what helps when the app is lost
