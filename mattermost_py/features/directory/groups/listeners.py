"""Groups follow accounts; teams and channels follow their groups."""

from mattermost_py.features.channels.channels.events import ChannelUpdated
from mattermost_py.features.directory.groups import attendance, service
from mattermost_py.features.directory.groups.events import LinksChanged
from mattermost_py.features.identity.users.events import UserErased
from mattermost_py.features.teams.teams.events import TeamUpdated
from mattermost_py.infra.runtime import Listener, after, within

listeners: list[Listener] = [
    within(UserErased, service.forget_user),
    after(LinksChanged, attendance.links_changed),
    after(TeamUpdated, attendance.team_updated),
    after(ChannelUpdated, attendance.channel_updated),
]
