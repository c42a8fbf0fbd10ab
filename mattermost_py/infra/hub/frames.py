"""The messages of the WebSocket protocol that are not events: client requests and the server's replies to them."""

from dataclasses import dataclass, field
from typing import Any

from mattermost_py.infra.hub.msgpack import MsgpackError, unpack
from mattermost_py.kernel.errors import AppError, Invalid
from mattermost_py.kernel.json import JsonError, dumps, loads
from mattermost_py.kernel.messages import message

MAX_CLIENT_MESSAGE_BYTES = 8192


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asks for: `{"seq": 3, "action": "ping", "data": {}}`."""

    seq: int
    action: str
    data: dict[str, Any] = field(default_factory=dict[str, Any])


def read_request(message: str | bytes) -> Request | None:
    """The request in a text (JSON) or binary (MessagePack) message; None when it is none, and the socket closes."""
    try:
        found = loads(message) if isinstance(message, str) else unpack(message)
    except (JsonError, MsgpackError):
        return None
    if not isinstance(found, dict):
        return None
    seq, action, data = found.get("seq"), found.get("action"), found.get("data")  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType] - JSON edge
    return Request(
        seq if isinstance(seq, int) else 0,
        action if isinstance(action, str) else "",
        data if isinstance(data, dict) else {},  # pyright: ignore[reportUnknownArgumentType] - JSON edge
    )


def check_request(request: Request) -> None:
    """Raises: Invalid with the official ids when action or number are missing."""
    if not request.action:
        raise Invalid("api.web_socket_router.no_action.app_error")
    if request.seq <= 0:
        raise Invalid("api.web_socket_router.bad_seq.app_error")


def ok_reply(seq: int, data: dict[str, Any] | None = None) -> bytes:
    body: dict[str, Any] = {"status": "OK", "seq_reply": seq}
    if data:
        body["data"] = data
    return dumps(body)


def fail_reply(seq: int, exc: AppError) -> bytes:
    error = {
        "id": exc.id,
        "message": message(exc.id, exc.status_code, exc.params),
        "detailed_error": "",
        "status_code": exc.status_code,
    }
    body: dict[str, Any] = {"status": "FAIL", "error": error}
    if seq:
        body["seq_reply"] = seq
    return dumps(body)
