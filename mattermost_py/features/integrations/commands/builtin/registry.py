"""All commands of the server, by trigger."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mattermost_py.features.integrations.commands.builtin import memos, people, places, presence, texts
from mattermost_py.features.integrations.commands.builtin.asking import Builtin
from mattermost_py.features.integrations.commands.models import Command

if TYPE_CHECKING:
    from mattermost_py.config import Settings

_ALL: Mapping[str, Builtin] = {
    each.trigger: each
    for each in (*presence.COMMANDS, *texts.COMMANDS, *places.COMMANDS, *people.COMMANDS, *memos.COMMANDS)
}


def builtin(settings: "Settings", trigger: str) -> Builtin | None:
    """The server's command of this trigger, if the settings let it exist."""
    found = _ALL.get(trigger)
    return found if found is not None and found.exists(settings) else None


def offered(settings: "Settings") -> list[Command]:
    """What everybody is offered while typing, by trigger."""
    return [each.command() for _, each in sorted(_ALL.items()) if each.exists(settings) and each.is_offered(settings)]
