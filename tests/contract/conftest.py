"""The stage of each module of the suite, and what its tests are asked about."""

from collections.abc import AsyncIterator

import pytest

from tests.contract.coverage import FLOOR_TEST, meter
from tests.contract.proofs import Proofs
from tests.contract.stage import Stage, open_stage
from tests.fixtures.postgres import Cluster


@pytest.fixture(scope="module")
async def stage(
    anyio_backend: object, postgres_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Stage]:
    meter.start()
    async with open_stage(postgres_cluster.create_database(), tmp_path_factory.mktemp("stage")) as opened:
        yield opened
    meter.stop()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The proofs are repeated for every route of their table."""
    proofs: type[object] | None = metafunc.cls  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType] - pytest has no type for it
    if proofs is not None and issubclass(proofs, Proofs) and "entry" in metafunc.fixturenames:
        metafunc.parametrize("entry", proofs.entries, ids=str)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """How much was met says nothing where only a part of a module runs."""
    if config.option.keyword or any("::" in each for each in config.args):
        left_out = [each for each in items if each.name == FLOOR_TEST]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [each for each in items if each not in left_out]
