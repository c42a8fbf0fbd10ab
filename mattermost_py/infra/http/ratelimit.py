"""How many requests a caller may send: the generic cell rate algorithm, one number a caller."""

import time
from typing import TYPE_CHECKING

from mattermost_py.infra.http.reply import Response

if TYPE_CHECKING:
    from mattermost_py.infra.http.call import Call

_FORGET_EVERY_S = 60.0


class RateLimiter:
    """Per-caller arrival times of one process. Only the event loop's thread touches it."""

    def __init__(self) -> None:
        self._arrival: dict[str, float] = {}
        self._swept = 0.0

    def refuse(self, call: "Call") -> Response | None:
        """The 429 answer if this caller is above the configured rate, else None."""
        limits = call.settings.RateLimitSettings
        now, interval_s = time.monotonic(), 1.0 / max(limits.PerSec, 1)
        self._sweep(now, limits.MemoryStoreSize)
        key = _key(call)
        ahead_s = max(self._arrival.get(key, now), now) + interval_s - now
        most_s = interval_s * (max(limits.MaxBurst, 1) + 1)
        if ahead_s <= most_s:
            self._arrival[key] = now + ahead_s
            return None
        wait_s = int(ahead_s - most_s) + 1
        reply = Response(b"limit exceeded\n", status=429, headers=[(b"content-type", b"text/plain; charset=utf-8")])
        reply.set("x-ratelimit-limit", str(limits.MaxBurst + 1))
        reply.set("x-ratelimit-remaining", "0")
        reply.set("x-ratelimit-reset", str(int(ahead_s) + 1))
        reply.set("retry-after", str(wait_s))
        return reply

    def _sweep(self, now: float, most: int) -> None:
        if now - self._swept < _FORGET_EVERY_S and len(self._arrival) < max(most, 1):
            return
        self._swept = now
        self._arrival = {key: at for key, at in self._arrival.items() if at > now}


def _key(call: "Call") -> str:
    limits = call.settings.RateLimitSettings
    token, _ = call.token
    key = token if limits.VaryByUser and token else call.client_ip if limits.VaryByRemoteAddr else ""
    return key + call.header(limits.VaryByHeader.lower()).lower() if limits.VaryByHeader else key
