"""What clients send to move a thread."""

from typing import ClassVar

from mattermost_py.kernel.inputs import Input


class Wanted(Input):
    """Body of POST /posts/{post_id}/move; official clients send the channel only.

    root_id:     join the thread of this post instead of being one of its own.
    only_itself: take this one reply out of its thread; without it the whole thread goes.
    """

    body_name: ClassVar[str] = "post"
    channel_id: str = ""
    root_id: str = ""
    only_itself: bool = False
