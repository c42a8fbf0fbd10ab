"""All entries of the table."""

from tests.contract.entry import Entry
from tests.contract.table import (
    accounts,
    channels,
    commands,
    files,
    groups,
    levels,
    messages,
    people,
    requests,
    system,
    teams,
)

entries: list[Entry] = [
    *people.entries,
    *accounts.entries,
    *teams.entries,
    *channels.entries,
    *requests.entries,
    *levels.entries,
    *files.entries,
    *messages.entries,
    *commands.entries,
    *groups.entries,
    *system.entries,
]
