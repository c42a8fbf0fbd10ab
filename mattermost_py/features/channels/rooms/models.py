"""What may be sent to make or change a channel of a team."""

from typing import ClassVar

from mattermost_py.kernel.inputs import Input


class Banner(Input):
    """A coloured line above the messages."""

    body_name: ClassVar[str] = "banner_info"
    enabled: bool | None = None
    text: str | None = None
    background_color: str | None = None


class ChannelInput(Input):
    """Body of POST /channels and PUT /channels/{channel_id}."""

    body_name: ClassVar[str] = "channel"
    id: str = ""
    team_id: str = ""
    type: str = ""
    name: str = ""
    display_name: str = ""
    header: str = ""
    purpose: str = ""
    group_constrained: bool | None = None
    banner_info: Banner | None = None
    default_category_name: str = ""


class ChannelPatch(Input):
    """Body of PUT /channels/{channel_id}/patch."""

    body_name: ClassVar[str] = "channel"
    name: str | None = None
    display_name: str | None = None
    header: str | None = None
    purpose: str | None = None
    group_constrained: bool | None = None
    banner_info: Banner | None = None
    autotranslation: bool | None = None
    default_category_name: str | None = None  # ours; only where the server sorts channels so


class Privacy(Input):
    """Body of PUT /channels/{channel_id}/privacy."""

    body_name: ClassVar[str] = "privacy"
    privacy: str = ""


class Conversion(Input):
    """Body of POST /channels/{channel_id}/convert_to_channel."""

    body_name: ClassVar[str] = "body"
    channel_id: str = ""
    team_id: str = ""
    name: str = ""
    display_name: str = ""


class Move(Input):
    """Body of POST /channels/{channel_id}/move."""

    body_name: ClassVar[str] = "team_id"
    team_id: str = ""
    force: bool = False
