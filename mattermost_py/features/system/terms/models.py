"""Terms and their acceptance."""

from dataclasses import dataclass

from mattermost_py.kernel.inputs import Input

TEXT_MOST = 16_383  # characters


@dataclass(frozen=True, slots=True)
class Terms:
    """A row of `termsofservice`; the newest one counts."""

    id: str
    create_at: int  # ms since epoch, UTC
    user_id: str  # who wrote them
    text: str


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A row of `usertermsofservice`: which terms a user accepted last."""

    user_id: str
    terms_of_service_id: str
    create_at: int


class NewTerms(Input):
    """Body of POST /terms_of_service."""

    text: str = ""


class Answer(Input):
    """Body of POST /users/{user_id}/terms_of_service; the official form sends either type."""

    termsOfServiceId: str = ""
    accepted: bool | str = False
