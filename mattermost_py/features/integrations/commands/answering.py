"""What becomes of a command's answer: a message in the channel, or one that only the asker sees."""

from dataclasses import dataclass, replace
from typing import Any

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.integrations.commands.models import EPHEMERAL, IN_CHANNEL, Answer, Command
from mattermost_py.features.integrations.dialect import service as dialect
from mattermost_py.features.messaging.posts import service as posts
from mattermost_py.features.messaging.posts.models import SYSTEM_PREFIX, NewPost
from mattermost_py.infra.db import Db
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import AppError, Forbidden, Invalid

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command was typed."""

    channel_id: str
    root_id: str = ""


async def deliver(db: Db, actor: Actor, place: Place, answer: Answer, *, trigger: str, by: Command | None) -> Answer:
    """Shows the answer and those that come along with it; all are tried. Returns it as it was shown.

    by:     the command of a team; None for what the server itself does.
    Raises: AppError `create_post_failed` when one of them could not be shown.
    """
    failure: AppError | None = None
    shown = answer
    for index, each in enumerate([answer, *(answer.extra_responses or ())]):
        try:
            delivered = await _show(db, actor, place, each, by)
            shown = delivered if index == 0 else shown
        except AppError as exc:
            failure = exc
    if failure is not None:
        raise AppError(
            "api.command.execute_command.create_post_failed.app_error", detail=failure.id, Trigger=trigger
        ) from failure
    return shown


async def _show(db: Db, actor: Actor, place: Place, answer: Answer, by: Command | None) -> Answer:
    """Raises: AppError for what may not be said there."""
    channel_id = place.channel_id
    if answer.channel_id and answer.channel_id != channel_id:
        standing = await gate.standing(db, actor.user_id, answer.channel_id)
        if standing is None or not standing.is_member:
            raise Forbidden("api.command.command_post.forbidden.app_error")
        channel_id, place = answer.channel_id, Place(answer.channel_id)
    if answer.type.startswith(SYSTEM_PREFIX):
        raise Invalid("api.context.invalid_param.app_error", Name="post.type")
    if not answer.skip_slack_parsing:
        text, attachments = await dialect.translated(db, answer.text, answer.attachments or [])
        answer = answer.model_copy(update={"text": text, "attachments": attachments or answer.attachments})
    props = _props(db, answer, by)
    if answer.response_type == IN_CHANNEL:
        kind = answer.type or ("slack_attachment" if answer.attachments else "")
        wanted = NewPost(channel_id=channel_id, root_id=place.root_id, message=answer.text, type=kind, props=props)
        await posts.create(db, _author(db, actor, by), wanted, set_online=by is None)
    elif answer.response_type in ("", EPHEMERAL) and (answer.text or answer.attachments is not None):
        await posts.show_drawn_once(
            db,
            user_id=actor.user_id,
            author_id=actor.user_id,
            channel_id=channel_id,
            root_id=place.root_id,
            message=answer.text,
            props=props,
        )
    return answer


def _author(db: Db, actor: Actor, by: Command | None) -> Actor:
    """What programs say keeps its marks even where people may not set them."""
    is_guarded = by is not None and db.settings.ServiceSettings.ExperimentalEnableHardenedMode
    return replace(actor, is_unrestricted=True) if is_guarded else actor


def _props(db: Db, answer: Answer, by: Command | None) -> Json:
    """The props of the message, with the name and picture of the program as far as the server allows others'."""
    service = db.settings.ServiceSettings
    props: Json = dict(answer.props or {})
    if answer.attachments is not None:
        props["attachments"] = dialect.with_text_values(answer.attachments)
    if by is None:
        return props
    props["from_webhook"] = "true"
    if service.EnablePostUsernameOverride and (name := by.username or answer.username):
        props["override_username"] = name
    if service.EnablePostIconOverride:
        props["override_icon_url"] = by.icon_url or answer.icon_url
    return props
