"""Showing a program's form to whoever just asked it something, and bringing back what they filled in."""

from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.integrations.asking import service as asking
from mattermost_py.features.integrations.dialogs.events import DialogOpened
from mattermost_py.features.integrations.dialogs.models import (
    LOOKUP,
    REFRESH,
    SUBMISSION,
    LookupAnswer,
    Opening,
    Submission,
    SubmissionAnswer,
)
from mattermost_py.features.integrations.triggers import service as triggers
from mattermost_py.infra.db import Db
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import AppError, Invalid, invalid_body
from mattermost_py.kernel.json import JsonError, loads
from mattermost_py.kernel.permissions import Permission


async def open_for_asker(db: Db, opening: Opening) -> None:
    """Shows the form to whom the trigger belongs, whoever asks. Raises: Invalid for a trigger that does not hold."""
    if not opening.url:
        raise invalid_body("url")
    asked = await triggers.check(db, opening.trigger_id)
    shown = {"trigger_id": asked.client_id, "url": opening.url, "dialog": opening.dialog.wire()}
    db.publish(DialogOpened(asked.user_id, shown))


async def submit(db: Db, actor: Actor, sent: Submission) -> dict[str, Any]:
    """Tells the program what was filled in, or that a field changed, and returns what it says to that.

    Raises: Invalid, Forbidden, NotFound; Invalid or AppError when the program fails or answers something else.
    """
    if not sent.url:
        raise invalid_body("url")
    await _require_place(db, actor, sent)
    kind = REFRESH if sent.type == REFRESH else SUBMISSION
    body = await asking.ask(db.settings, sent.url, sent.told(kind, actor.user_id))
    if not body:
        return {}
    found = _decoded(body, "app.submit_interactive_dialog.decode_json_error")
    try:
        return SubmissionAnswer.model_validate(found or {}).wire()
    except ValidationError as exc:
        raise Invalid("app.submit_interactive_dialog.invalid_response", detail=str(exc)) from exc


async def look_up(db: Db, actor: Actor, sent: Submission) -> dict[str, Any]:
    """The choices of a field that only the program knows. Raises: as `submit`."""
    if not _may_be_asked(sent.url):
        raise invalid_body("url")
    await _require_place(db, actor, sent)
    body = await asking.ask(db.settings, sent.url, sent.told(LOOKUP, actor.user_id))
    if not body:
        return LookupAnswer().model_dump()
    error_id = "app.lookup_interactive_dialog.decode_json_error"
    try:
        return LookupAnswer.model_validate(_decoded(body, error_id) or {}).model_dump()
    except ValidationError as exc:
        raise AppError(error_id, detail=str(exc)) from exc


async def _require_place(db: Db, actor: Actor, sent: Submission) -> None:
    """Raises: NotFound, Forbidden unless the actor may be where they say the dialog is."""
    await channels.readable(db, actor, sent.channel_id)
    await gate.require(db, actor, Permission.VIEW_TEAM, team_id=sent.team_id)


def _decoded(body: bytes, error_id: str) -> Any:
    """Raises: AppError with this id for what is no JSON."""
    try:
        return loads(body)
    except JsonError as exc:
        raise AppError(error_id, detail=str(exc)) from exc


def _may_be_asked(url: str) -> bool:
    """Whether it is an address of the web, or of a plugin without a way out of its folder."""
    if url.startswith("/plugins/"):
        return ".." not in url
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
