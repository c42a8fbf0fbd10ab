"""Commands about oneself: presence, custom status, signing out, and how previews are shown."""

import re

from mattermost_py.features.identity.custom_statuses import service as custom_statuses
from mattermost_py.features.identity.custom_statuses.models import TEXT_MOST, CustomStatus
from mattermost_py.features.identity.preferences import service as preferences
from mattermost_py.features.identity.preferences.models import Preference
from mattermost_py.features.identity.statuses import service as statuses
from mattermost_py.features.integrations.commands.builtin.asking import Ask, Builtin
from mattermost_py.features.integrations.commands.models import Answer, Completion, gone_to, told
from mattermost_py.kernel.errors import Invalid

_EMOJI = re.compile(r":([a-zA-Z0-9_+-]{1,64}):(?:\s+|$)")

_STATUSES = {
    "online": "You are shown as online.",
    "away": "You are shown as away.",
    "offline": "You are shown as offline.",
    "dnd": "Do not disturb is on: you get no desktop, e-mail and push notifications until it is over.",
}


async def online(ask: Ask) -> Answer:
    return await _choose(ask, "online")


async def away(ask: Ask) -> Answer:
    return await _choose(ask, "away")


async def offline(ask: Ask) -> Answer:
    return await _choose(ask, "offline")


async def dnd(ask: Ask) -> Answer:
    return await _choose(ask, "dnd")


async def _choose(ask: Ask, status: str) -> Answer:
    async with ask.db.transaction() as tx:
        await statuses.choose(tx, ask.actor.user_id, status)
    return told(_STATUSES[status])


async def custom_status(ask: Ask) -> Answer:
    """`/status :emoji: text`, or `/status clear`."""
    if not ask.text:
        return told("Say what others shall see: `/status :emoji: text`, or `/status clear`.")
    if ask.text.lower() == "clear":
        async with ask.db.transaction() as tx:
            await custom_statuses.clear(tx, ask.actor.user_id)
        return told("Your custom status is cleared.")
    found = _EMOJI.match(ask.text)
    emoji, text = (found[1], ask.text[found.end() :].strip()) if found else ("", ask.text)
    try:
        async with ask.db.transaction() as tx:
            await custom_statuses.choose(tx, ask.actor.user_id, CustomStatus(emoji, text))
    except Invalid:
        return told(f"Your custom status was not changed; its text may have {TEXT_MOST} characters.")
    return told(f"Your custom status is now: :{emoji or 'speech_balloon'}: {text}".rstrip())


async def collapse(ask: Ask) -> Answer:
    return await _collapse(ask, True)


async def expand(ask: Ask) -> Answer:
    return await _collapse(ask, False)


async def _collapse(ask: Ask, is_collapsed: bool) -> Answer:
    """Previews of pictures and links."""
    value = "true" if is_collapsed else "false"
    chosen = Preference(ask.actor.user_id, "display_settings", "collapse_previews", value)
    await preferences.choose(ask.db, chosen)
    how = "collapsed" if is_collapsed else "expanded"
    return told(f"Previews of pictures and links are {how} from now on.")


async def logout(_ask: Ask) -> Answer:
    """Clients sign out by themselves; whoever does not know how goes to the page for signing in."""
    return gone_to("/login")


COMMANDS = (
    Builtin("online", online, "Show yourself as online"),
    Builtin("away", away, "Show yourself as away"),
    Builtin("offline", offline, "Show yourself as offline"),
    Builtin("dnd", dnd, "Do not disturb: no desktop, e-mail and push notifications"),
    Builtin(
        "status",
        custom_status,
        "Set or clear your custom status",
        "[:emoji: text]|clear",
        words=(Completion("clear", "", "Clear your custom status"),),
        exists=lambda settings: settings.TeamSettings.EnableCustomUserStatuses,
    ),
    Builtin("collapse", collapse, "Collapse previews of pictures and links"),
    Builtin("expand", expand, "Expand previews of pictures and links"),
    Builtin("logout", logout, "Sign out"),
)
