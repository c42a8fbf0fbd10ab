"""From a User-Agent header to the words of the list of signed-in devices. Pure."""

import re
from dataclasses import dataclass

_DESKTOP_APP = re.compile(r"Mattermost/([\w.\-]+)")
_MOBILE_APP = re.compile(r"(?:Mattermost Mobile|rnbeta|Mattermost)/([\w.\-+]+)")
_BROWSERS = (
    ("Edge", re.compile(r"Edg(?:e|A|iOS)?/([\w.]+)")),
    ("Opera", re.compile(r"(?:OPR|Opera)/([\w.]+)")),
    ("Firefox", re.compile(r"(?:Firefox|FxiOS)/([\w.]+)")),
    ("Chrome", re.compile(r"(?:Chrome|CriOS)/([\w.]+)")),
    ("Safari", re.compile(r"Version/([\w.]+).*Safari/")),
    ("Internet Explorer", re.compile(r"(?:MSIE |Trident/.*rv:)([\w.]+)")),
)
_SYSTEMS = (
    ("iOS", re.compile(r"iPhone|iPad|iPod|iOS")),
    ("Android", re.compile(r"Android")),
    ("Windows 10", re.compile(r"Windows NT 10")),
    ("Windows 8.1", re.compile(r"Windows NT 6\.3")),
    ("Windows 7", re.compile(r"Windows NT 6\.1")),
    ("Windows", re.compile(r"Windows")),
    ("Mac OS", re.compile(r"Mac OS X|Macintosh|Darwin")),
    ("Chrome OS", re.compile(r"CrOS")),
    ("Linux", re.compile(r"Linux|X11")),
)
_PLATFORMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Linux"),
    ("Windows", "Windows"),
    ("Macintosh", "Macintosh"),
    ("CrOS", "Linux"),
    ("Linux", "Linux"),
)
_MOBILE = re.compile(r"Mobile|Android|iOS|iPhone|iPad").search
VERSION_MOST = 128


@dataclass(frozen=True, slots=True)
class Device:
    """What signs in."""

    platform: str
    os: str
    browser: str  # name/version
    is_mobile: bool

    def props(self) -> dict[str, str]:
        """As the session keeps it."""
        return {
            "platform": self.platform,
            "os": self.os,
            "browser": self.browser,
            "isMobile": str(self.is_mobile).lower(),
        }


def read_device(user_agent: str) -> Device:
    """The device behind a User-Agent header; unknown ones are called so."""
    return Device(
        platform=next((name for mark, name in _PLATFORMS if mark in user_agent), "unknown"),
        os=next((name for name, found in _SYSTEMS if found.search(user_agent)), "unknown"),
        browser=_browser(user_agent),
        is_mobile=_MOBILE(user_agent) is not None,
    )


def _browser(user_agent: str) -> str:
    if "Electron" in user_agent and (app := _DESKTOP_APP.search(user_agent)):
        return f"Desktop App/{app[1][:VERSION_MOST]}"
    if "Mozilla" not in user_agent and (app := _MOBILE_APP.search(user_agent)):
        return f"Mobile App/{app[1][:VERSION_MOST]}"
    if user_agent.startswith("mmctl/"):
        return user_agent.split(" ", maxsplit=1)[0][:VERSION_MOST]
    for name, pattern in _BROWSERS:
        if found := pattern.search(user_agent):
            return f"{name}/{found[1][:VERSION_MOST]}"
    return "unknown/0.0"
