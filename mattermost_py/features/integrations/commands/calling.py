"""Asking the program behind a command."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from pydantic import ValidationError

from mattermost_py.features.integrations.commands.models import GET, Answer, Command
from mattermost_py.infra.fetch import FetchFailed, Wanted, fetch
from mattermost_py.kernel.errors import AppError

if TYPE_CHECKING:
    from mattermost_py.config import Settings

ANSWER_BYTES_MOST = 1024 * 1024
Form = Sequence[tuple[str, str]]


async def ask(settings: "Settings", command: Command, form: Form) -> Answer:
    """Sends what was typed and returns what the program answers. Raises: AppError `execute_command.failed*`."""
    timeout_s = settings.ServiceSettings.OutgoingIntegrationRequestsTimeout
    try:
        got = await fetch(settings, _request(command, form, timeout_s))
    except FetchFailed as exc:
        raise _failed("failed", command, detail=str(exc)) from exc
    if got.status != 200:
        raise _failed("failed_resp", command, answered=got.status)
    try:
        answer = parsed(got.headers.get("content-type", ""), got.body)
    except ValueError as exc:
        raise _failed("failed", command, detail="the answer could not be read") from exc
    if answer is None:
        raise _failed("failed_empty", command)
    return answer


def parsed(content_type: str, body: bytes) -> Answer | None:
    """What a program answered, in JSON or as plain text; None for nothing. Raises: ValueError for what is no answer."""
    if content_type.partition(";")[0].strip().lower() != "application/json":
        return Answer(text=body.decode("utf-8", "replace").replace("\0", ""))
    if body.strip() in (b"", b"null"):
        return None
    try:
        return Answer.model_validate_json(body)
    except ValidationError as exc:
        raise ValueError(str(exc)) from exc


def _request(command: Command, form: Form, timeout_s: float) -> Wanted:
    headers = {"accept": "application/json", "authorization": f"Token {command.token}"}
    text = urlencode(form)
    if command.method == GET:
        joint = "&" if urlsplit(command.url).query else "?"
        url, body, method = f"{command.url}{joint}{text}", b"", "GET"
    else:
        url, body, method = command.url, text.encode(), "POST"
        headers["content-type"] = "application/x-www-form-urlencoded"
    return Wanted(url, method=method, headers=headers, body=body, timeout_s=timeout_s, most_bytes=ANSWER_BYTES_MOST)


def _failed(part: str, command: Command, *, detail: str = "", answered: int = 0) -> AppError:
    error_id = f"api.command.execute_command.{part}.app_error"
    return AppError(error_id, detail=detail, Trigger=command.trigger, Status=answered)
