"""What is pressed, what the program is told, and what it answers."""

from typing import Any, ClassVar

from mattermost_py.features.messaging.posts.models import PostPatch
from mattermost_py.kernel.inputs import Input

SELECT = "select"


class Pressed(Input):
    """Body of POST /posts/{post_id}/actions/{action_id}.

    selected_option: of a menu: the chosen value; with a `data_source` the id of a person or a channel.
    cookie:          what official servers give out with buttons of messages that are stored nowhere.
    """

    body_name: ClassVar[str] = "action"
    selected_option: str = ""
    cookie: str = ""


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
