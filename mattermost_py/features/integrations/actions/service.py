"""Pressing a button or choosing from a menu: the program is told, and the post becomes what it answers."""

from typing import Any

from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.integrations.actions import calling
from mattermost_py.features.integrations.actions.models import SELECT, Answer, Button, NewVersion, Pressed
from mattermost_py.features.integrations.asking import service as asking
from mattermost_py.features.integrations.dialect import service as dialect
from mattermost_py.features.integrations.triggers import service as triggers
from mattermost_py.features.messaging.posts import service as posts
from mattermost_py.features.messaging.posts.cookies import MARKS
from mattermost_py.features.messaging.posts.loose import as_dict, as_dicts
from mattermost_py.features.messaging.posts.models import Post
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.infra.db import Db
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import NotFound

Json = dict[str, Any]


async def press(db: Db, actor: Actor, post_id: str, action_id: str, pressed: Pressed) -> str:
    """Does what a button or menu is for. Returns the trigger id for clients. Raises: AppError.

    No transaction is open while the program is asked.
    """
    if pressed.cookie:
        button = await _of_cookie(db, actor, post_id, pressed.cookie)
    else:
        button = _of_post(await posts.readable(db, actor, post_id, hides_missing=True), action_id)
    asked = await triggers.make(db, actor.user_id)
    told = {**await _place(db, actor, button), "trigger_id": asked.id, **_choice(button, pressed)}
    answer = await calling.ask(db.settings, _text(button.integration, "url"), told)
    await _follow(db, actor, button, answer)
    return asked.client_id


def _of_post(post: Post, action_id: str) -> Button:
    """Raises: NotFound for an id that no button or menu of the post has, and for one without a program."""
    for attachment in post.attachments:
        for action in as_dicts(attachment.get("actions")):
            if action.get("id") == action_id and as_dict(action.get("integration")):
                return Button(
                    post_id=post.id,
                    channel_id=post.channel_id,
                    thread_id=post.thread_id,
                    type=_text(action, "type"),
                    data_source=_text(action, "data_source"),
                    integration=as_dict(action["integration"]),
                    kept={name: post.props[name] for name in MARKS if name in post.props},
                )
    raise NotFound("api.post.do_action.action_id.app_error")


async def _of_cookie(db: Db, actor: Actor, post_id: str, text: str) -> Button:
    """The button of a message that is stored nowhere. Raises: Invalid, NotFound, Forbidden."""
    cookie = await posts.cookie_opened(db, text)
    if cookie is None:
        raise asking.failed("the cookie could not be read")
    await channels.readable(db, actor, cookie.channel_id)
    if cookie.post_id != post_id or not cookie.integration:
        raise asking.failed("the cookie belongs to another message")
    return Button(
        post_id=post_id,
        channel_id=cookie.channel_id,
        thread_id="" if cookie.root_post_id == post_id else cookie.root_post_id,  # nobody can read such a thread
        type=cookie.type,
        data_source=cookie.data_source,
        integration=cookie.integration,
        kept=cookie.retain_props or {},
        dropped=cookie.remove_props or (),
        is_stored=False,
    )


async def _place(db: Db, actor: Actor, button: Button) -> Json:
    """Who and where; direct and group messages belong to no team."""
    user, channel = await users.by_id(db, actor.user_id), await channels.known(db, button.channel_id)
    team = await teams.by_id(db, channel.team_id) if channel.team_id else None
    return {
        "user_id": user.id,
        "user_name": user.username,
        "channel_id": channel.id,
        "channel_name": channel.name,
        "team_id": channel.team_id,
        "team_domain": team.name if team else "",
        "post_id": button.post_id,
    }


def _choice(button: Button, pressed: Pressed) -> Json:
    """What was pressed, and of a menu what was chosen, together with what the program wants to have back."""
    told: Json = {"type": button.type, "data_source": ""}
    context = dict(as_dict(button.integration.get("context")))
    if told["type"] == SELECT and pressed.selected_option:
        told["data_source"] = button.data_source
        context["selected_option"] = pressed.selected_option
    return {**told, "context": context} if context else told


def _text(found: Json, name: str) -> str:
    value = found.get(name)
    return value if isinstance(value, str) else ""


async def _follow(db: Db, actor: Actor, button: Button, answer: Answer) -> None:
    """Shows what the program answered."""
    if answer.update is not None and button.is_stored:
        async with db.transaction() as tx:
            await posts.change_by_program(tx, actor, button.post_id, answer.update.patch())
    elif answer.update is not None:
        await _redraw(db, actor, button, answer.update)
    if answer.ephemeral_text:
        text = answer.ephemeral_text
        await posts.show_drawn_once(
            db,
            user_id=actor.user_id,
            author_id=actor.user_id,
            channel_id=button.channel_id,
            root_id=button.thread_id,
            message=text if answer.skip_slack_parsing else dialect.with_links(text),
            props=button.kept,
        )


async def _redraw(db: Db, actor: Actor, button: Button, version: NewVersion) -> None:
    """The message that only the presser has becomes what the program wants."""
    props = {name: value for name, value in (version.props or {}).items() if name not in button.dropped}
    await posts.show_drawn_once(
        db,
        user_id=actor.user_id,
        author_id=actor.user_id,
        channel_id=button.channel_id,
        root_id=button.thread_id,
        message=version.message,
        props={**props, **button.kept},
        post_id=button.post_id,
    )
