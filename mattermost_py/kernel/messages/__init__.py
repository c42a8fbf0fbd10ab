"""What people read when something goes wrong: texts by error id and language, in our own words."""

from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from mattermost_py.kernel.json import loads

_BY_STATUS = {
    400: "This request is not valid.",
    401: "Please sign in first.",
    403: "You are not allowed to do this.",
    404: "This was not found.",
    409: "This conflicts with what is already there.",
    413: "This is larger than the server allows.",
    429: "Too many requests. Try again in a moment.",
    501: "This server does not offer this operation.",
    503: "The server is busy. Try again in a moment.",
}


def message(error_id: str, status: int, params: dict[str, Any], locale: str = "en") -> str:
    """The text for an error id in the caller's language; English, then a text for the status, where it is missing."""
    text = _texts(locale).get(error_id) or _texts("en").get(error_id)
    if text is None:
        return _BY_STATUS.get(status, "Something went wrong on the server. The request id helps to find out what.")
    return _Forgiving().vformat(text, (), params) if params else text


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
