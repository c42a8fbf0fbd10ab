"""What an attribute and its values may be. Pure rules."""

import re
from collections.abc import Iterable
from typing import Any, cast
from urllib.parse import urlsplit

from mattermost_py.features.identity.attributes.models import (
    ADMIN,
    CHOICES,
    OPTION_MOST,
    TEXT_MOST,
    VALUE_TYPES,
    VISIBILITIES,
    VISIBLE_WHEN_SET,
    Attribute,
    Attrs,
    Option,
)
from mattermost_py.kernel.errors import AppError, Invalid
from mattermost_py.kernel.ids import is_id, new_id

_EMAIL = re.compile(r"[^@\s<>()\[\]\\,;:\"]+@[^@\s<>()\[\]\\,;:\"]+").fullmatch


# --- attributes -------------------------------------------------------------------------------------------------------


def settled(type: str, held: dict[str, Any], wanted: Attrs) -> dict[str, Any]:
    """The attributes as they are stored: complete, and nothing that this type does not have.

    Raises: AppError 422 (400 for `managed`), naming the attribute.
    """
    given = {name: value for name, value in wanted.model_dump().items() if value is not None}
    attrs = {**held, **given}
    texts = ("visibility", "value_type", "managed", "ldap", "saml")
    visibility, value_type, managed, ldap, saml = (str(attrs.get(name) or "").strip() for name in texts)
    if visibility and visibility not in VISIBILITIES:
        raise _refused("visibility", "unknown visibility")
    if managed not in ("", ADMIN):
        raise _refused("managed", "unknown managed type", status=400)
    is_text = type == "text"
    if is_text and value_type and value_type not in VALUE_TYPES:
        raise _refused("value_type", "unknown value type")
    is_synced = is_text and managed != ADMIN  # what administrators fill in comes from no directory
    return {
        **attrs,
        "visibility": visibility or VISIBLE_WHEN_SET,
        "sort_order": attrs.get("sort_order") or 0,
        "value_type": value_type if is_text else "",
        "managed": managed,
        "ldap": ldap if is_synced else "",
        "saml": saml if is_synced else "",
        "options": _options(attrs.get("options")) if type in CHOICES else None,
    }


def _options(given: Any) -> list[dict[str, str]]:
    options = [each if isinstance(each, Option) else Option.model_validate(each) for each in given or ()]
    kept = [{"id": each.id or new_id(), "name": each.name.strip(), "color": each.color.strip()} for each in options]
    problems = {
        "options list cannot be empty": not kept,
        "an option has a malformed id": not all(is_id(each["id"]) for each in kept),
        "an option has no name, or a too long one": not all(0 < len(each["name"]) <= OPTION_MOST for each in kept),
        "the color of an option is too long": any(len(each["color"]) > OPTION_MOST for each in kept),
        "two options have the same id": _repeats(each["id"] for each in kept),
        "two options have the same name": _repeats(each["name"] for each in kept),
    }
    for reason, is_wrong in problems.items():
        if is_wrong:
            raise _refused("options", reason)
    return kept


def _repeats(texts: Iterable[str]) -> bool:
    all_ = list(texts)
    return len(set(all_)) < len(all_)


def _refused(name: str, reason: str, *, status: int = 422) -> AppError:
    return AppError(
        "app.custom_profile_attributes.sanitize_and_validate.app_error",
        status=status,
        AttributeName=name,
        Reason=reason,
    )


# --- values -----------------------------------------------------------------------------------------------------------


def value(attribute: Attribute, sent: Any) -> Any:
    """The value as it is stored. Raises: Invalid."""
    match attribute.field.type:
        case "text":
            return _text(attribute, sent)
        case "date":
            return _string(sent)
        case "select":
            return _known(attribute, [_string(sent)])[0] if _string(sent) else ""
        case "multiselect":
            return _known(attribute, _strings(sent))
        case "user":
            return _ids([_string(sent)])[0] if _string(sent) else ""
        case "multiuser":
            return _ids(_strings(sent))
        case _:
            raise _wrong("unknown type of field")


def _text(attribute: Attribute, sent: Any) -> str:
    text = _string(sent)
    if len(text) > TEXT_MOST:
        raise _wrong("the text is too long")
    kind = attribute.attrs["value_type"]
    if text and kind == "email" and _EMAIL(text) is None:
        raise _wrong("no e-mail address")
    if text and kind == "url" and not _is_url(text):
        raise _wrong("no address of the web")
    return text


def _is_url(text: str) -> bool:
    try:
        return bool(urlsplit(text).scheme in ("http", "https") and urlsplit(text).netloc)
    except ValueError:
        return False


def _string(sent: Any) -> str:
    if not isinstance(sent, str):
        raise _wrong("no text")
    return sent.strip()


def _strings(sent: Any) -> list[str]:
    """Without the empty ones."""
    if not isinstance(sent, list):
        raise _wrong("no list")
    return [text for each in cast("list[Any]", sent) if (text := _string(each))]


def _known(attribute: Attribute, chosen: list[str]) -> list[str]:
    if not attribute.option_ids.issuperset(chosen):
        raise _wrong("no such option")
    return chosen


def _ids(chosen: list[str]) -> list[str]:
    if not all(is_id(each) for each in chosen):
        raise _wrong("no id of a user")
    return chosen


def _wrong(detail: str) -> Invalid:
    return Invalid("app.custom_profile_attributes.validate_value.app_error", detail=detail)
