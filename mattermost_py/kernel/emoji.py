"""The emoji every client knows: names and the Unicode sequences they stand for."""

from functools import cache
from importlib.resources import files

from mattermost_py.kernel.json import loads

# Official clients know these by name although Unicode has no such emoji.
_OWN = frozenset({"mattermost"})


@cache
def unified() -> dict[str, str]:
    """Name → code points in hexadecimal, joined by `-`."""
    return loads(files("mattermost_py.kernel").joinpath("emoji.json").read_bytes())


def is_system(name: str) -> bool:
    return name in unified() or name in _OWN
