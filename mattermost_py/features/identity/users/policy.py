"""What an account must look like, and how much of it others see. Pure rules."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mattermost_py.config import Settings
from mattermost_py.features.identity.users.models import DEFAULT_NOTIFY_PROPS, User, UserPatch
from mattermost_py.infra.http.call import versioned_etag
from mattermost_py.kernel.errors import Invalid
from mattermost_py.kernel.json import JsonError, dumps_text, loads

_USERNAME = re.compile(r"[a-z0-9.\-_]{1,64}").fullmatch
_EMAIL = re.compile(r"[^@\s<>()\[\]\\,;:\"]+@[^@\s<>()\[\]\\,;:\"]+").fullmatch
_LOCALE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})*").fullmatch
_OAUTH_SERVICES = frozenset({"gitlab", "google", "office365", "openid"})
_RESERVED = frozenset({"all", "channel", "matterbot", "system"})

# What a text may hold but never shows: byte order marks, direction overrides, separators, tags, musical marks.
_INVISIBLE = re.compile(
    "[\ufeff\u202a-\u202e\u2066-\u2069\u2028\u2029\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)

LOCALES = frozenset(
    {
        *("bg", "cs", "da", "de", "en", "en-AU", "es", "fa", "fi", "fr", "hr", "hu", "it", "ja", "ka", "kk", "ko"),
        *("lt", "nl", "nn", "pl", "pt-BR", "ro", "ru", "sl", "sq", "sv", "tr", "uk", "vi", "zh-CN", "zh-TW"),
    }
)
TIMEZONE_MOST = 256
CUSTOM_STATUS = "customStatus"
CUSTOM_STATUS_MOST = 100


def clean(text: str) -> str:
    """A name without invisible characters."""
    return _INVISIBLE.sub("", text)


def is_valid_username(name: str) -> bool:
    return _USERNAME(name) is not None and name not in _RESERVED


def is_valid_email(address: str) -> bool:
    return len(address) <= 128 and address == address.lower() and _EMAIL(address) is not None


def in_domains(address: str, domains: str) -> bool:
    """Whether the address is in one of these domains (a list with commas, blanks or @); an empty list allows all."""
    wanted = [name.lower().removeprefix("@") for name in re.split(r"[,\s]+", domains) if name]
    return not wanted or any(address.lower().endswith(f"@{name}") for name in wanted)


def check(user: User) -> None:
    """Raises: Invalid `model.user.is_valid.<field>.app_error` for the first field that breaks a limit."""
    problems = {
        "username": not (is_valid_username(user.username) or (user.remote_id and ":" in user.username)),
        "email": not (is_valid_email(user.email) or user.remote_id),
        "nickname": len(user.nickname) > 64,
        "position": len(user.position) > 128,
        "first_name": len(user.first_name) > 64,
        "last_name": len(user.last_name) > 64,
        "auth_data": len(user.auth_data or "") > 128,
        "auth_data_type": bool(user.auth_data) and not user.auth_service,
        "locale": not user.locale or len(user.locale) > 5 or _LOCALE(user.locale) is None,
        "timezone_limit": len(dumps_text(user.timezone)) > TIMEZONE_MOST,
        "roles_limit": len(user.roles) > 256,
    }
    for field, is_wrong in problems.items():
        if is_wrong:
            raise Invalid(f"model.user.is_valid.{field}.app_error", Limit=256)
    if not _custom_status_fits(user.props):
        raise Invalid("model.user.is_valid.invalidProperty.app_error", Props=CUSTOM_STATUS)


def _custom_status_fits(props: Mapping[str, str]) -> bool:
    if not (text := props.get(CUSTOM_STATUS)):
        return True
    try:
        status: Any = loads(text)
    except JsonError:
        return False
    return isinstance(status, dict) and len(str(status.get("text", ""))) <= CUSTOM_STATUS_MOST  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType] - JSON edge


def prepared(user: User) -> User:
    """The account as it is stored: clean names, lower-case name and address, complete notification settings."""
    return replace(
        user,
        username=clean(user.username).lower(),
        email=user.email.strip().lower(),
        nickname=clean(user.nickname),
        first_name=clean(user.first_name),
        last_name=clean(user.last_name),
        position=clean(user.position),
        notify_props=_prepared_notify_props(user.notify_props),
    )


def _prepared_notify_props(props: dict[str, str]) -> dict[str, str]:
    if not props:
        return dict(DEFAULT_NOTIFY_PROPS)
    if "mention_keys" not in props:
        return props
    keys = (key.strip() for key in props["mention_keys"].split(","))
    return {**props, "mention_keys": ",".join(key for key in keys if key)}


def renamed(user: User, old_name: str) -> User:
    """After a change of name: the old one is no mention key any more."""
    keys = user.notify_props.get("mention_keys", "").split(",")
    kept = [key for key in keys if key not in (old_name, f"@{old_name}")]
    return replace(user, notify_props={**user.notify_props, "mention_keys": ",".join(kept)})


_SERVICE_FIELDS = (
    ("first_name", "FirstNameAttribute", "first name"),
    ("last_name", "LastNameAttribute", "last name"),
    ("nickname", "NicknameAttribute", "nickname"),
    ("position", "PositionAttribute", "position"),
    ("email", "EmailAttribute", "email address"),
)


def fixed_field(settings: Settings, user: User, wanted: UserPatch) -> str:
    """What a patch would change although only the user's sign-in service may; empty when nothing."""
    changed = {
        name: getattr(wanted, name) is not None and getattr(wanted, name) != getattr(user, name)
        for name in ("username", *(name for name, _, _ in _SERVICE_FIELDS))
    }
    if user.auth_service and changed["username"]:
        return "username"
    if user.auth_service in _OAUTH_SERVICES:
        return "full name" if changed["first_name"] or changed["last_name"] else ""
    if user.auth_service not in ("ldap", "saml"):
        return ""
    by_saml = user.auth_service == "saml" and not settings.SamlSettings.EnableSyncWithLdap
    section = settings.SamlSettings if by_saml else settings.LdapSettings
    fixed = (shown for name, key, shown in _SERVICE_FIELDS if changed[name] and getattr(section, key))
    return next(fixed, "")


def locale_or_default(locale: str, settings: Settings) -> str:
    return locale if locale in LOCALES else settings.LocalizationSettings.DefaultClientLocale


def profile(settings: Settings, user: User, *, as_admin: bool = False) -> dict[str, Any]:
    """What others see of a user; admins see address, names, sign-in service and notification settings too."""
    shown = user.wire()
    for name in _PRIVATE:
        shown.pop(name, None)
    if as_admin:
        return shown
    shown["auth_service"] = ""
    shown.pop("notify_props", None)
    if not settings.PrivacySettings.ShowEmailAddress:
        shown["email"] = ""
        if "RemoteEmail" in user.props:
            shown["props"] = {name: value for name, value in user.props.items() if name != "RemoteEmail"}
    if not settings.PrivacySettings.ShowFullName:
        shown["first_name"] = shown["last_name"] = ""
    return shown


_PRIVATE = (
    "email_verified",
    "allow_marketing",
    "failed_attempts",
    "last_password_update",
    "terms_of_service_id",
    "terms_of_service_create_at",
)


def etag(settings: Settings, user: User) -> str:
    """The official form of a user's ETag."""
    privacy = settings.PrivacySettings
    return versioned_etag(
        user.id,
        user.update_at,
        user.terms_of_service_id,
        user.terms_of_service_create_at,
        str(privacy.ShowFullName).lower(),
        str(privacy.ShowEmailAddress).lower(),
        user.bot_last_icon_update,
    )
