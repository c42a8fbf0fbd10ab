"""The secret a browser hands to the desktop app."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DesktopToken:
    """A row of `desktoptokens`."""

    token: str = field(repr=False)
    create_at: int  # seconds since epoch, UTC, as the official server writes it
    user_id: str
