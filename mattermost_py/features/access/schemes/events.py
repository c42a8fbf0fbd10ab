"""News about schemes for the areas above. Internal: no names."""

from dataclasses import dataclass

from mattermost_py.features.access.schemes.models import Scheme
from mattermost_py.kernel.events import Event


@dataclass(frozen=True, slots=True)
class SchemeDeleted(Event):
    """A scheme is gone; the teams and channels it ruled go back to what is above it."""

    scheme: Scheme
