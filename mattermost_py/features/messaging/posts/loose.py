"""Reading JSON whose shape nobody promised: what is different from what is hoped for counts as empty."""

from typing import Any, cast


def as_dict(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def as_list(value: object) -> list[Any]:
    return cast("list[Any]", value) if isinstance(value, list) else []


def as_dicts(value: object) -> list[dict[str, Any]]:
    """The objects in a list; anything else in it is left out."""
    return [cast("dict[str, Any]", each) for each in as_list(value) if isinstance(each, dict)]


def texts_of(values: list[object]) -> list[str]:
    """Those that are texts and not empty."""
    return [each for each in values if isinstance(each, str) and each]
