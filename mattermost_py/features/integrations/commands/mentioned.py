"""The people and channels a command line names, which programs are told with their ids."""

import re

from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import OPEN
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.teams.members import service as team_members
from mattermost_py.infra.db import Db

_PERSON = re.compile(r"\B@([a-z0-9._:\-]+)", re.IGNORECASE)
_CHANNEL = re.compile(r"\B~([a-z0-9._\-]+)", re.IGNORECASE)


def names_after(pattern: re.Pattern[str], text: str) -> list[str]:
    """Names as they are, and without the punctuation that may end the sentence; small letters, each once."""
    found = [name.lower() for name in pattern.findall(text)]
    return list(dict.fromkeys([*found, *(name.rstrip(".-_:") for name in found)]))


async def people(db: Db, team_id: str, text: str) -> list[tuple[str, str]]:
    """Fields of the form for members of the team."""
    found = await users.by_usernames(db, names_after(_PERSON, text))
    if not found:
        return []
    inside = {each.user_id for each in await team_members.live_of_users(db, team_id, [each.id for each in found])}
    named = [each for each in found if each.id in inside]
    return [
        *(("user_mentions", each.username) for each in named),
        *(("user_mentions_ids", each.id) for each in named),
    ]


async def channels_of(db: Db, team_id: str, text: str) -> list[tuple[str, str]]:
    """Fields of the form for public channels of the team."""
    names = names_after(_CHANNEL, text)
    found = [each for each in await channels.by_names(db, team_id, names) if each.type == OPEN] if names else []
    return [
        *(("channel_mentions", each.name) for each in found),
        *(("channel_mentions_ids", each.id) for each in found),
    ]
