"""Public links: a hash over the file id that nobody can make without the server's salt."""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256

from mattermost_py.config import Settings
from mattermost_py.kernel.errors import Forbidden


def require_public_links(settings: Settings) -> None:
    """Raises: Forbidden unless public links are on; without a salt anybody could make them."""
    if not settings.FileSettings.EnablePublicLink or not settings.FileSettings.PublicLinkSalt:
        raise Forbidden("api.file.get_public_link.disabled.app_error")


def public_hash(file_id: str, salt: str) -> str:
    return urlsafe_b64encode(sha256((salt + file_id).encode()).digest()).rstrip(b"=").decode()


def is_valid(file_id: str, given: str, salt: str) -> bool:
    return hmac.compare_digest(public_hash(file_id, salt).encode(), given.encode())


def public_link(settings: Settings, file_id: str) -> str:
    site = settings.ServiceSettings.SiteURL.rstrip("/")
    return f"{site}/files/{file_id}/public?h={public_hash(file_id, settings.FileSettings.PublicLinkSalt)}"
