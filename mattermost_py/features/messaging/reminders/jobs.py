"""When reminders are looked through."""

from mattermost_py.features.messaging.reminders.service import remind_due
from mattermost_py.infra.jobs.chores import Chore

EVERY_S = 15  # people choose minutes

chores = [Chore("reminders", EVERY_S, remind_due)]
