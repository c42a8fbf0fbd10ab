"""What is to be rewritten, and how."""

from typing import ClassVar

from mattermost_py.kernel.inputs import Input

ACTIONS = frozenset({"custom", "shorten", "elaborate", "improve_writing", "fix_spelling", "simplify", "summarize"})


class Rewriting(Input):
    """Body of POST /posts/rewrite."""

    body_name: ClassVar[str] = "request_body"
    agent_id: str = ""
    message: str = ""
    action: str = ""
    custom_prompt: str = ""
    root_id: str = ""
