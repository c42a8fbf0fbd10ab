"""What a line about an account must look like, with the official error of each rule. Pure rules."""

from collections.abc import Sequence

from mattermost_py.features.governance.bulk_import.models import (
    UserChannelData,
    UserData,
    UserNotifyProps,
    UserTeamData,
)
from mattermost_py.features.governance.bulk_import.rules import check_picture, refuse
from mattermost_py.features.identity.users import service as users
from mattermost_py.kernel.errors import Invalid
from mattermost_py.kernel.json import JsonError, loads

_LEVELS = frozenset({"all", "mention", "none"})
_MEMBER_LEVELS = _LEVELS | {"default"}
_TRUE_FALSE = frozenset({"true", "false"})


def check_user(user: UserData) -> None:
    """Raises: Invalid."""
    _check_profile(user)
    _check_sign_in(user)
    _check_settings(user)
    check_picture(user.profile_image)
    for team in user.teams or ():
        _check_team(team)
    _check_guest(user, user.teams or ())


def _check_profile(user: UserData) -> None:
    refuse(
        "user_import_data",
        (
            (user.username is None, "username_missing"),
            (not users.is_valid_username((user.username or "").lower()), "username_invalid"),
            (user.email is None, "email_missing"),
            (not 0 < len(user.email or "") <= 128, "email_length"),
            (len(user.nickname or "") > 64, "nickname_length"),
            (len(user.first_name or "") > 64, "first_name_length"),
            (len(user.last_name or "") > 64, "last_name_length"),
            (len(user.position or "") > 128, "position_length"),
            (user.roles is not None and not user.roles.strip(), "roles_invalid"),
        ),
    )


def _check_sign_in(user: UserData) -> None:
    refuse(
        "user_import_data",
        (
            (user.auth_data is not None and user.password is not None, "auth_data_and_password"),
            (user.auth_data is not None and not user.auth_service, "auth_data_and_service_dependency"),
            (user.auth_data is None and bool(user.auth_service), "auth_data_and_service_dependency"),
            (len(user.auth_data or "") > 128, "auth_data_length"),
            (user.password is not None and not 0 < len(user.password.encode()) <= 72, "password_length"),
        ),
    )


def _check_settings(user: UserData) -> None:
    """Settings with few values have only these."""
    props = user.notify_props or UserNotifyProps()
    problems = {
        "notify_props_desktop_invalid": (props.desktop, _LEVELS),
        "notify_props_desktop_sound_invalid": (props.desktop_sound, _TRUE_FALSE),
        "notify_props_email_invalid": (props.email, _TRUE_FALSE),
        "notify_props_mobile_invalid": (props.mobile, _LEVELS),
        "notify_props_mobile_push_status_invalid": (props.mobile_push_status, {"online", "away", "offline"}),
        "notify_props_channel_trigger_invalid": (props.channel, _TRUE_FALSE),
        "notify_props_comments_trigger_invalid": (props.comments, {"any", "root", "never"}),
        "advanced_props_feature_markdown_preview": (user.feature_enabled_markdown_preview, _TRUE_FALSE),
        "advanced_props_formatting": (user.formatting, _TRUE_FALSE),
        "advanced_props_show_unread_section": (user.show_unread_section, _TRUE_FALSE),
        "advanced_props_email_interval": (user.email_interval, {"immediately", "fifteen", "hour"}),
    }
    for part, (value, allowed) in problems.items():
        if value is not None and value not in allowed:
            raise Invalid(f"app.import.validate_user_import_data.{part}.error", detail=value)


def _check_team(team: UserTeamData) -> None:
    refuse(
        "user_teams_import_data",
        (
            (not team.name, "team_name_missing"),
            (_is_malformed(team.roles), "invalid_roles"),
            (team.theme is not None and not _is_theme(team.theme), "invalid_team_theme"),
        ),
    )
    for channel in team.channels or ():
        _check_channel(channel)


def _check_channel(channel: UserChannelData) -> None:
    props = channel.notify_props
    refuse(
        "user_channels_import_data",
        (
            (not channel.name, "channel_name_missing"),
            (_is_malformed(channel.roles), "invalid_roles"),
            (bool(props and props.desktop and props.desktop not in _MEMBER_LEVELS), "invalid_notify_props_desktop"),
            (bool(props and props.mobile and props.mobile not in _MEMBER_LEVELS), "invalid_notify_props_mobile"),
            (
                bool(props and props.mark_unread and props.mark_unread not in ("all", "mention")),
                "invalid_notify_props_mark_unread",
            ),
        ),
    )


def _check_guest(user: UserData, teams: Sequence[UserTeamData]) -> None:
    """A guest is one everywhere, or nowhere."""
    if user.roles is None:
        return
    is_guest = "system_guest" in user.roles.split()
    in_teams = ["team_guest" in (team.roles or "").split() for team in teams]
    channels = [channel for team in teams for channel in team.channels or ()]
    in_channels = ["channel_guest" in (channel.roles or "").split() for channel in channels]
    refuse(
        "user_import_data",
        (
            (is_guest and not all(in_teams), "system_guest_missing_team_guest_roles"),
            (is_guest and not all(in_channels), "system_guest_missing_channel_guest_roles"),
            (not is_guest and any(in_teams), "team_guest_missing_system_guest_role"),
            (not is_guest and any(in_channels), "channel_guest_missing_system_guest_role"),
        ),
    )


def _is_malformed(roles: str | None) -> bool:
    return roles is not None and not all(part.replace("_", "").isalnum() for part in roles.split())


def _is_theme(text: str) -> bool:
    try:
        return not text.strip() or isinstance(loads(text), dict)
    except JsonError:
        return False
