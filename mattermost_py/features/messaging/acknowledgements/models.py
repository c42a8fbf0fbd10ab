"""A confirmation."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A row of `postacknowledgements`; 0 = taken back."""

    user_id: str
    post_id: str
    acknowledged_at: int
    channel_id: str
    remote_id: str
