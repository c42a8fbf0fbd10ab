"""One message to one push service (RFC 8030), and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from mattermost_py.infra.fetch import FetchFailed, FetchRefused, Wanted, fetch
from mattermost_py.infra.push.encryption import encrypt
from mattermost_py.infra.push.vapid import Sender
from mattermost_py.kernel.clock import now_s

if TYPE_CHECKING:
    from mattermost_py.config import Settings

TIMEOUT_S = 15.0
ANSWER_BYTES_MOST = 4096
RETRY_AFTER_MOST_S = 3600


class Fate(Enum):
    """What the push service did with a message."""

    TAKEN = "taken"
    LATER = "later"  # it is away or busy
    REFUSED = "refused"  # this message will never be taken
    GONE = "gone"  # nobody listens at this address any more


@dataclass(frozen=True, slots=True)
class Browser:
    """Where a browser listens, and the keys that only it can use."""

    endpoint: str
    public_key: bytes
    secret: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent.

    payload:   JSON text that fits into one record.
    ttl_s:     how long it is worth keeping for a browser that is away.
    topic:     a message that waits at the service under this name is replaced; empty for none.
    """

    payload: bytes
    ttl_s: int
    is_urgent: bool = True
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`retry_after_s` is the service's own wish, 0 without one; `reason` is for the log."""

    fate: Fate
    reason: str = ""
    retry_after_s: int = 0


async def send(settings: "Settings", sender: Sender, browser: Browser, message: Message, *, contact: str) -> Outcome:
    """Encrypts and hands over one message. Goes only where the site lets users have it ask."""
    headers = {
        "authorization": sender.authorization(browser.endpoint, contact, now_s()),
        "content-type": "application/octet-stream",
        "content-encoding": "aes128gcm",
        "ttl": str(max(message.ttl_s, 0)),
        "urgency": "high" if message.is_urgent else "normal",
    }
    if message.topic:
        headers["topic"] = message.topic
    wanted = Wanted(
        browser.endpoint,
        method="POST",
        headers=headers,
        body=encrypt(message.payload, browser.public_key, browser.secret),
        timeout_s=TIMEOUT_S,
        most_bytes=ANSWER_BYTES_MOST,
        redirects=0,
    )
    try:
        answer = await fetch(settings, wanted)
    except FetchRefused as exc:
        return Outcome(Fate.GONE, str(exc))
    except FetchFailed as exc:
        return Outcome(Fate.LATER, str(exc))
    return _judged(answer.status, answer.headers)


def _judged(status: int, headers: Mapping[str, str]) -> Outcome:
    if 200 <= status < 300:
        return Outcome(Fate.TAKEN)
    reason = f"status {status}"
    if status in (404, 410):
        return Outcome(Fate.GONE, reason)
    if status == 429 or status >= 500:
        wish = headers.get("retry-after", "")
        return Outcome(Fate.LATER, reason, min(int(wish), RETRY_AFTER_MOST_S) if wish.isdecimal() else 0)
    return Outcome(Fate.REFUSED, reason)
