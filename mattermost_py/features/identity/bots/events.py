"""What happens to bots, for the areas above."""

from collections.abc import Sequence
from dataclasses import dataclass

from mattermost_py.features.identity.bots.models import Bot
from mattermost_py.features.identity.users.models import User
from mattermost_py.kernel.events import Event


@dataclass(frozen=True, slots=True)
class BotCreated(Event):
    """Internal. Its owner gets a message of the new bot."""

    bot: Bot


@dataclass(frozen=True, slots=True)
class BotsOrphaned(Event):
    """Internal. The owner of these bots was deactivated; administrators should know."""

    owner: User
    bots: Sequence[Bot]
    are_disabled: bool
