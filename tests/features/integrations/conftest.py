"""Programs on this machine, and a server that may ask them."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.fixtures.postgres import Cluster
from tests.fixtures.server import running_world
from tests.fixtures.website import Website, website
from tests.fixtures.world import World


@pytest.fixture(scope="package")
def site() -> Iterator[Website]:
    with website() as running:
        yield running


@pytest.fixture(scope="package")
async def world(
    anyio_backend: object, postgres_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    settings = {"ServiceSettings": {"AllowedUntrustedInternalConnections": "127.0.0.1 localhost"}}
    place = tmp_path_factory.mktemp("world")
    async with running_world(postgres_cluster.create_database(), place, settings) as running:
        yield running
