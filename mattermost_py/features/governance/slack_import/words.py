"""From Slack's way of writing to Markdown, with the names that people and channels have here."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from mattermost_py.features.messaging.posts.props import MESSAGE_MOST

_USER = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")
_CHANNEL = re.compile(r"<#([A-Z0-9]+)(?:\|([^>]*))?>")
_BROAD = re.compile(r"<!(?:subteam\^[A-Z0-9]+\|)?@?(channel|here|everyone|all|group)(?:\|[^>]*)?>")
_LINK = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.-]*:[^|<>\s]+)(?:\|([^<>]+))?>")
_CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.DOTALL)
_BOLD = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
_STRUCK = re.compile(r"(?<![\w~])~(?=\S)([^~\n]+?)(?<=\S)~(?![\w~])")
_QUOTED = re.compile(r"^&gt;(?:&gt;&gt;)?", re.MULTILINE)
_NOT_IN_NAMES = re.compile(r"[^a-z0-9._-]+")
_NOT_IN_ADDRESSES = re.compile(r"[^a-z0-9_-]+")
_TO_ALL: Mapping[str, str] = {"everyone": "@all", "group": "@channel"}


@dataclass(frozen=True, slots=True)
class Names:
    """Names here by Slack's ids."""

    users: Mapping[str, str]
    channels: Mapping[str, str]


def markdown(text: str, names: Names) -> str:
    """What was written, as it is written here; code stays as it is."""
    parts = _CODE.split(text)
    return "".join(html.unescape(part) if i % 2 else _prose(part, names) for i, part in enumerate(parts))


def _prose(text: str, names: Names) -> str:
    text = _QUOTED.sub(">", text)
    text = _BOLD.sub(r"**\1**", text)
    text = _STRUCK.sub(r"~~\1~~", text)
    text = _USER.sub(lambda found: f"@{names.users.get(found[1], found[1].lower())}", text)
    text = _CHANNEL.sub(lambda found: f"~{names.channels.get(found[1], found[2] or found[1].lower())}", text)
    text = _BROAD.sub(lambda found: _TO_ALL.get(found[1], f"@{found[1]}"), text)
    text = _LINK.sub(lambda found: f"[{found[2]}]({found[1]})" if found[2] else found[1], text)
    return html.unescape(text)


def pieces(text: str) -> list[str]:
    """The text in messages of the length that is possible here; cut between lines where there are some."""
    found: list[str] = []
    while len(text) > MESSAGE_MOST:
        cut = text.rfind("\n", MESSAGE_MOST // 2, MESSAGE_MOST)
        cut = MESSAGE_MOST if cut < 0 else cut
        found.append(text[:cut])
        text = text[cut:].removeprefix("\n")
    return [*found, text]


def username(name: str, fallback: str) -> str:
    """A username like this one."""
    return _NOT_IN_NAMES.sub("-", name.lower()).strip("-")[:60] or fallback.lower()


def address(name: str, fallback: str) -> str:
    """The name of a channel in addresses."""
    clean = _NOT_IN_ADDRESSES.sub("-", name.lower()).strip("-_")[:64].rstrip("-_")
    return clean if len(clean) > 1 else f"slack-channel-{fallback.lower()}"
