"""Which rewriting can be asked for; no AI service is part of this server, so nobody does it."""

from typing import NoReturn

from mattermost_py.features.integrations.rewriting.models import ACTIONS, Rewriting
from mattermost_py.features.messaging.posts import service as posts
from mattermost_py.infra.db import Db
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import AppError, Invalid, invalid_body
from mattermost_py.kernel.ids import is_id


async def rewrite(db: Db, actor: Actor, wanted: Rewriting) -> NoReturn:
    """Raises: Invalid, and what reading the thread raises; else AppError `agent_call_failed`."""
    if not is_id(wanted.agent_id):
        raise invalid_body("agent_id")
    if wanted.root_id and not is_id(wanted.root_id):
        raise invalid_body("root_id")
    if wanted.action not in ACTIONS:
        raise Invalid("app.post.rewrite.invalid_action")
    if wanted.root_id:
        await posts.readable(db, actor, wanted.root_id)
    raise AppError("app.post.rewrite.agent_call_failed", detail="this server has no AI service")
