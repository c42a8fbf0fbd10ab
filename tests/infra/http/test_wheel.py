"""Deadlines kept by one timer."""

import asyncio

from mattermost_py.infra.http.wheel import NEVER, Timed, Wheel


class Bell(Timed):
    __slots__ = ("fails", "rung")

    def __init__(self) -> None:
        super().__init__()
        self.rung = asyncio.Event()
        self.fails = False

    def expired(self) -> None:
        self.rung.set()
        if self.fails:
            raise RuntimeError("on purpose")


async def test_deadlines_move_both_ways_and_can_be_forgotten() -> None:
    wheel = Wheel(asyncio.get_running_loop())
    sooner, later, never, broken = Bell(), Bell(), Bell(), Bell()
    broken.fails = True
    wheel.expect(sooner, 60)
    wheel.expect(sooner, 0.1)
    wheel.expect(later, 0.1)
    wheel.expect(later, 60)
    wheel.expect(never, 0.1)
    wheel.forget(never)
    wheel.expect(broken, 0.1)

    async with asyncio.timeout(30):
        await asyncio.gather(sooner.rung.wait(), broken.rung.wait())
    assert not later.rung.is_set()
    assert not never.rung.is_set()
    assert (sooner.tick, never.tick, never.deadline) == (0, 0, NEVER)
    wheel.expect(later, 0.1)
    async with asyncio.timeout(30):
        await later.rung.wait()
    wheel.expect(never, 60)
    wheel.stop()
    assert never.tick == 0
