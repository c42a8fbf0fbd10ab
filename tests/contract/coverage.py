"""How much of the official API the suite meets: routes, fields, events and error ids.

`python -m tests.contract.coverage` runs the suite and prints it.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from mattermost_py.app import ROUTES
from tests.contract import checks, ears, facts, schema
from tests.contract.table.elsewhere import NOT_MET

FLOORS = Path(__file__).parent / "floors.json"
FLOOR_TEST = "test_as_much_of_the_api_is_met_as_ever"
KINDS = ("routes", "fields", "events", "errors")


@dataclass(slots=True)
class Meter:
    """What was met since the last `start`, and in all."""

    total: dict[str, set[str]] = field(default_factory=lambda: {kind: set[str]() for kind in KINDS})

    def start(self) -> None:
        for each in _now().values():
            each.clear()

    def stop(self) -> None:
        for kind, each in _now().items():
            self.total[kind] |= each

    def counts(self) -> dict[str, int]:
        """Since the last start."""
        return {kind: len(each) for kind, each in _now().items()}


meter = Meter()


def _now() -> dict[str, set[str]]:
    return dict(zip(KINDS, (checks.seen_routes, schema.seen_fields, ears.seen_events, checks.seen_errors), strict=True))


# Types of what this server has none of, and fields that the official server empties for everybody or keeps for clouds.
ABSENT = frozenset(
    {
        *(
            "Manifest",
            "ManifestServer",
            "ManifestWebapp",
            "PluginInfo",
            "PluginStatus",
            "PluginOption",
            "PluginSetting",
        ),
        *("PluginSettingsSchema", "PluginSettingsSection", "NoticeMessage", "ClusterInfo", "RemoteClusterInfo"),
        *("PropertyValue", "PostTranslation", "AgentsIntegrityResponse"),
    }
)
EMPTIED = frozenset({"password", "mfa_secret", "mfa_used_timestamps", "remote_id", "policy_id", "message_source"})


def possible() -> dict[str, set[str]]:
    """What the built routes and events could show, by the facts; routes that here always refuse show nothing."""
    from tests.contract.table.everything import entries

    refusing = {(each.method, facts.shape(each.path)) for each in entries if each.fails}
    built = {(each.method, facts.shape(each.path)) for each in ROUTES}
    known = [each for key in built if (each := facts.routes().get(key)) is not None]
    showing = [each for key in built - refusing if (each := facts.routes().get(key)) is not None]
    answers = [str(kind) for each in showing for kind in each.response]
    told = [kind for each in facts.events().values() for kind in each["data"].values() if "<" in kind]
    events = {
        name for name, each in facts.events().items() for name in (name, *(f"{name}.{key}" for key in each["data"]))
    }
    return {
        "routes": {f"{each.method} {each.path}" for each in known},
        "fields": {each for each in schema.all_fields(*answers, *told) if _is_shown(each)},
        "events": events,
        "errors": official_errors() - NOT_MET,
    }


def official_errors() -> set[str]:
    """Every id by which the official server refuses a request of a built route."""
    built = {(each.method, facts.shape(each.path)) for each in ROUTES}
    return {error for key in built if (known := facts.routes().get(key)) for error in known.errors}


def _is_shown(name: str) -> bool:
    kind, _, field_name = name.partition(".")
    return kind not in ABSENT and field_name not in EMPTIED


def require(request: pytest.FixtureRequest) -> None:
    """Fails when the module of this test met less than its floor, or what is said never to be met."""
    assert checks.seen_errors & NOT_MET == set()
    name = request.path.stem.removeprefix("test_")
    floor: dict[str, int] = json.loads(FLOORS.read_text())[name]
    found = meter.counts()
    assert {kind: count for kind, count in floor.items() if found[kind] < count} == {}, f"found {found}"


def report(met: Mapping[str, set[str]]) -> str:
    """A line for each kind."""
    whole = possible()
    return "\n".join(f"{kind:7} {len(met[kind] & whole[kind]):5} of {len(whole[kind]):5}" for kind in KINDS)


class _Printer:
    """A plugin of pytest that prints at the end."""

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.section("the official API, as far as it was met")
        terminalreporter.write_line(report(meter.total))


def main() -> int:
    return pytest.main(["tests/contract", "-q", *sys.argv[1:]], plugins=[_Printer()])


if __name__ == "__main__":
    from tests.contract import coverage  # noqa: PLW0406 - the module that the tests know, not this one of the command

    sys.exit(coverage.main())
