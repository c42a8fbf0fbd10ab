"""What is sealed of a post, as one reader finds it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sealed:
    """The text and files of a burn-on-read post, with what its viewer did about it."""

    post_id: str
    message: str
    file_ids: list[str]
    expire_at: int  # ms since epoch; then it is gone for everybody
    opened_until: int | None  # the viewer's own end; None before they opened it
    reader_ids: list[str]  # who opened it

    def is_open(self, now_ms: int) -> bool:
        """Whether the viewer opened it and their time has not passed."""
        return self.opened_until is not None and self.opened_until > now_ms and self.expire_at > now_ms

    def is_gone(self, now_ms: int) -> bool:
        """Whether the viewer can never read it again."""
        return self.expire_at <= now_ms or (self.opened_until is not None and self.opened_until <= now_ms)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A row of `readreceipts`: somebody opened a sealed post."""

    post_id: str
    user_id: str
    expire_at: int  # ms since epoch; then it is gone for them
