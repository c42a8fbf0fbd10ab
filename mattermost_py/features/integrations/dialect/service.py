"""From Slack's way of writing to ours: `<!channel>`, `<@user id>` and `<address|text>`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mattermost_py.features.identity.users import service as users
from mattermost_py.features.messaging.posts.loose import as_dicts
from mattermost_py.infra.db import Db
from mattermost_py.kernel.json import dumps_text

_USER = re.compile(r"<@([a-z0-9]{26})>")
_BROAD: Mapping[str, str] = {"<!channel>": "@channel", "<!here>": "@here", "<!all>": "@all", "<!everyone>": "@all"}
_LINK = re.compile(r"<([a-z][a-z0-9+.-]*:[^|<>\s]+)\|([^|<>\r\n]+)>", re.IGNORECASE)
_TEXTS = ("pretext", "text", "title")

Attachments = Sequence[Mapping[str, Any]]


async def translated(db: Db, text: str, attachments: Attachments) -> tuple[str, list[dict[str, Any]]]:
    """The text and the attachments in our Markdown."""
    names = await _names(db, [text, *(each for part in attachments for each in _texts_in(part))])
    return _plain(text, names), [_attachment(each, names) for each in attachments]


def with_text_values(attachments: Attachments) -> list[dict[str, Any]]:
    """The attachments with every field's value as a text: 3 is "3", true is "true"."""
    return [
        {**each, "fields": [{**field, "value": _text(field.get("value"))} for field in as_dicts(each["fields"])]}
        if each.get("fields")
        else dict(each)
        for each in attachments
    ]


def _text(value: object) -> object:
    return value if value is None or isinstance(value, str) else dumps_text(value)


def with_links(text: str) -> str:
    """Slack's links as Markdown links."""
    return _LINK.sub(r"[\2](\1)", text) if "<" in text else text


def _texts_in(attachment: Mapping[str, Any]) -> Iterable[str]:
    yield from (value for name in _TEXTS if isinstance(value := attachment.get(name), str))
    yield from (value for field in as_dicts(attachment.get("fields")) if isinstance(value := field.get("value"), str))


def _attachment(attachment: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    changed = dict(attachment)
    for name in _TEXTS:
        if isinstance(value := changed.get(name), str):
            changed[name] = _plain(value, names)
    if fields := as_dicts(changed.get("fields")):
        changed["fields"] = [
            {**field, "value": _plain(value, names)} if isinstance(value := field.get("value"), str) else field
            for field in fields
        ]
    return changed


def _plain(text: str, names: Mapping[str, str]) -> str:
    if "<" not in text:
        return text
    for slack, ours in _BROAD.items():
        text = text.replace(slack, ours)
    text = _USER.sub(lambda match: f"@{names[match[1]]}" if match[1] in names else match[0], text)
    return with_links(text)


async def _names(db: Db, texts: Iterable[str]) -> dict[str, str]:
    """Usernames by id of everybody these texts mention."""
    ids = {user_id for text in texts if "<@" in text for user_id in _USER.findall(text)}
    return {each.id: each.username for each in await users.by_ids(db, ids)} if ids else {}
