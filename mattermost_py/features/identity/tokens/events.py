"""What happens to personal access tokens, for the areas above."""

from dataclasses import dataclass

from mattermost_py.features.identity.tokens.models import EndingToken
from mattermost_py.kernel.events import Event


@dataclass(frozen=True, slots=True)
class TokenEnding(Event):
    """Internal. A token works for a few days only from now on; its owner should know."""

    token: EndingToken
