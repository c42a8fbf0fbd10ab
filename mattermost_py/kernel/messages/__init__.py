"""What people read when something goes wrong: texts by error id and language, in our own words."""

from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from mattermost_py.kernel.json import loads


def message(error_id: str, status: int, params: dict[str, Any], locale: str = "en") -> str:
    """The text for an error id in the caller's language; English, then a text for the status, where it is missing."""
    for key in (error_id, f"status.{status}", "status.other"):
        text = _texts(locale).get(key) or _texts("en").get(key)
        if text is not None:
            return _Forgiving().vformat(text, (), params) if params and key == error_id else text
    return error_id  # not reached: the last key is in the catalogue


def preferred(accepted: str, fallback: str) -> str:
    """The language to answer in: the first of an Accept-Language that is spoken here, else the fallback."""
    for wish in accepted.split(","):
        language = wish.split(";", 1)[0].strip().split("-", 1)[0].lower()
        if language in languages():
            return language
    return fallback


@cache
def languages() -> frozenset[str]:
    """What people can be answered in."""
    return frozenset(folder.name for folder in files(__name__).iterdir() if folder.name.isalpha() and folder.is_dir())


@cache
def _texts(locale: str) -> dict[str, str]:
    folder = files(__name__).joinpath(locale)
    if not locale.isalpha() or not folder.is_dir():
        return {}
    texts: dict[str, str] = {}
    for file in folder.iterdir():
        if file.name.endswith(".json"):
            texts.update(loads(file.read_text("utf-8")))
    return texts


class _Forgiving(Formatter):
    """Leaves a placeholder without value as it stands."""

    def get_value(self, key: int | str, args: Any, kwargs: Any) -> Any:
        return kwargs.get(key, f"{{{key}}}")
