"""What became of push messages, counted for the page of metrics."""

from collections.abc import Iterator

from prometheus_client.core import CounterMetricFamily, Metric


class PushFigures:
    """Counters of this process. Only the event loop's thread writes them."""

    def __init__(self) -> None:
        self._fates: dict[str, int] = {"taken": 0, "later": 0, "refused": 0, "gone": 0, "late": 0}

    def note(self, fate: str) -> None:
        self._fates[fate] += 1

    def collect(self) -> Iterator[Metric]:
        family = CounterMetricFamily(
            "mmpy_web_push", "Notifications handed to push services of browsers", labels=["fate"]
        )
        for fate, count in self._fates.items():
            family.add_metric([fate], count)
        yield family


PUSHES = PushFigures()
