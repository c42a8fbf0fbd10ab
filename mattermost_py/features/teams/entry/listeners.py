"""Accounts follow their invitation."""

from mattermost_py.features.identity.users.events import InvitationAccepted, UserCreated
from mattermost_py.features.teams.entry import service
from mattermost_py.infra.runtime import Listener, within

listeners: list[Listener] = [
    within(UserCreated, service.welcome),
    within(InvitationAccepted, service.welcome_back),
]
