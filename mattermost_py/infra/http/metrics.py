"""Counts and times of requests, kept in plain dicts and turned into Prometheus families when scraped."""

from bisect import bisect_left
from collections.abc import Iterator

from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily, Metric

_BOUNDS_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class RequestMetrics:
    """Requests by route, method and status. Only the event loop's thread writes it."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str, int], int] = {}
        self._times: dict[tuple[str, str], tuple[list[int], list[float]]] = {}

    def observe(self, route: str, method: str, status: int, elapsed_s: float) -> None:
        key = (route, method, status)
        self._counts[key] = self._counts.get(key, 0) + 1
        if not route:
            return
        found = self._times.get((route, method))
        if found is None:
            found = self._times[route, method] = ([0] * (len(_BOUNDS_S) + 1), [0.0])
        buckets, total = found
        total[0] += elapsed_s
        buckets[bisect_left(_BOUNDS_S, elapsed_s)] += 1

    def answered(self, method: str, *routes: str, ok: bool = True) -> int:
        """Requests of these routes that were answered well, or were refused."""
        return sum(
            count
            for (route, used, status), count in self._counts.items()
            if used == method and route in routes and (status < 400) is ok
        )

    def collect(self) -> Iterator[Metric]:
        """Prometheus families, with the names that existing dashboards ask for."""
        counts = CounterMetricFamily(
            "mattermost_http_requests", "HTTP requests by route", labels=["handler", "method", "status_code"]
        )
        for (route, method, status), count in list(self._counts.items()):
            counts.add_metric([route, method, str(status)], count)
        yield counts
        times = HistogramMetricFamily("mattermost_api_time", "Seconds per API request", labels=["handler", "method"])
        for (route, method), (buckets, total) in list(self._times.items()):
            times.add_metric([route, method], _cumulative(buckets), total[0])
        yield times


def _cumulative(buckets: list[int]) -> list[tuple[str, float]]:
    running, rows = 0, list[tuple[str, float]]()
    for bound, count in zip((*map(str, _BOUNDS_S), "+Inf"), buckets, strict=True):
        running += count
        rows.append((bound, float(running)))
    return rows


REQUESTS = RequestMetrics()
