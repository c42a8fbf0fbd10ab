"""What clients read again and again costs no more SQL statements than the benchmark's table says."""

import pytest

from tests.bench.operations import OPERATIONS, Operation
from tests.bench.stage import Stage, build
from tests.fixtures.world import World

PRICED = [each for each in OPERATIONS if each.statements is not None]


@pytest.fixture(scope="module")
async def stage(world: World) -> Stage:
    await world.admin()
    stage = await build(world.base_url, people=2)
    stage.shown = len(stage.users)  # a statement for each of them would show, too
    return stage


@pytest.mark.parametrize("operation", PRICED, ids=[each.name for each in PRICED])
async def test_an_operation_costs_what_it_promises(world: World, stage: Stage, operation: Operation) -> None:
    assert operation.statements is not None
    ask = await operation.prepare(stage)
    await ask(0, 0)  # who asks is known from now on
    async with world.queries(at_most=operation.statements):
        await ask(1, 0)
