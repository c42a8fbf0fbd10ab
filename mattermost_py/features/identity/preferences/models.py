"""One setting of one user, kept for the clients."""

from dataclasses import dataclass
from typing import ClassVar

from mattermost_py.kernel.inputs import Input


@dataclass(frozen=True, slots=True)
class Preference:
    """A row of `preferences`."""

    user_id: str
    category: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class PostPlace:
    """Where a post is."""

    id: str
    channel_id: str


class PreferenceInput(Input):
    """One element of the body of PUT and POST .../delete."""

    body_name: ClassVar[str] = "preferences"
    user_id: str = ""
    category: str = ""
    name: str = ""
    value: str = ""

    def preference(self) -> Preference:
        return Preference(self.user_id, self.category, self.name, self.value)
