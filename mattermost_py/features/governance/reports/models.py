"""What a report is asked for, and its rows."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

from mattermost_py.kernel.inputs import Input

ALL_TIME, LAST_30_DAYS, PREVIOUS_MONTH, LAST_6_MONTHS = "all_time", "last_30_days", "previous_month", "last_6_months"
DATE_RANGES = frozenset({ALL_TIME, LAST_30_DAYS, PREVIOUS_MONTH, LAST_6_MONTHS})
GUEST_FILTERS = frozenset({"", "all", "single_channel", "multi_channel"})
SORT_COLUMNS = ("CreateAt", "Username", "FirstName", "LastName", "Nickname", "Email", "Roles")
PAGE_DEFAULT, PAGE_MOST = 50, 100
FOREVER = (date(1, 1, 1), date(9999, 12, 31))


@dataclass(frozen=True, slots=True)
class UserFilter:
    """Which people; bots are never among them."""

    role: str = ""
    team_id: str = ""
    has_no_team: bool = False
    hide_active: bool = False
    hide_inactive: bool = False
    search_term: str = ""
    guests: str = ""  # how many channels guests are in: all, single_channel or multi_channel


@dataclass(frozen=True, slots=True)
class Place:
    """From where on, and in which order, a page of people is read."""

    sort: str = "Username"
    is_descending: bool = False
    is_backwards: bool = False
    from_value: str = ""
    from_id: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """What somebody did in a span of time."""

    user_id: str
    last_status_at: int | None
    last_post_date: int | None
    days_active: int | None
    total_posts: int | None
    channel_count: int | None

    def wire(self) -> dict[str, Any]:
        names = ("last_status_at", "last_post_date", "days_active", "total_posts", "channel_count")
        return {name: value for name in names if (value := getattr(self, name)) is not None}


def days_of(date_range: str, now: datetime) -> tuple[date, date]:
    """First day of the span, and the day after its last."""
    today = now.astimezone(UTC).date()
    if date_range == LAST_30_DAYS:
        return today - timedelta(days=30), FOREVER[1]
    if date_range == PREVIOUS_MONTH:
        first = today.replace(day=1)
        return (first - timedelta(days=1)).replace(day=1), first
    if date_range == LAST_6_MONTHS:
        months = today.year * 12 + today.month - 1 - 6
        return date(months // 12, months % 12 + 1, 1), FOREVER[1]
    return FOREVER


class PostsWanted(Input):
    """Body of POST /reports/posts."""

    channel_id: str = ""
    cursor: str = ""
    start_time: int = 0
    time_field: str = "create_at"
    sort_direction: str = "asc"
    per_page: int = 100
    include_deleted: bool = False
    exclude_system_posts: bool = False
    include_metadata: bool = False

    body_name: ClassVar[str] = "body"


@dataclass(frozen=True, slots=True)
class PostPlace:
    """Where the next page of posts begins."""

    at: int
    post_id: str


@dataclass(frozen=True, slots=True)
class FoundPost:
    id: str
    at: int
