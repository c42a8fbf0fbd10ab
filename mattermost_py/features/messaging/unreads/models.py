"""What may be sent to mark a post as unread."""

from typing import ClassVar

from mattermost_py.kernel.inputs import Input


class MarkUnread(Input):
    """Body of POST /users/{user_id}/posts/{post_id}/set_unread."""

    body_name: ClassVar[str] = "set_unread"
    collapsed_threads_supported: bool = False
