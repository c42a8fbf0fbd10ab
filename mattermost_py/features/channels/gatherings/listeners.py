"""Channels follow what happens to teams and accounts, in the same transaction."""

from mattermost_py.features.channels.gatherings import service
from mattermost_py.features.teams.entry.events import LedIntoChannels
from mattermost_py.features.teams.members.events import Joined, Leaving
from mattermost_py.features.teams.teams.events import TeamDestroyed, TeamFounded
from mattermost_py.infra.runtime import Listener, within

listeners: list[Listener] = [
    within(TeamFounded, service.furnish),
    within(Joined, service.welcome),
    within(Leaving, service.see_off),
    within(LedIntoChannels, service.follow_invitation),
    within(TeamDestroyed, service.tear_down),
]
