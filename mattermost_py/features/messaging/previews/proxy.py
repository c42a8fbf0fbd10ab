"""Pictures of other sites through this one, so that readers' machines never contact strangers."""

import asyncio
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from mattermost_py.infra.fetch import Fetched, FetchFailed, Wanted, fetch
from mattermost_py.kernel.errors import AppError, Invalid, NotFound

if TYPE_CHECKING:
    from mattermost_py.config import Settings
    from mattermost_py.infra.runtime import Runtime

IMAGE_BYTES_MOST = 50 * 1024 * 1024
TIMEOUT_S = 30.0
AT_ONCE = 8  # each may hold a whole picture
KEPT_HEADERS = ("cache-control", "etag", "expires", "last-modified")
_UNKNOWN = frozenset({"", "application/octet-stream", "binary/octet-stream"})
_MAGIC: Mapping[bytes, str] = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"BM": "image/bmp",
}


@dataclass(frozen=True, slots=True)
class Picture:
    content_type: str
    headers: Mapping[str, str]  # those of KEPT_HEADERS that came with it
    body: bytes


class _Turns:
    """How many pictures this worker brings at once."""

    def __init__(self, _runtime: "Runtime") -> None:
        self.semaphore = asyncio.Semaphore(AT_ONCE)


def target(settings: "Settings", url: str) -> tuple[str, bool]:
    """The whole address that is wanted, and whether readers shall go there themselves.

    Raises: Invalid for what is no web address.
    """
    site_url = settings.ServiceSettings.SiteURL
    try:
        site, wanted = urlsplit(site_url), urlsplit(urljoin(f"{site_url.rstrip('/')}/", url))
    except ValueError as exc:
        raise Invalid("api.image.get.app_error") from exc
    if not url or wanted.scheme not in ("http", "https") or not wanted.hostname:
        raise Invalid("api.image.get.app_error")
    if not site.hostname:
        raise AppError("model.config.is_valid.site_url.app_error")
    proxy = settings.ImageProxySettings
    address = wanted.geturl()
    if not proxy.Enable or wanted.netloc.lower() == site.netloc.lower():
        return address, True
    if proxy.ImageProxyType == "atmos/camo":
        return camo(address, proxy.RemoteImageProxyURL, proxy.RemoteImageProxyOptions), True
    return address, False


def camo(url: str, remote: str, key: str) -> str:
    """The address of a picture at a camo proxy: signature (HMAC-SHA1) and address, both in hexadecimal digits."""
    base = remote.rstrip("/")
    if url.startswith(f"{base}/"):
        return url
    signature = hmac.new(key.encode(), url.encode(), hashlib.sha1).hexdigest()
    return f"{base}/{signature}/{url.encode().hex()}"


async def bring(runtime: "Runtime", url: str) -> Picture:
    """The picture. Raises: NotFound when there is none, or it is too large."""
    wanted = Wanted(url, headers={"accept": "image/*"}, timeout_s=TIMEOUT_S, most_bytes=IMAGE_BYTES_MOST)
    async with runtime.part(_Turns).semaphore:
        try:
            answer = await fetch(runtime.config.current, wanted)
        except FetchFailed as exc:
            raise NotFound("api.image.get.app_error", detail=str(exc)) from exc
    kind = _kind(answer)
    if not answer.is_ok or answer.is_cut or not kind.startswith("image/"):
        raise NotFound("api.image.get.app_error")
    return Picture(kind, {name: answer.headers[name] for name in KEPT_HEADERS if name in answer.headers}, answer.body)


def _kind(answer: Fetched) -> str:
    """The type it says, or the one it has."""
    if answer.content_type not in _UNKNOWN:
        return answer.content_type
    if answer.body[:4] == b"RIFF" and answer.body[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for magic, kind in _MAGIC.items() if answer.body.startswith(magic)), "")
