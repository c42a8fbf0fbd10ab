"""What the areas above are told about sessions."""

from dataclasses import dataclass

from mattermost_py.kernel.events import Event


@dataclass(frozen=True, slots=True)
class SessionsEnded(Event):
    """Internal: some sessions of these people, or all of them, are over."""

    user_ids: tuple[str, ...]
