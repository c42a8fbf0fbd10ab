"""What clients report about themselves."""

from typing import Any, ClassVar

from pydantic import Field

from mattermost_py.kernel.inputs import Input


class ClientLog(Input):
    """Body of POST /logs."""

    level: str = ""
    message: str = ""


class PerformanceReport(Input):
    """Body of POST /client_perf."""

    body_name: ClassVar[str] = "submitPerformanceReport"
    version: str = ""
    client_id: str = ""
    labels: dict[str, str] = Field(default_factory=dict[str, str])
    start: float = 0
    end: float = 0
    counters: list[dict[str, Any]] = Field(default_factory=list[dict[str, Any]])
    histograms: list[dict[str, Any]] = Field(default_factory=list[dict[str, Any]])

    def is_recent(self, now_ms: int) -> bool:
        """A report we understand, of the last five minutes."""
        major, _, rest = self.version.partition(".")
        minor = rest.partition(".")[0]
        is_known = major == "0" and minor.isdigit() and int(minor) <= 1
        return is_known and self.start <= self.end and self.end >= now_ms - 300_000
