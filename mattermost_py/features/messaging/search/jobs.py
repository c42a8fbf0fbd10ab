"""When new words are sorted in."""

from mattermost_py.features.messaging.search import service
from mattermost_py.infra.jobs.chores import MINUTE_S, Chore

chores = [Chore("words of new posts", MINUTE_S, service.sort_in_news)]
