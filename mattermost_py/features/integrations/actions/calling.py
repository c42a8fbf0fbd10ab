"""Asking the program behind a button or a menu."""

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from mattermost_py.features.integrations.actions.models import Answer
from mattermost_py.infra.fetch import MIB, FetchFailed, Wanted, fetch
from mattermost_py.kernel.errors import Invalid
from mattermost_py.kernel.json import dumps

if TYPE_CHECKING:
    from mattermost_py.config import Settings

_HEADERS = {"content-type": "application/json", "accept": "application/json"}
_NOTHING = (b"", b"null")


async def ask(settings: "Settings", url: str, told: dict[str, Any]) -> Answer:
    """Tells the program what was pressed and returns its answer. Raises: Invalid `action_integration`."""
    timeout_s = settings.ServiceSettings.OutgoingIntegrationRequestsTimeout
    wanted = Wanted(url, method="POST", headers=_HEADERS, body=dumps(told), timeout_s=timeout_s, most_bytes=MIB)
    try:
        got = await fetch(settings, wanted)
    except FetchFailed as exc:
        raise failed(str(exc)) from exc
    if got.status != 200:
        raise failed(f"status={got.status}")
    if got.is_cut:
        raise failed("the answer is too long")
    if got.body.strip() in _NOTHING:
        return Answer()
    try:
        return Answer.model_validate_json(got.body)
    except ValidationError as exc:
        raise failed("the answer could not be read") from exc


def failed(detail: str) -> Invalid:
    return Invalid("api.post.do_action.action_integration.app_error", detail=detail)
