"""One line of the security log."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Audit:
    """A row of `audits`."""

    id: str
    create_at: int  # ms since epoch, UTC
    user_id: str
    action: str
    extra_info: str
    ip_address: str
    session_id: str
