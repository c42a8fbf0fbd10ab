"""The stage of each module of the suite."""

from collections.abc import AsyncIterator

import pytest

from tests.contract.coverage import meter
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
