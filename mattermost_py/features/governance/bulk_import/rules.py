"""What a line about places and accounts must look like, with the official error of each rule. Pure rules."""

import re

from mattermost_py.features.access.roles.models import is_role_name
from mattermost_py.features.channels.channels.models import OPEN, PRIVATE, is_channel_name
from mattermost_py.features.governance.bulk_import.archive import is_inside
from mattermost_py.features.governance.bulk_import.models import (
    BotData,
    ChannelData,
    EmojiData,
    RoleData,
    SchemeData,
    TeamData,
)
from mattermost_py.features.teams.teams.models import INVITE_ONLY, is_reserved, is_team_name
from mattermost_py.kernel.errors import Invalid
from mattermost_py.kernel.permissions import Permission

_PERMISSIONS = frozenset(Permission)
_SCHEME_NAME = re.compile(r"[a-z0-9_]{2,64}").fullmatch
_TEAM_ROLES = frozenset({"default_team_admin_role", "default_team_user_role", "default_team_guest_role"})

Problems = tuple[tuple[bool, str], ...]


def refuse(area: str, problems: Problems) -> None:
    """Raises: Invalid `app.import.validate_<area>.<part>.error` for the first problem there is."""
    for is_wrong, part in problems:
        if is_wrong:
            raise Invalid(f"app.import.validate_{area}.{part}.error")


def check_role(role: RoleData) -> None:
    refuse(
        "role_import_data",
        (
            (not is_role_name(role.name), "name_invalid"),
            (not 0 < len(role.display_name) <= 128, "display_name_invalid"),
            (len(role.description or "") > 1024, "description_invalid"),
            (bool(set(role.permissions or ()) - _PERMISSIONS), "invalid_permission"),
        ),
    )


def check_scheme(scheme: SchemeData) -> None:
    roles = scheme.roles()
    refuse(
        "scheme_import_data",
        (
            (scheme.scope is None, "null_scope"),
            (scheme.scope not in ("team", "channel"), "unknown_scheme"),
            (scheme.scope == "channel" and bool(_TEAM_ROLES & set(roles)), "wrong_roles_for_scope"),
            (not _SCHEME_NAME(scheme.name), "name_invalid"),
            (not 0 < len(scheme.display_name) <= 128, "display_name_invalid"),
            (len(scheme.description or "") > 1024, "description_invalid"),
        ),
    )
    for role in roles.values():
        refuse("role_import_data", ((bool(set(role.permissions or ()) - _PERMISSIONS), "invalid_permission"),))


def check_team(team: TeamData) -> None:
    name, title = team.name or "", team.display_name or ""
    refuse(
        "team_import_data",
        (
            (team.name is None, "name_missing"),
            (len(name) > 64 or len(name) < 2, "name_length"),
            (is_reserved(name), "name_reserved"),
            (not is_team_name(name), "name_characters"),
            (team.display_name is None, "display_name_missing"),
            (not 0 < len(title) <= 64, "display_name_length"),
            (team.type is None, "type_missing"),
            (team.type not in (OPEN, INVITE_ONLY), "type_invalid"),
            (len((team.description or "").encode()) > 255, "description_length"),
            (team.scheme is not None and not _SCHEME_NAME(team.scheme), "scheme_invalid"),
        ),
    )


def check_channel(channel: ChannelData) -> None:
    name = channel.name or ""
    refuse(
        "channel_import_data",
        (
            (channel.team is None, "team_missing"),
            (channel.name is None, "name_missing"),
            (not 0 < len(name) <= 64, "name_length"),
            (not is_channel_name(name), "name_characters"),
            (len(channel.display_name or "") > 64, "display_name_length"),
            (channel.type is None, "type_missing"),
            (channel.type not in (OPEN, PRIVATE), "type_invalid"),
            (len(channel.header or "") > 1024, "header_length"),
            (len(channel.purpose or "") > 250, "purpose_length"),
            (channel.scheme is not None and not _SCHEME_NAME(channel.scheme), "scheme_invalid"),
        ),
    )


def check_bot(bot: BotData) -> None:
    refuse("user_import_data", ((bot.username is None, "username_missing"),))
    refuse("bot_import_data", ((not bot.owner, "owner_missing"),))
    check_picture(bot.profile_image)


def check_picture(path: str | None) -> None:
    refuse("user_import_data", ((path is not None and not is_inside(path), "invalid_image_path"),))


def check_emoji(emoji: EmojiData) -> None:
    refuse(
        "emoji_import_data",
        (
            (emoji == EmojiData(), "empty"),
            (not emoji.name, "name_missing"),
            (not emoji.image, "image_missing"),
            (not is_inside(emoji.image or ""), "invalid_image_path"),
        ),
    )
