"""What the user's other windows hear about their sidebar."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mattermost_py.features.channels.sidebar.models import Category
from mattermost_py.kernel.events import Audience, Event
from mattermost_py.kernel.json import dumps_text


@dataclass(frozen=True, slots=True)
class CategoryCreated(Event):
    name = "sidebar_category_created"
    user_id: str
    team_id: str
    category_id: str

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id, team_id=self.team_id)

    def data(self) -> dict[str, str]:
        return {"category_id": self.category_id}


@dataclass(frozen=True, slots=True)
class CategoriesUpdated(Event):
    """Without categories (after a preference was saved) clients read the sidebar anew."""

    name = "sidebar_category_updated"
    user_id: str
    team_id: str = ""
    categories: Sequence[Category] | None = None

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id, team_id=self.team_id)

    def data(self) -> dict[str, str]:
        return {} if self.categories is None else {"updatedCategories": dumps_text(list(self.categories))}


@dataclass(frozen=True, slots=True)
class CategoryDeleted(Event):
    name = "sidebar_category_deleted"
    user_id: str
    team_id: str
    category_id: str

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id, team_id=self.team_id)

    def data(self) -> dict[str, str]:
        return {"category_id": self.category_id}


@dataclass(frozen=True, slots=True)
class OrderUpdated(Event):
    name = "sidebar_category_order_updated"
    user_id: str
    team_id: str
    order: Sequence[str]

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id, team_id=self.team_id)

    def data(self) -> dict[str, Any]:
        return {"order": list(self.order)}
