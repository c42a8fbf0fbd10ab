"""What may be asked when looking for channels."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from mattermost_py.kernel.inputs import Input


class Moving(NamedTuple):
    """What posts change of a channel, and when it was edited last. A tuple, since hundreds are made at once."""

    id: str
    update_at: int
    end: str  # of the channel's JSON object: the fields that posts change


@dataclass(frozen=True, slots=True)
class Word:
    """What is looked for, in lower case.

    is_rare: whether looking it up in an index is cheaper than going through channels in their order.
    """

    text: str
    is_rare: bool


class ChannelSearch(Input):
    """Body of the searches; most of it is for the system console."""

    body_name: ClassVar[str] = "channel_search"
    term: str = ""
    exclude_default_channels: bool = False
    not_associated_to_group: str = ""
    team_ids: list[str] | None = None
    group_constrained: bool = False
    exclude_group_constrained: bool = False
    public: bool = False
    private: bool = False
    include_deleted: bool = False
    include_search_by_id: bool = False
    exclude_remote: bool = False
    exclude_policy_constrained: bool = False
    access_control_policy_enforced: bool = False
    exclude_access_control_policy_enforced: bool = False
    parent_access_control_policy_id: str = ""
    deleted: bool = False
    page: int | None = None
    per_page: int | None = None
