"""Asking the program behind a button or a menu."""

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from mattermost_py.features.integrations.actions.models import Answer
from mattermost_py.features.integrations.asking import service as asking

if TYPE_CHECKING:
    from mattermost_py.config import Settings

_NOTHING = (b"", b"null")


async def ask(settings: "Settings", url: str, told: dict[str, Any]) -> Answer:
    """Tells the program what was pressed and returns its answer. Raises: Invalid `action_integration`."""
    body = await asking.ask(settings, url, told)
    if body.strip() in _NOTHING:
        return Answer()
    try:
        return Answer.model_validate_json(body)
    except ValidationError as exc:
        raise asking.failed("the answer could not be read") from exc
