"""What channels and teams want to be written as system messages; messaging listens and writes them."""

from dataclasses import dataclass, field
from typing import Any

from mattermost_py.kernel.events import Event


@dataclass(frozen=True, slots=True)
class Notice(Event):
    """A wish for one system post, written in the same transaction as the change it tells of. Internal: no name.

    type:    e.g. `system_join_channel`.
    user_id: who acted; the post's author.
    message: English text in our own words for clients that do not know the type.
    props:   the fields clients build their own text from, e.g. `{"username": "ana"}`.
    """

    channel_id: str
    user_id: str
    type: str
    message: str
    props: dict[str, Any] = field(default_factory=dict[str, Any])
