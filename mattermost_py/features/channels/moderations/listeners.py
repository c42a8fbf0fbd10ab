"""Channels follow what happens to schemes, in the same transaction."""

from mattermost_py.features.access.schemes.events import SchemeDeleted
from mattermost_py.features.channels.moderations import service
from mattermost_py.infra.runtime import Listener, within

listeners: list[Listener] = [within(SchemeDeleted, service.let_go)]
