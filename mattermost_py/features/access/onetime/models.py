"""A secret for one use and what it allows."""

from dataclasses import dataclass, field
from enum import StrEnum

from mattermost_py.kernel.clock import DAY_MS


class Purpose(StrEnum):
    """What a secret is for; the values are those of `tokens.type`."""

    PASSWORD_RECOVERY = "password_recovery"
    VERIFY_EMAIL = "verify_email"
    TEAM_INVITATION = "team_invitation"
    GUEST_INVITATION = "guest_invitation"
    GUEST_MAGIC_LINK_INVITATION = "guest_magic_link_invitation"
    GUEST_MAGIC_LINK = "guest_magic_link"
    OAUTH = "oauth"
    SAML = "saml"


# What invites somebody who is not in yet; all of these can be called back together.
INVITATIONS = (Purpose.TEAM_INVITATION, Purpose.GUEST_INVITATION, Purpose.GUEST_MAGIC_LINK_INVITATION)

EXTRA_MOST = 2048  # characters of `tokens.extra`
LIFETIME_MS = {
    Purpose.PASSWORD_RECOVERY: DAY_MS,
    Purpose.VERIFY_EMAIL: DAY_MS,
    Purpose.TEAM_INVITATION: 2 * DAY_MS,
    Purpose.GUEST_INVITATION: 2 * DAY_MS,
    Purpose.GUEST_MAGIC_LINK_INVITATION: 2 * DAY_MS,
    Purpose.GUEST_MAGIC_LINK: 5 * 60_000,
    Purpose.OAUTH: 2 * DAY_MS,
    Purpose.SAML: 2 * DAY_MS,
}


@dataclass(frozen=True, slots=True)
class OneTime:
    """A row of `tokens`."""

    token: str = field(repr=False)
    create_at: int  # ms since epoch, UTC
    type: str
    extra: str  # JSON or plain text, depending on the type

    @property
    def expires_at(self) -> int:
        return self.create_at + LIFETIME_MS.get(Purpose(self.type), 0)

    def is_expired(self, now_ms: int) -> bool:
        return now_ms - self.create_at > LIFETIME_MS.get(Purpose(self.type), 0)
