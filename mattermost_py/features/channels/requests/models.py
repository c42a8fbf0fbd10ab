"""What is told of a channel that may be found, and what people ask."""

from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from mattermost_py.kernel.inputs import Input

TEXT_MOST = 500


@dataclass(frozen=True, slots=True)
class FindableChannel:
    """All that somebody outside learns of a private channel."""

    id: str
    team_id: str
    display_name: str
    purpose: str
    asked_at: int  # when the reader asked to be let in; 0 = not


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody waits to be let in."""

    channel_id: str
    user_id: str
    message: str
    created_at: int


@dataclass(frozen=True, slots=True)
class Findable:
    """Whether a private channel may be found."""

    findable: bool


class FindableInput(Input):
    """Body of PUT /channels/{channel_id}/findable."""

    body_name: ClassVar[str] = "findable"
    findable: bool


class RequestInput(Input):
    """Body of POST /channels/{channel_id}/requests."""

    body_name: ClassVar[str] = "request"
    message: str = Field(default="", max_length=TEXT_MOST)


class Refusal(Input):
    """Body of POST /channels/{channel_id}/requests/{user_id}/decline."""

    body_name: ClassVar[str] = "refusal"
    reason: str = Field(default="", max_length=TEXT_MOST)
