"""Every package that the product is built with is locked, and its licence is recorded."""

import re
from pathlib import Path

import pytest

PACKAGING = Path(__file__).parents[1] / "packaging"
PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==([^ ;\\\n]+)", re.M)
LISTED = re.compile(r"^\| ([^ ]+) \| ([^ ]+) \| ([^|]+) \|$", re.M)


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-test.txt", "requirements-dev.txt"])
def test_every_locked_package_has_a_recorded_licence(lock: str) -> None:
    listed = {(name, version): licence for name, version, licence in LISTED.findall(_text("LICENCES.md"))}

    locked = PINNED.findall(_text(lock))

    assert len(locked) > 30
    assert [pair for pair in locked if not listed.get(pair, "").strip("? ")] == []


def test_the_product_holds_nothing_under_the_gpl() -> None:
    in_product, _, _ = _text("LICENCES.md").partition("## Only to test and build")

    licences = [licence for _, _, licence in LISTED.findall(in_product)]

    assert len(licences) > 30
    assert [each for each in licences if re.search(r"(?<!L)GPL", each)] == []


def _text(name: str) -> str:
    return (PACKAGING / name).read_text()
