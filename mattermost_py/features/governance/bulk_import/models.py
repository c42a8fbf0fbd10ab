"""The lines of an import. Field names are those of the file; what is absent stays as it is."""

from typing import Any, Literal

from pydantic import Field

from mattermost_py.kernel.inputs import Input

LINES_ENDING = ".jsonl"


class RoleData(Input):
    name: str = ""
    display_name: str = ""
    description: str | None = None
    permissions: list[str] | None = None
    scheme_managed: bool = False


class SchemeData(Input):
    name: str = ""
    display_name: str = ""
    description: str | None = None
    scope: str | None = None
    default_team_admin_role: RoleData | None = None
    default_team_user_role: RoleData | None = None
    default_channel_admin_role: RoleData | None = None
    default_channel_user_role: RoleData | None = None
    default_team_guest_role: RoleData | None = None
    default_channel_guest_role: RoleData | None = None

    def roles(self) -> dict[str, RoleData]:
        """What the scheme's roles grant, by the field that names the role."""
        fields = ("team_admin", "team_user", "team_guest", "channel_admin", "channel_user", "channel_guest")
        found = {f"default_{each}_role": getattr(self, f"default_{each}_role") for each in fields}
        return {name: role for name, role in found.items() if role is not None}


class TeamData(Input):
    name: str | None = None
    display_name: str | None = None
    type: str | None = None
    description: str | None = None
    allow_open_invite: bool | None = None
    scheme: str | None = None


class ChannelData(Input):
    team: str | None = None
    name: str | None = None
    display_name: str | None = None
    type: str | None = None
    header: str | None = None
    purpose: str | None = None
    scheme: str | None = None
    deleted_at: int | None = None


class MemberNotifyProps(Input):
    desktop: str | None = None
    mobile: str | None = None
    mark_unread: str | None = None
    email: str | None = None
    ignore_channel_mentions: str | None = None
    channel_auto_follow_threads: str | None = None

    def props(self) -> dict[str, str]:
        """As memberships keep them."""
        named = {"mobile": "push"}
        return {named.get(name, name): value for name, value in self.model_dump().items() if value is not None}


class ReadState(Input):
    """How far somebody has read a channel."""

    mention_count: int | None = None
    mention_count_root: int | None = None
    urgend_mention_count: int | None = None  # as the format spells it
    msg_count: int | None = None
    msg_count_root: int | None = None
    last_viewed_at: int | None = None


class UserChannelData(ReadState):
    name: str | None = None
    roles: str | None = None
    notify_props: MemberNotifyProps | None = None
    favorite: bool | None = None


class UserTeamData(Input):
    name: str | None = None
    roles: str | None = None
    theme: str | None = None
    channels: list[UserChannelData] | None = None


class UserNotifyProps(Input):
    desktop: str | None = None
    desktop_sound: str | None = None
    email: str | None = None
    mobile: str | None = None
    mobile_push_status: str | None = None
    channel: str | None = None
    comments: str | None = None
    mention_keys: str | None = None

    def props(self) -> dict[str, str]:
        """As accounts keep them."""
        named = {"mobile": "push", "mobile_push_status": "push_status"}
        return {named.get(name, name): value for name, value in self.model_dump().items() if value is not None}


class CustomStatusData(Input):
    emoji: str = ""
    text: str = ""
    duration: str = ""
    expires_at: str = ""


class UserData(Input):
    username: str | None = None
    email: str | None = None
    auth_service: str | None = None
    auth_data: str | None = None
    password: str | None = Field(default=None, repr=False)
    nickname: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    position: str | None = None
    roles: str | None = None
    locale: str | None = None
    delete_at: int | None = None
    profile_image: str | None = None
    teams: list[UserTeamData] | None = None
    notify_props: UserNotifyProps | None = None
    custom_status: CustomStatusData | None = None
    theme: str | None = None
    military_time: str | None = None
    link_previews: str | None = None
    message_display: str | None = None
    collapse_consecutive_messages: str | None = None
    colorize_usernames: str | None = None
    channel_display_mode: str | None = None
    name_format: str | None = None
    tutorial_step: str | None = None
    email_interval: str | None = None
    feature_enabled_markdown_preview: str | None = None
    formatting: str | None = None
    send_on_ctrl_enter: str | None = None
    code_block_ctrl_enter: str | None = None
    show_join_leave: str | None = None
    show_unread_scroll_position: str | None = None
    sync_drafts: str | None = None
    show_unread_section: str | None = None
    limit_visible_dms_gms: str | None = None


class BotData(Input):
    username: str | None = None
    owner: str | None = None
    display_name: str | None = None
    description: str | None = None
    delete_at: int | None = None
    profile_image: str | None = None


class ReactionData(Input):
    user: str | None = None
    create_at: int | None = None
    emoji_name: str | None = None


class AttachmentData(Input):
    path: str | None = None


class FollowerData(Input):
    user: str | None = None
    last_viewed: int = 0
    unread_mentions: int = 0


class MessageData(Input):
    """What root posts and replies have in common."""

    user: str | None = None
    type: str | None = None
    message: str | None = None
    props: dict[str, Any] | None = None
    create_at: int | None = None
    edit_at: int | None = None
    flagged_by: list[str] | None = None
    reactions: list[ReactionData] | None = None
    attachments: list[AttachmentData] | None = None
    is_pinned: bool = False

    @property
    def paths(self) -> list[str]:
        return [each.path for each in self.attachments or () if each.path]


class RootData(MessageData):
    replies: list[MessageData] | None = None
    thread_followers: list[FollowerData] | None = None


class PostData(RootData):
    team: str | None = None
    channel: str | None = None


class DirectPostData(RootData):
    channel_members: list[str] | None = None


class ParticipantData(ReadState):
    username: str | None = None
    notify_props: MemberNotifyProps | None = None
    scheme_user: bool | None = None
    scheme_admin: bool | None = None
    scheme_guest: bool | None = None


class DirectChannelData(Input):
    members: list[str] | None = None
    participants: list[ParticipantData] | None = None
    favorited_by: list[str] | None = None
    shown_by: list[str] | None = None
    header: str | None = None

    @property
    def usernames(self) -> list[str]:
        """Its people: older files name them only in `members`."""
        return self.members or [each.username or "" for each in self.participants or ()]


class EmojiData(Input):
    name: str | None = None
    image: str | None = None


Kind = Literal[
    "version", "role", "scheme", "team", "channel", "user", "bot", "post", "direct_channel", "direct_post", "emoji"
]
KINDS: tuple[Kind, ...] = (
    *("version", "role", "scheme", "team", "channel", "user", "bot", "post"),
    *("direct_channel", "direct_post", "emoji"),
)


class Line(Input):
    """One line: its type, and the thing under a key of that name."""

    type: str = ""
    version: int | None = None
    role: RoleData | None = None
    scheme: SchemeData | None = None
    team: TeamData | None = None
    channel: ChannelData | None = None
    user: UserData | None = None
    bot: BotData | None = None
    post: PostData | None = None
    direct_channel: DirectChannelData | None = None
    direct_post: DirectPostData | None = None
    emoji: EmojiData | None = None
