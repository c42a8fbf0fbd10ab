"""`/remind`: to be reminded of the thread one is in."""

import re
from collections.abc import Mapping

from mattermost_py.features.integrations.commands.builtin.asking import Ask, Builtin
from mattermost_py.features.integrations.commands.models import Answer, Argument, told
from mattermost_py.features.messaging.reminders import service as reminders
from mattermost_py.kernel.clock import now_s
from mattermost_py.kernel.errors import AppError

_SPAN = re.compile(r"(?:in\s+)?(\d{1,4})\s*(m|min|minutes?|h|hours?|d|days?|w|weeks?)", re.IGNORECASE)
_SECONDS: Mapping[str, int] = {"m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_WORDS: Mapping[str, int] = {"tomorrow": 86_400}
_HOW = "Say when, in a thread: `/remind in 20 minutes`, `/remind 2 hours`, `/remind tomorrow`."


async def remind(ask: Ask) -> Answer:
    """Reminds of the thread's first message; other messages have it in their menu."""
    span_s = seconds(ask.text)
    if not ask.root_id or not span_s:
        return told(_HOW)
    try:
        await reminders.remind(ask.db, ask.actor, ask.actor.user_id, ask.root_id, now_s() + span_s)
    except AppError:
        return told("The reminder could not be set.")
    return Answer()  # the reminder tells that it is set


def seconds(text: str) -> int:
    """How long from now; 0 for what is no time."""
    word = text.strip().lower()
    if word in _WORDS:
        return _WORDS[word]
    found = _SPAN.fullmatch(word)
    return int(found[1]) * _SECONDS[found[2][0]] if found else 0


_TIMES = (
    ("30 minutes", "In half an hour"),
    ("1 hour", "In an hour"),
    ("2 hours", "In two hours"),
    ("tomorrow", "This time tomorrow"),
)

COMMANDS = (
    Builtin(
        "remind",
        remind,
        "Be reminded of this thread",
        "[when]",
        arguments=(Argument("When to be reminded", choices=_TIMES),),
    ),
)
