"""What a notification says, in its reader's language and in no more detail than the site allows."""

from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.features.messaging.posts.models import BURN_ON_READ, Post
from mattermost_py.infra.push.encryption import PAYLOAD_BYTES_MOST
from mattermost_py.kernel.json import dumps
from mattermost_py.kernel.messages import message

CHARACTERS_MOST = 1000
ID_LOADED, GENERIC, GENERIC_NO_CHANNEL = "id_loaded", "generic", "generic_no_channel"


def worded(
    contents: str,
    post: Post,
    channel: Channel,
    *,
    sender: str,
    place_name: str,
    site: str,
    locale: str,
    is_mentioned: bool,
) -> tuple[str, str]:
    """Title and body.

    contents:   `EmailSettings.PushNotificationContents`; with id_loaded the body is empty, the browser asks for it.
    place_name: what the channel is called.
    """
    if contents == ID_LOADED:
        return site, ""
    kind = _kind(channel, is_mentioned)
    if contents == GENERIC_NO_CHANNEL:
        return site, message(f"push.{kind}", 0, {"Sender": sender}, locale)
    if contents == GENERIC:
        text = f"push.{kind}" if channel.type == "D" else f"push.{kind}_in"
        return site, message(text, 0, {"Sender": sender, "Channel": place_name}, locale)
    title = (
        sender if channel.type == "D" else message("push.title", 0, {"Sender": sender, "Channel": place_name}, locale)
    )
    return title, shown_text(post) or message("push.file" if post.file_ids else "push.post", 0, {}, locale)


def shown_text(post: Post) -> str:
    """What of the post fits into a notification; empty for sealed posts and for files without words."""
    if post.type == BURN_ON_READ:
        return ""
    words = next((text for text in post.texts() if text.strip()), "")
    return " ".join("".join(each if each.isprintable() else " " for each in words[:CHARACTERS_MOST]).split())


def packed(payload: dict[str, object]) -> str:
    """The payload as JSON, its body cut until it fits into one message."""
    text = dumps(payload)
    while len(text) > PAYLOAD_BYTES_MOST:
        body = str(payload["body"])
        payload = {**payload, "title": str(payload["title"])[:200], "body": body[: len(body) * 3 // 4].rstrip() + "…"}
        text = dumps(payload)
    return text.decode()


def clearing(place: str) -> str:
    """The payload that takes notifications of a place away."""
    return dumps({"type": "clear", "place": place}).decode()


def test(site: str, locale: str) -> str:
    """The payload by which somebody sees that it works."""
    return packed({"type": "test", "place": "", "title": site, "body": message("push.test", 0, {}, locale)})


def _kind(channel: Channel, is_mentioned: bool) -> str:
    if channel.type == "D":
        return "direct"
    return "mentioned" if is_mentioned and channel.type != "G" else "posted"
