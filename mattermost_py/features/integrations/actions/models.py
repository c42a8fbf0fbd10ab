"""What is pressed, what the program is told, and what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from mattermost_py.features.messaging.posts.models import PostPatch
from mattermost_py.kernel.inputs import Input

SELECT = "select"


class Pressed(Input):
    """Body of POST /posts/{post_id}/actions/{action_id}.

    selected_option: of a menu: the chosen value; with a `data_source` the id of a person or a channel.
    cookie:          of a button of a message that is stored nowhere: what is behind it.
    """

    body_name: ClassVar[str] = "action"
    selected_option: str = ""
    cookie: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """A button or menu with the place where it is.

    thread_id:   where the program's words for the presser belong; '' = into the channel.
    integration: the program's address, and what it wants to have back.
    kept:        props by which its messages look as the post does; `dropped`: those they must not have.
    """

    post_id: str
    channel_id: str
    thread_id: str
    type: str
    data_source: str
    integration: dict[str, Any]
    kept: dict[str, Any]
    dropped: Sequence[str] = ()
    is_stored: bool = True


class NewVersion(Input):
    """The post as the program wants it. Whose it is, where and when it was written is not the program's choice."""

    message: str = ""
    props: dict[str, Any] | None = None
    file_ids: list[str] | None = None

    def patch(self) -> PostPatch:
        return PostPatch(message=self.message, props=self.props, file_ids=self.file_ids)


class Answer(Input):
    """What the program answers."""

    update: NewVersion | None = None
    ephemeral_text: str = ""
    skip_slack_parsing: bool = False
