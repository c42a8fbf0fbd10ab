"""What a run found: figures with their targets, the printed table, and the comparison with a recorded run."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

BASELINE = Path(__file__).parent / "baseline.json"
GENEROUS = 3.0  # machines differ and are noisy: only a figure beyond this multiple of its target fails the run
NOISE = (0.7, 1.4)  # a change within this is not worth a line

OK, MISSED, BROKEN = "ok", "MISSED", "BROKEN"
CPU = "ms CPU"  # the unit of an operation's price, server and database together


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number with its promise.

    target: None for what is only reported.
    rises:  more is better, as for posts per second.
    """

    name: str
    value: float
    unit: str
    target: float | None = None
    rises: bool = False
    note: str = ""

    def verdict(self, generous: float = GENEROUS) -> str:
        if self.target is None:
            return ""
        excess = self.target / max(self.value, 1e-9) if self.rises else self.value / max(self.target, 1e-9)
        if self.target == 0:  # nothing of this may happen at all
            return OK if self.value == 0 else BROKEN
        return OK if excess <= 1 else MISSED if excess <= generous else BROKEN


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU of one operation, and how long callers waited; milliseconds."""

    name: str
    server_ms: float
    database_ms: float
    target_ms: float
    per_second: float
    p50_ms: float
    p99_ms: float

    @property
    def total_ms(self) -> float:
        return self.server_ms + self.database_ms

    @property
    def figure(self) -> Figure:
        return Figure(self.name, self.total_ms, CPU, self.target_ms)


COST_HEAD = (
    f"{'CPU of one operation, ms':38}{'server':>9}{'db':>9}{'both':>9}{'target':>9}{'/s':>8}{'p50':>8}{'p99':>8}"
)


def cost_line(cost: Cost) -> str:
    return (
        f"{cost.name:38}{cost.server_ms:9.3f}{cost.database_ms:9.3f}{cost.total_ms:9.3f}{cost.target_ms:9.2f}"
        f"{cost.per_second:8.0f}{cost.p50_ms:8.2f}{cost.p99_ms:8.2f}  {cost.figure.verdict()}"
    )


def figure_line(figure: Figure) -> str:
    sign = "≥" if figure.rises else "≤"
    target = "" if figure.target is None else f"{sign} {figure.target:g}"
    return (
        f"{figure.name:52}{figure.value:12.3f} {figure.unit:14}{target:>12}  {figure.verdict()}  {figure.note}".rstrip()
    )


def percentile(times: Iterable[float], share: float) -> float:
    """The value that this share of the times does not exceed; 0 of none."""
    ordered = sorted(times)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else 0.0


def changes(figures: Sequence[Figure]) -> list[str]:
    """What differs from the recorded run by more than noise."""
    if not BASELINE.exists():
        return []
    before: dict[str, float] = json.loads(BASELINE.read_text())
    low, high = NOISE
    return [
        f"{each.name}: {known:g} {each.unit} recorded, {each.value:.4g} now"
        for each in figures
        if (known := before.get(each.name)) and not low < each.value / known < high
    ]


def record(figures: Sequence[Figure]) -> None:
    """Keeps these as the new baseline; figures that were not measured now keep what they had."""
    known: dict[str, float] = json.loads(BASELINE.read_text()) if BASELINE.exists() else {}
    known |= {each.name: float(f"{each.value:.4g}") for each in figures}
    BASELINE.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n")
