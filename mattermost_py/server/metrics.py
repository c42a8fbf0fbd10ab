"""`/metrics` for Prometheus: the figures of all workers as those of one server.

Each worker that is asked asks the others over the bus and adds everything up, so it does not matter which of them
the scraper reaches. Names are those of Mattermost's own page where it has the figure.
"""

import os
import resource
import time
from collections.abc import Iterable, Iterator
from functools import partial

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mattermost_py.infra.http.metrics import REQUESTS
from mattermost_py.infra.hub.bus import HostBus
from mattermost_py.infra.push.figures import PUSHES
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.json import dumps, loads
from mattermost_py.server.site import Site

TOPIC = "metrics"
_CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_OLDEST = "_start_time_seconds"  # of these the smallest counts, not the sum
_STARTED_S = time.time()
_PAGE_BYTES = resource.getpagesize()

_Labels = tuple[tuple[str, str], ...]


def metrics_page(site: Site, bus: HostBus | None) -> Starlette:
    """The application for the address of MetricsSettings."""
    if bus is not None:
        bus.answers(TOPIC, lambda: _packed(own_metrics(site.application.runtime)))
    return Starlette(routes=[Route("/metrics", partial(_answer, site, bus), methods=["GET"])])


async def _answer(site: Site, bus: HostBus | None, _request: Request) -> Response:
    metrics = list(own_metrics(site.application.runtime))
    if bus is not None:
        for packed in await bus.ask(TOPIC):
            metrics += _unpacked(packed)
    registry = CollectorRegistry()
    registry.register(_Ready(added_up(metrics)))
    return Response(generate_latest(registry), headers={"content-type": _CONTENT_TYPE})


def own_metrics(runtime: Runtime) -> Iterator[Metric]:
    """This process's figures."""
    yield from REQUESTS.collect()
    yield from _doings()
    yield _gauge("mattermost_http_websockets_total", "Open WebSockets", runtime.hub.open_sockets)
    yield _counter("mattermost_websocket_event_total", "Events given to WebSockets", runtime.hub.delivered)
    yield _counter("mmpy_websocket_cut_off_total", "WebSockets closed because they were too slow", runtime.hub.cut_off)
    yield _counter("mattermost_db_statements_total", "SQL statements", runtime.statements)
    yield from PUSHES.collect()
    yield from _caches(runtime)
    yield from _process()


def added_up(metrics: Iterable[Metric]) -> list[Metric]:
    """One family of each name, with the sum of what the workers counted."""
    families: dict[str, Metric] = {}
    values: dict[str, dict[tuple[str, _Labels], float]] = {}
    for metric in metrics:
        families.setdefault(metric.name, Metric(metric.name, metric.documentation, metric.type))
        counted = values.setdefault(metric.name, {})
        for sample in metric.samples:
            key = sample.name, tuple(sample.labels.items())
            known = counted.get(key)
            joined = min if sample.name.endswith(_OLDEST) else _sum
            counted[key] = sample.value if known is None else joined(known, sample.value)
    for name, family in families.items():
        for (sample, labels), value in values[name].items():
            family.add_sample(sample, dict(labels), value)
    return list(families.values())


def _sum(one: float, other: float) -> float:
    return one + other


def _doings() -> Iterator[Metric]:
    """What people did, seen by its requests."""
    login, posts = "/api/v4/users/login", "/api/v4/posts"
    searches = "/api/v4/posts/search", "/api/v4/teams/{team_id}/posts/search"
    yield _counter("mattermost_post_total", "Posts made", REQUESTS.answered("POST", posts))
    yield _counter("mattermost_login_logins_total", "Sign-ins", REQUESTS.answered("POST", login))
    yield _counter("mattermost_login_logins_fail_total", "Failed sign-ins", REQUESTS.answered("POST", login, ok=False))
    yield _counter("mattermost_search_posts_searches_total", "Searches", REQUESTS.answered("POST", *searches))


def _caches(runtime: Runtime) -> Iterator[Metric]:
    hits = CounterMetricFamily("mattermost_cache_mem_hit", "Values found in a cache", labels=["name"])
    misses = CounterMetricFamily("mattermost_cache_mem_miss", "Values not found in a cache", labels=["name"])
    entries = GaugeMetricFamily("mmpy_cache_entries", "Values in a cache", labels=["name"])
    for name, (size, hit, missed) in runtime.caches.sizes().items():
        hits.add_metric([name], hit)
        misses.add_metric([name], missed)
        entries.add_metric([name], size)
    yield from (hits, misses, entries)


def _process() -> Iterator[Metric]:
    used = resource.getrusage(resource.RUSAGE_SELF)
    with open("/proc/self/statm", "rb") as statm:
        resident = int(statm.read().split()[1]) * _PAGE_BYTES
    yield _counter("process_cpu_seconds_total", "CPU time", used.ru_utime + used.ru_stime)
    yield _gauge("process_resident_memory_bytes", "Memory in use", resident)
    yield _gauge("process_open_fds", "Open files and sockets", len(os.listdir("/proc/self/fd")))
    yield _gauge("process_start_time_seconds", "Start, in seconds since 1970", _STARTED_S)
    yield _gauge("mmpy_workers", "Worker processes", 1)


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(name, about, value=value)


def _counter(name: str, about: str, value: float) -> Metric:
    return CounterMetricFamily(name, about, value=value)


def _packed(metrics: Iterable[Metric]) -> bytes:
    return dumps(
        [
            [each.name, each.documentation, each.type, [[s.name, dict(s.labels), s.value] for s in each.samples]]
            for each in metrics
        ]
    )


def _unpacked(packed: bytes) -> Iterator[Metric]:
    for name, about, kind, samples in loads(packed):
        metric = Metric(name, about, kind)
        for sample, labels, value in samples:
            metric.add_sample(sample, labels, value)
        yield metric


class _Ready(Collector):
    """Hands over families that exist already."""

    def __init__(self, metrics: list[Metric]) -> None:
        self._metrics = metrics

    def collect(self) -> list[Metric]:
        return self._metrics
