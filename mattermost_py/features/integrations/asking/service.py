"""Telling a program in JSON what somebody did, and taking its answer."""

from typing import TYPE_CHECKING, Any

from mattermost_py.infra.fetch import MIB, FetchFailed, Wanted, fetch
from mattermost_py.kernel.errors import Invalid
from mattermost_py.kernel.json import dumps

if TYPE_CHECKING:
    from mattermost_py.config import Settings

_HEADERS = {"content-type": "application/json", "accept": "application/json"}


async def ask(settings: "Settings", url: str, told: dict[str, Any]) -> bytes:
    """The body of the program's answer. Raises: Invalid `action_integration` unless it answers 200 in time."""
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
    return got.body


def failed(detail: str) -> Invalid:
    """What everybody hears when a program could not be asked."""
    return Invalid("api.post.do_action.action_integration.app_error", detail=detail)
