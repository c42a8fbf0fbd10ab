"""A category of the sidebar and what is in it."""

from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from mattermost_py.kernel.inputs import Input

FAVORITES, CHANNELS, DIRECT_MESSAGES, CUSTOM = "favorites", "channels", "direct_messages", "custom"
SORTINGS = frozenset({"", "manual", "alpha", "recent"})

# The built-in categories: type, place in the order, sorting, name.
BUILT_IN = (
    (FAVORITES, 0, "", "Favorites"),
    (CHANNELS, 10, "", "Channels"),
    (DIRECT_MESSAGES, 20, "recent", "Direct Messages"),
)
ORDER_STEP = 10


@dataclass(frozen=True, slots=True)
class Category:
    """A row of `sidebarcategories` with the ids of its channels in their order."""

    id: str
    user_id: str
    team_id: str
    sort_order: int
    sorting: str
    type: str
    display_name: str
    muted: bool
    collapsed: bool
    channel_ids: list[str]

    @property
    def is_custom(self) -> bool:
        return self.type == CUSTOM


@dataclass(frozen=True, slots=True)
class Categories:
    """The whole sidebar of a user in one team."""

    categories: list[Category]
    order: list[str]


def built_in_id(kind: str, user_id: str, team_id: str) -> str:
    """Built-in categories have no random id, so that every client can name them."""
    return f"{kind}_{user_id}_{team_id}"


class CategoryInput(Input):
    """A category as clients send it."""

    body_name: ClassVar[str] = "category"
    id: str = ""
    user_id: str = ""
    team_id: str = ""
    sorting: str = ""
    type: str = ""
    display_name: str = ""
    muted: bool = False
    collapsed: bool = False
    channel_ids: list[str] = Field(default_factory=list[str])
