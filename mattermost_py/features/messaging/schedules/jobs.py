"""When scheduled posts are looked through."""

from mattermost_py.features.messaging.schedules.sending import send_due
from mattermost_py.infra.jobs.chores import Chore

EVERY_S = 15  # people choose minutes

chores = [Chore("scheduled posts", EVERY_S, send_due)]
