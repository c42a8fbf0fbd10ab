"""What is repeated, and where a post stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Repeating:
    """A post whose notifications are due again."""

    post_id: str
    sent_count: int  # with this time
