"""What a post may carry: texts without harmful characters, props without what only the server may set."""

import re
from collections.abc import Mapping
from typing import Any

from mattermost_py.config import Settings
from mattermost_py.features.messaging.posts.loose import as_dict, as_list
from mattermost_py.features.messaging.posts.models import OPEN_TYPES, SYSTEM_PREFIX
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import Invalid
from mattermost_py.kernel.ids import new_id
from mattermost_py.kernel.json import dumps_text

MESSAGE_MOST = 16_383  # characters: the column's 65535 bytes hold that many of four bytes each
PROPS_MOST = 800_000
FILE_IDS_MOST = 300  # characters of the JSON list: ten ids

# Byte order mark, bidirectional overrides, line and paragraph separators, annotation, musical and tag characters.
_HARMFUL = re.compile(
    "[\0\ufeff\u202a-\u202e\u2066-\u2069\u2028\u2029\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
_SERVERS_OWN = ("add_channel_member", "force_notification")
INTEGRATIONS_OWN = frozenset(
    {"from_webhook", "override_username", "webhook_display_name", "override_icon_url", "override_icon_emoji"}
)
_CHANNEL = re.compile(r"\B~[a-z0-9.\-_:]+", re.IGNORECASE)
_NAMED = re.compile("\\B[@\uff20\ufe6b]")  # as `mentions.words` understands at signs
_BROAD = re.compile(r"\B@(?:all|channel|here)\b", re.IGNORECASE)


def clean_message(message: str) -> str:
    """The message as it is stored. Raises: Invalid when it is too long."""
    if len(message) > MESSAGE_MOST:
        raise Invalid("model.post.is_valid.message_length.app_error", Length=len(message), MaxLength=MESSAGE_MOST)
    return _HARMFUL.sub("", message)


def clean_props(props: Mapping[str, Any] | None, settings: Settings, actor: Actor) -> dict[str, Any]:
    """What an author may set. Raises: Invalid for props kept for integrations (hardened mode) or too large."""
    kept = {name: value for name, value in (props or {}).items() if name not in _SERVERS_OWN}
    if not kept:
        return kept
    reserved = sorted(INTEGRATIONS_OWN & kept.keys())
    is_integration = actor.is_bot or actor.is_oauth or actor.is_unrestricted
    if reserved and settings.ServiceSettings.ExperimentalEnableHardenedMode and not is_integration:
        raise Invalid("api.context.invalid_param.app_error", Name=f"post.props.{reserved[0]}")
    text = dumps_text(kept)
    if len(text) > PROPS_MOST:
        raise Invalid("model.post.is_valid.props.app_error")
    if "\\u0000" in text:  # PostgreSQL has no such character
        raise Invalid("model.post.is_valid.props.app_error")
    return with_action_ids(kept)


def with_author(props: dict[str, Any], actor: Actor) -> dict[str, Any]:
    """Marks what a program wrote."""
    marks = {"from_bot": actor.is_bot, "from_oauth_app": actor.is_oauth}
    return {**props, **{name: "true" for name, is_set in marks.items() if is_set}}


def check_type(post_type: str) -> None:
    """Raises: Invalid unless people may write posts of this type."""
    if post_type.startswith(SYSTEM_PREFIX):
        raise Invalid("api.context.invalid_param.app_error", Name="post.type")
    if (post_type not in OPEN_TYPES and not post_type.startswith("custom_")) or len(post_type) > 26:
        raise Invalid("model.post.is_valid.type.app_error")


def check_files(file_ids: list[str]) -> None:
    """Raises: Invalid for more files than a post holds."""
    if len(dumps_text(file_ids)) > FILE_IDS_MOST:
        raise Invalid("model.post.is_valid.file_ids.app_error")


def channel_names(message: str) -> list[str]:
    """Names after `~`, lower-case; also without the punctuation that ends a sentence."""
    if "~" not in message:
        return []
    found = [name[1:].lower() for name in _CHANNEL.findall(message)]
    return list(dict.fromkeys([*found, *(name.rstrip(".-_:") for name in found)]))


def may_mention(message: str) -> bool:
    """Whether a name may follow an @; in addresses the @ is inside a word."""
    return _NAMED.search(message) is not None


def has_broad_mention(message: str) -> bool:
    """Whether @all, @channel or @here may be in it."""
    return "@" in message and _BROAD.search(message) is not None


def with_action_ids(props: dict[str, Any]) -> dict[str, Any]:
    """Buttons and menus of attachments get an id, by which they are pressed."""
    if "attachments" not in props:
        return props
    return {**props, "attachments": [_with_ids(each) for each in as_list(props["attachments"])]}


def _with_ids(attachment: Any) -> Any:
    actions = as_list(as_dict(attachment).get("actions"))
    return {**attachment, "actions": [_with_id(each) for each in actions]} if actions else attachment


def _with_id(action: Any) -> Any:
    known = as_dict(action)
    return {**known, "id": new_id()} if known and not known.get("id") else action
