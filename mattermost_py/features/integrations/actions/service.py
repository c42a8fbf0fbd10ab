"""Pressing a button or choosing from a menu: the program is told, and the post becomes what it answers."""

from typing import Any

from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.integrations.actions import calling
from mattermost_py.features.integrations.actions.models import SELECT, Answer, Pressed
from mattermost_py.features.integrations.dialect import service as dialect
from mattermost_py.features.integrations.triggers import service as triggers
from mattermost_py.features.messaging.posts import service as posts
from mattermost_py.features.messaging.posts.loose import as_dict, as_dicts
from mattermost_py.features.messaging.posts.models import Post
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.infra.db import Db
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import NotFound

Json = dict[str, Any]
_MARKS = ("from_webhook", "override_username", "override_icon_url")  # what the program says looks as the post does


async def press(db: Db, actor: Actor, post_id: str, action_id: str, pressed: Pressed) -> str:
    """Does what a button or menu is for. Returns the trigger id for clients. Raises: AppError.

    No transaction is open while the program is asked.
    """
    if pressed.cookie:  # this server gives none out
        raise calling.failed("the cookie could not be read")
    post = await posts.readable(db, actor, post_id, hides_missing=True)
    action = _action(post, action_id)
    asked = await triggers.make(db, actor.user_id)
    told = {**await _place(db, actor, post), "trigger_id": asked.id, **_choice(action, pressed)}
    answer = await calling.ask(db.settings, _url(action), told)
    await _follow(db, actor, post, answer)
    return asked.client_id


def _action(post: Post, action_id: str) -> Json:
    """Raises: NotFound for an id that no button or menu of the post has, and for one without a program."""
    for attachment in post.attachments:
        for action in as_dicts(attachment.get("actions")):
            if action.get("id") == action_id and as_dict(action.get("integration")):
                return action
    raise NotFound("api.post.do_action.action_id.app_error")


def _url(action: Json) -> str:
    url = as_dict(action["integration"]).get("url")
    return url if isinstance(url, str) else ""


async def _place(db: Db, actor: Actor, post: Post) -> Json:
    """Who and where; direct and group messages belong to no team."""
    user, channel = await users.by_id(db, actor.user_id), await channels.known(db, post.channel_id)
    team = await teams.by_id(db, channel.team_id) if channel.team_id else None
    return {
        "user_id": user.id,
        "user_name": user.username,
        "channel_id": channel.id,
        "channel_name": channel.name,
        "team_id": channel.team_id,
        "team_domain": team.name if team else "",
        "post_id": post.id,
    }


def _choice(action: Json, pressed: Pressed) -> Json:
    """What was pressed, and of a menu what was chosen, together with what the program wants to have back."""
    told: Json = {"type": _text(action, "type"), "data_source": ""}
    context = dict(as_dict(as_dict(action["integration"]).get("context")))
    if told["type"] == SELECT and pressed.selected_option:
        told["data_source"] = _text(action, "data_source")
        context["selected_option"] = pressed.selected_option
    return {**told, "context": context} if context else told


def _text(action: Json, name: str) -> str:
    value = action.get(name)
    return value if isinstance(value, str) else ""


async def _follow(db: Db, actor: Actor, post: Post, answer: Answer) -> None:
    """Shows what the program answered."""
    if answer.update is not None:
        async with db.transaction() as tx:
            await posts.change_by_program(tx, actor, post.id, answer.update.patch())
    if answer.ephemeral_text:
        text = answer.ephemeral_text
        await posts.show_drawn_once(
            db,
            user_id=actor.user_id,
            author_id=actor.user_id,
            channel_id=post.channel_id,
            root_id=post.thread_id,
            message=text if answer.skip_slack_parsing else dialect.with_links(text),
            props={name: post.props[name] for name in _MARKS if name in post.props},
        )
