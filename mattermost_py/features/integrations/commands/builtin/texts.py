"""Commands that write something, or tell where to find something."""

import asyncio
import logging
from typing import TYPE_CHECKING

from mattermost_py.features.integrations.commands.builtin.asking import Ask, Builtin
from mattermost_py.features.integrations.commands.models import Answer, said, told
from mattermost_py.features.messaging.posts import service as posts
from mattermost_py.features.messaging.posts.models import NewPost
from mattermost_py.kernel.errors import AppError

if TYPE_CHECKING:
    from mattermost_py.infra.runtime import Runtime

log = logging.getLogger(__name__)

DELAY_MOST_S = 10_000
ECHOES_MOST = 500  # waiting in one worker
SHRUG = r"¯\\\_(ツ)\_/¯"


async def me(ask: Ask) -> Answer:
    if not ask.text:
        return told("Say what you do: `/me waves`.")
    return said(f"*{ask.text}*", type="me", props={"message": ask.text})


async def shrug(ask: Ask) -> Answer:
    return said(f"{ask.text} {SHRUG}".strip())


async def code(ask: Ask) -> Answer:
    if not ask.text:
        return told("Write the code behind the command: `/code text`.")
    return said("\n".join(f"    {line}" for line in ask.text.split("\n")))


async def echo(ask: Ask) -> Answer:
    """`/echo text [seconds]`; several words with a delay may stand in quotation marks."""
    text, delay_s = _delayed(ask.text)
    if not text:
        return told('Write what shall be said: `/echo "text" [seconds]`.')
    if delay_s > DELAY_MOST_S:
        return told(f"The delay may be {DELAY_MOST_S} seconds at most.")
    echoes = ask.db.runtime.part(_Echoes)
    if echoes.waiting >= ECHOES_MOST:
        return told("Too many messages wait to be said. Try again later.")
    echoes.say(ask, text, delay_s)
    return Answer()


class _Echoes:
    """Messages that this worker says later; a restart forgets them. Only the event loop's thread touches it."""

    def __init__(self, _runtime: "Runtime") -> None:
        self.waiting = 0

    def say(self, ask: Ask, text: str, delay_s: int) -> None:
        self.waiting += 1
        asyncio.get_running_loop().call_later(delay_s, self._due, ask, text)

    def _due(self, ask: Ask, text: str) -> None:
        self.waiting -= 1
        ask.db.runtime.spawn(_say(ask, text))


async def _say(ask: Ask, text: str) -> None:
    try:
        wanted = NewPost(channel_id=ask.channel.id, root_id=ask.root_id, message=text)
        await posts.create(ask.db.runtime.db(), ask.actor, wanted, set_online=True)
    except AppError:
        log.info("an echo could not be said", exc_info=True)


def _delayed(typed: str) -> tuple[str, int]:
    """The text and the seconds behind it."""
    if typed.startswith('"') and (end := typed.rfind('"')) > 0:
        after = typed[end + 1 :].strip()
        return typed[1:end], int(after) if _is_number(after) else 0
    text, _, last = typed.rpartition(" ")
    return (text.strip(), int(last)) if text and _is_number(last) else (typed, 0)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9


async def help_(ask: Ask) -> Answer:
    link = ask.db.settings.SupportSettings.HelpLink
    where = f" More about everything else is in the [help]({link})." if link else ""
    return told(f"Type `/` to see all commands, `@` to mention people, `~` to link channels, `:` for emoji.{where}")


async def search(ask: Ask) -> Answer:
    return told("Use the search field at the top to find messages and files.")


async def settings(_ask: Ask) -> Answer:
    return told("Your settings are behind the gear at the top.")


async def shortcuts(_ask: Ask) -> Answer:
    return told("Press Ctrl+/ (⌘/ on a Mac) to see the keyboard shortcuts.")


async def marketplace(_ask: Ask) -> Answer:
    return told("The marketplace is in the product menu at the top left.")


COMMANDS = (
    Builtin("me", me, "Say what you do", "[text]"),
    Builtin("shrug", shrug, r"Add ¯\_(ツ)_/¯ to your message", "[text]"),
    Builtin("code", code, "Show text as code", "[text]"),
    Builtin("echo", echo, "Say text, perhaps later", '"text" [seconds]'),
    Builtin("help", help_, "Show how to find help"),
    Builtin("search", search, "Search messages", "[text]"),
    Builtin("settings", settings, "Open your settings"),
    Builtin("shortcuts", shortcuts, "Show the keyboard shortcuts"),
    Builtin(
        "marketplace",
        marketplace,
        "Open the marketplace",
        exists=lambda given: given.PluginSettings.Enable and given.PluginSettings.EnableMarketplace,
    ),
)
