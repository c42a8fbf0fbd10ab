"""Where a link of a mail leads after it has signed somebody in."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from mattermost_py.config import Settings
from mattermost_py.features.access.sessions.models import Session


def is_app(settings: Settings, wanted: str) -> bool:
    """Whether this address opens one of the apps that the admin named."""
    return any(scheme and wanted.startswith(scheme) for scheme in settings.NativeAppSettings.AppCustomURLSchemes)


def for_app(wanted: str, session: Session) -> str:
    """The address that hands the session to an app."""
    parts = urlsplit(wanted)
    query = [*parse_qsl(parts.query), ("MMAUTHTOKEN", session.token), ("MMCSRF", session.csrf)]
    return urlunsplit(parts._replace(query=urlencode(query)))


def for_browser(settings: Settings, wanted: str) -> str:
    """A page of this site; whatever else was wanted becomes the front page, so that no link leads away."""
    is_page = wanted.startswith("/") and wanted[1:2] not in ("/", "\\") and not any(c < " " for c in wanted)
    return settings.subpath + (wanted if is_page else "/")


def refused(settings: Settings, error_id: str, message: str) -> str:
    """The sign-in page, which says why the link did not work."""
    query = urlencode({"extra": "login_error", "id": error_id, "message": message})
    return f"{settings.subpath}/login?{query}"
