"""Teams and channels are compared with their groups now and then, whoever filled the groups."""

from mattermost_py.features.directory.groups import attendance
from mattermost_py.infra.jobs.chores import MINUTE_S, Chore

chores: list[Chore] = [Chore("group_attendance", 10 * MINUTE_S, attendance.align)]
