"""The lines of an export: from rows to the objects that an import reads."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from mattermost_py.features.governance.bulk import EMAIL_INTERVAL, EMAIL_INTERVALS, PREFERENCES, TUTORIAL, VERSION
from mattermost_py.features.governance.bulk_export.models import (
    ChannelMemberRow,
    ChannelRow,
    PreferenceRow,
    RoleRow,
    SchemeRow,
    TeamMemberRow,
    TeamRow,
    UserRow,
)
from mattermost_py.kernel.json import JsonError, loads
from mattermost_py.kernel.version import MMPY_VERSION, OFFICIAL_VERSION

Line = dict[str, Any]

THEME = "theme"
# Which field of a person's line a preference becomes, by its category and name.
_FIELDS = {place: field for field, place in PREFERENCES.items()} | {EMAIL_INTERVAL: "email_interval"}
CATEGORIES = (TUTORIAL, *sorted({category for category, _ in _FIELDS}))
_INTERVALS = {seconds: word for word, seconds in EMAIL_INTERVALS.items()}
_STATUS_PROP = "customStatus"


def line(kind: str, content: Line) -> Line:
    return {"type": kind, kind: content}


def _given(fields: Line) -> Line:
    """Without what there is nothing to say about."""
    return {name: value for name, value in fields.items() if value is not None}


def version(now: datetime) -> Line:
    made_by = {
        "generator": "mmpy",
        "version": f"{OFFICIAL_VERSION} (mmpy {MMPY_VERSION})",
        "created": now.astimezone(UTC).isoformat(),
    }
    return {"type": "version", "version": VERSION, "info": made_by}


# --- permissions ------------------------------------------------------------------------------------------------------


def role(row: RoleRow) -> Line:
    return {
        "name": row.name,
        "display_name": row.display_name,
        "description": row.description,
        "permissions": row.permissions.split(),
        "scheme_managed": row.scheme_managed,
    }


def _role_names(row: SchemeRow) -> dict[str, str]:
    """The roles a scheme has, by the field they stand in; a scheme of channels has none for teams."""
    named = {
        "default_team_admin_role": row.default_team_admin_role,
        "default_team_user_role": row.default_team_user_role,
        "default_team_guest_role": row.default_team_guest_role,
        "default_channel_admin_role": row.default_channel_admin_role,
        "default_channel_user_role": row.default_channel_user_role,
        "default_channel_guest_role": row.default_channel_guest_role,
    }
    return {field: name for field, name in named.items() if name}


def schemes_and_roles(schemes: Sequence[SchemeRow], roles: Sequence[RoleRow]) -> list[Line]:
    """Schemes with their roles, then the roles that stand for themselves."""
    known = {each.name: each for each in roles}
    of_schemes = {name for each in schemes for name in _role_names(each).values()}
    written = [line("scheme", _scheme(each, known)) for each in schemes]
    return written + [line("role", role(each)) for each in roles if each.name not in of_schemes]


def _scheme(row: SchemeRow, known: Mapping[str, RoleRow]) -> Line:
    own = {field: role(known[name]) for field, name in _role_names(row).items() if name in known}
    return {
        "name": row.name,
        "display_name": row.display_name,
        "description": row.description,
        "scope": row.scope,
        **own,
    }


# --- teams and channels -----------------------------------------------------------------------------------------------


def team(row: TeamRow, *, with_scheme: bool) -> Line:
    """A scheme is named only where its line is in the file: an import refuses the name of an unknown one."""
    fields = {
        "name": row.name,
        "display_name": row.display_name,
        "type": row.type,
        "description": row.description,
        "allow_open_invite": row.allow_open_invite,
        "scheme": row.scheme or None if with_scheme else None,
    }
    return line("team", _given(fields))


def channel(row: ChannelRow, *, with_scheme: bool) -> Line:
    fields = {
        "team": row.team,
        "name": row.name,
        "display_name": row.display_name,
        "type": row.type,
        "header": row.header,
        "purpose": row.purpose,
        "scheme": row.scheme or None if with_scheme else None,
        "deleted_at": row.delete_at or None,
    }
    return line("channel", _given(fields))


# --- people -----------------------------------------------------------------------------------------------------------


def user(row: UserRow, preferences: Sequence[PreferenceRow], teams: Sequence[Line], picture: str | None) -> Line:
    fields = {
        "profile_image": picture,
        "username": row.username,
        "email": row.email,
        "auth_service": row.auth_service,
        "auth_data": row.auth_data or None,
        "nickname": row.nickname,
        "first_name": row.first_name,
        "last_name": row.last_name,
        "position": row.position,
        "roles": row.roles,
        "locale": row.locale,
        "delete_at": row.delete_at or None,
        **_preferred(preferences),
        "teams": list(teams),
        "notify_props": _user_notify_props(row.notify_props),
        "custom_status": _custom_status(row.props),
    }
    return line("user", _given(fields))


def _preferred(preferences: Sequence[PreferenceRow]) -> dict[str, str]:
    """What a person chose; themes of single teams belong to those."""
    chosen = dict[str, str]()
    for each in preferences:
        field = TUTORIAL if each.category == TUTORIAL else _FIELDS.get((each.category, each.name))
        value = _INTERVALS.get(each.value, "") if field == "email_interval" else each.value
        if field and value:
            chosen[field] = value
    return chosen


def _user_notify_props(props: Mapping[str, Any]) -> Line:
    names = {"mobile": "push", "mobile_push_status": "push_status"}
    same = ("desktop", "desktop_sound", "email", "channel", "comments", "mention_keys")
    return _given({name: props.get(prop) for name, prop in {**names, **{each: each for each in same}}.items()})


def _custom_status(props: Mapping[str, Any]) -> Any:
    """What somebody shows beside the name, kept as JSON inside JSON."""
    text = props.get(_STATUS_PROP)
    try:
        return loads(text) or None if isinstance(text, str) and text else None
    except JsonError:
        return None


def memberships(
    teams: Iterable[TeamMemberRow], channels: Iterable[ChannelMemberRow], themes: Mapping[str, str]
) -> list[Line]:
    """The teams of one person with their channels. `themes`: by the id of the team."""
    inside = dict[str, list[Line]]()
    for each in channels:
        inside.setdefault(each.team_id, []).append(_user_channel(each))
    return [
        _given(
            {
                "name": each.team,
                "roles": _roles(each, "team"),
                "theme": themes.get(each.team_id) or None,
                "channels": inside.get(each.team_id),
            }
        )
        for each in teams
    ]


def _roles(row: TeamMemberRow | ChannelMemberRow, scope: str) -> str:
    """All roles of a member by name, those of the scheme by the names they have without one."""
    held = row.roles.split()
    by_scheme = {"user": row.scheme_user, "admin": row.scheme_admin, "guest": row.scheme_guest}
    held += [name for kind, is_held in by_scheme.items() if is_held and (name := f"{scope}_{kind}") not in held]
    return " ".join(held)


def _user_channel(row: ChannelMemberRow) -> Line:
    return {
        "name": row.channel,
        "roles": _roles(row, "channel"),
        "notify_props": channel_notify_props(row.notify_props),
        "favorite": row.is_favorite,
        **counts(row),
    }


def counts(row: ChannelMemberRow) -> Line:
    """How far a member has read; one name is misspelled in the official format."""
    return {
        "mention_count": row.mention_count,
        "mention_count_root": row.mention_count_root,
        "urgend_mention_count": row.urgent_mention_count,
        "msg_count": row.msg_count,
        "msg_count_root": row.msg_count_root,
        "last_viewed_at": row.last_viewed_at,
    }


def channel_notify_props(props: Mapping[str, Any]) -> Line:
    names = {"mobile": "push"}
    same = ("desktop", "mark_unread", "email", "ignore_channel_mentions", "channel_auto_follow_threads")
    return _given({name: props.get(prop) for name, prop in {**names, **{each: each for each in same}}.items()})
