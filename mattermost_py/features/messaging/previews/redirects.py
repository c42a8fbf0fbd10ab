"""Where short addresses lead, for clients that want to show what is there."""

from typing import TYPE_CHECKING

from mattermost_py.features.messaging.previews.domains import is_allowed
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.fetch import FetchFailed, Wanted, fetch
from mattermost_py.kernel.clock import HOUR_MS, now_ms

if TYPE_CHECKING:
    from mattermost_py.infra.db import Db

KEPT_MS = HOUR_MS
TIMEOUT_S = 10.0
URL_MOST = 2048
PLACES = CacheSpec[tuple[int, str]]("redirect_places", size=10_000)  # address → when it was asked, where it leads


async def place(db: "Db", url: str) -> str:
    """The address this one redirects to; '' when it does not, cannot be asked, or previews are switched off."""
    service = db.settings.ServiceSettings
    if not service.EnableLinkPreviews or len(url) > URL_MOST:
        return ""
    cache = db.cache(PLACES)
    known = cache.get(url)
    if known is not None and now_ms() - known[0] < KEPT_MS:
        return known[1]
    restricted = service.RestrictLinkPreviews
    wanted = Wanted(
        url, method="HEAD", timeout_s=TIMEOUT_S, redirects=0, may_ask=lambda address: is_allowed(address, restricted)
    )
    try:
        location = (await fetch(db.settings, wanted)).headers.get("location", "")
    except FetchFailed:
        location = ""
    cache.put(url, (now_ms(), location), version=cache.version)
    return location
