"""What happens to one-time secrets, for the areas above."""

from dataclasses import dataclass

from mattermost_py.features.access.onetime.models import OneTime
from mattermost_py.kernel.events import Event


@dataclass(frozen=True, slots=True)
class SecretUsed(Event):
    """Internal. What the secret allows is being done."""

    secret: OneTime
