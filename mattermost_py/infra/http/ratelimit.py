"""How many requests a caller may send: the generic cell rate algorithm, one number a caller."""

import time
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from mattermost_py.infra.http.reply import HeaderList, Response
from mattermost_py.infra.http.router import Route

if TYPE_CHECKING:
    from mattermost_py.infra.http.call import Call

_FORGET_EVERY_S = 60.0


@dataclass(frozen=True, slots=True)
class Rate:
    """A steady pace, and how much may come at once."""

    per_s: int
    burst: int

    @property
    def interval_s(self) -> float:
        return 1.0 / max(self.per_s, 1)

    @property
    def most(self) -> int:
        return max(self.burst, 0) + 1


# Slower than all other requests, by address, once limits are switched on: here passwords can be guessed.
STRICT = {
    "/api/v4/users/login": Rate(5, 10),
    "/api/v4/users/login/desktop_token": Rate(2, 1),
    "/api/v4/oauth/apps/register": Rate(2, 1),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a caller stands after this request."""

    rate: Rate
    ahead_s: float  # until everything is allowed again

    @property
    def is_refused(self) -> bool:
        return self.ahead_s > self.rate.interval_s * self.rate.most

    def headers(self) -> HeaderList:
        """What callers are told on every answer, so that they can slow down in time."""
        most_s = self.rate.interval_s * self.rate.most
        left = 0 if self.is_refused else int((most_s - self.ahead_s) * max(self.rate.per_s, 1) + 1e-6)
        reset_s = self.ahead_s - (self.rate.interval_s if self.is_refused else 0)  # a refused request does not count
        told = {"limit": self.rate.most, "remaining": left, "reset": ceil(reset_s)}
        found = [(f"x-ratelimit-{name}".encode(), str(value).encode()) for name, value in told.items()]
        if self.is_refused:
            found.append((b"retry-after", str(ceil(self.ahead_s - most_s)).encode()))
        return found


class RateLimiter:
    """Per-caller arrival times of one process. Only the event loop's thread touches it."""

    def __init__(self) -> None:
        self._arrival: dict[str, float] = {}
        self._swept = 0.0

    def judge(self, call: "Call", route: Route) -> Standing:
        """Counts this request. A refused one costs its caller nothing more."""
        limits = call.settings.RateLimitSettings
        now = time.monotonic()
        self._sweep(now, limits.MemoryStoreSize)
        standing = self._count(_key(call), Rate(limits.PerSec, limits.MaxBurst), now)
        strict = STRICT.get(route.path)
        if standing.is_refused or strict is None or route.method != "POST":
            return standing
        return self._count(f"{route.path} {call.client_ip}", strict, now)

    def _count(self, key: str, rate: Rate, now: float) -> Standing:
        standing = Standing(rate, max(self._arrival.get(key, now), now) + rate.interval_s - now)
        if not standing.is_refused:
            self._arrival[key] = now + standing.ahead_s
        return standing

    def _sweep(self, now: float, most: int) -> None:
        if now - self._swept < _FORGET_EVERY_S and len(self._arrival) < max(most, 1):
            return
        self._swept = now
        self._arrival = {key: at for key, at in self._arrival.items() if at > now}


def refusal() -> Response:
    """The official 429 is plain text, not the envelope of other errors."""
    return Response(b"limit exceeded\n", status=429, headers=[(b"content-type", b"text/plain; charset=utf-8")])


def _key(call: "Call") -> str:
    limits = call.settings.RateLimitSettings
    token, _ = call.token
    key = token if limits.VaryByUser and token else call.client_ip if limits.VaryByRemoteAddr else ""
    return key + call.header(limits.VaryByHeader.lower()).lower() if limits.VaryByHeader else key
