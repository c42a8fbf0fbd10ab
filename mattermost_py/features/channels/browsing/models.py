"""What may be asked when looking for channels."""

from typing import ClassVar

from mattermost_py.kernel.inputs import Input


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
    deleted: bool = False
    page: int | None = None
    per_page: int | None = None
