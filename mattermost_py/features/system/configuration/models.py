"""Versions of the configuration, and how they differ."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Version:
    """What was saved at one time. Versions of Mattermost, and of the server itself, have no author."""

    id: str
    create_at: int
    is_active: bool
    user_id: str
    username: str
    restored_id: str  # the version this one brought back
    restored_at: int
    value: str  # JSON


@dataclass(frozen=True, slots=True)
class Difference:
    """One setting with its values before and after; secrets are masked."""

    section: str
    key: str
    before: Any
    after: Any
    is_secret: bool


@dataclass(frozen=True, slots=True)
class VersionShape:
    """A version as administrators see it, with what it changed."""

    id: str
    create_at: int
    is_active: bool
    user_id: str
    username: str
    restored_id: str
    restored_at: int
    changes: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class HistoryShape:
    """A page of versions, the newest first."""

    versions: tuple[VersionShape, ...]
    total_count: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What would change if a version came back."""

    id: str
    create_at: int
    changes: tuple[Difference, ...]
